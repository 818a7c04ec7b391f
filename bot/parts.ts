import type { Sessions } from '#core/session/ports'
import type { Desks } from '#core/session/teamsPorts'
import type { Handle } from '#core/session/commandHandler'
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
