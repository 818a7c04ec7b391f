import type { Answered } from './talkTypes.ts'

/** Why the server did not do what was asked. */
export type Code = Extract<Answered<unknown>, { ok: false }>['code']

/** Whether the same may be answered otherwise a little later. Who owns the door renews its token. */
export const isPassing = (code: Code): boolean =>
  ['unreachable', 'unavailable', 'internal', 'tooManyRequests', 'unauthenticated'].includes(code)

/** Whether there is no call any more that this side could take part in. */
export const isOver = (code: Code): boolean => ['noCall', 'sessionEnded', 'notFound'].includes(code)
