import type { Modality } from './sessions.ts'

/** What this version can carry. Audio and video are refused until a call provider is there. */
export const carriedModalities: readonly Modality[] = ['chat']
