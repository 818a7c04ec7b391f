import { textContent, type ChatMessage, type Session } from '#core/contract/sessions'
import { shopPage } from '../../support/memory/memoryServer.ts'

const noon = new Date(2026, 2, 4, 12).getTime()

/** Milliseconds since the epoch, `minutes` after a fixed noon in local time. */
export const at = (minutes: number): number => noon + minutes * 60_000

export const aMessage = (seq: number, changes: Partial<ChatMessage> = {}): ChatMessage => ({
  kind: 'message',
  seq,
  at: new Date(at(0) + seq * 1000).toISOString(),
  from: 'customer',
  via: 'page',
  key: `key-${seq}`,
  content: textContent(`Message ${seq}`),
  ...changes,
})

export const aSession = (changes: Partial<Session> = {}): Session => ({
  id: '5e551011-0000-4000-8000-000000000001',
  status: 'active',
  modality: 'chat',
  user: { id: 'a1ec0000-0000-4000-8000-000000000001', displayName: 'Alex Wilber' },
  customer: { name: 'Cara Customer', email: null, verified: false },
  page: shopPage,
  preview: false,
  openedAt: new Date(at(0)).toISOString(),
  ringEndsAt: null,
  acceptedAt: null,
  endedAt: null,
  outcome: null,
  lastSeq: 0,
  seenUpTo: 0,
  unread: 0,
  lastMessage: null,
  offlineMessageLeft: false,
  call: null,
  canWrite: true,
  ...changes,
})
