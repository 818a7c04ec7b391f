import type { Sessions } from '#core/ports/sessions'
import type { Desks } from '#core/ports/teams'
import type { Handle } from '#core/session/handle'
import type { Words } from './words/words.ts'
import type { OpenLink } from './openLink.ts'

/** What the bot's inbound needs of the rest. */
export interface Parts {
  desks: Desks
  sessions: Pick<Sessions, 'find' | 'openOf' | 'eventsAfter'>
  handle: Handle
  openLink: OpenLink
  now: () => number
}

/** The person who wrote or pressed, as Interact knows them, and in which conversation. */
export interface Agent {
  tenantId: string
  userId: string
  available: boolean
  conversationId: string
  words: Words
}
