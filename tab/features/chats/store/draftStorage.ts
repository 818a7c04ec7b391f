import { z } from 'zod'
import type { OutgoingMessage } from '#client/session/outgoingQueue'
import type { Chats } from './chatState.ts'

/** Drafts and unacknowledged messages by session id, which survive a reload of the tab. */
export type StoredDrafts = Record<string, { draft: string; unsent: OutgoingMessage[] }>

const name = 'interact.chats'
const storedDrafts = z.record(
  z.string(),
  z.object({
    draft: z.string(),
    unsent: z.array(
      z.object({
        key: z.string(),
        text: z.string(),
        at: z.number(),
        state: z.enum(['sending', 'waiting', 'stored', 'failed']),
        reason: z.enum(['ended', 'refused']).nullable(),
      }),
    ),
  }),
)

/** Browsers may block storage in a frame; the console then works without it. */
function ignoreErrors<Value>(work: () => Value): Value | null {
  try {
    return work()
  } catch {
    return null
  }
}

export const readDrafts = (storage: Pick<Storage, 'getItem'>): StoredDrafts =>
  ignoreErrors(() => storedDrafts.parse(JSON.parse(storage.getItem(name) ?? '{}'))) ?? {}

export function writeDrafts(storage: Pick<Storage, 'setItem'>, chats: Chats): void {
  const worthKeeping = Object.entries(chats.threads).flatMap(([id, { draft, unsent }]) =>
    draft === '' && unsent.length === 0 ? [] : [[id, { draft, unsent }] as const],
  )
  ignoreErrors(() => storage.setItem(name, JSON.stringify(Object.fromEntries(worthKeeping))))
}
