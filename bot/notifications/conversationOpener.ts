import type { AgentConversations, FinalReason, LostState, UnreachedUser } from '#core/session/teamsPorts'
import { welcomeMessage } from '../cards/commandsCard.ts'
import type { Channel } from '../connector/teamsChannel.ts'
import { translationsFor } from '../i18n/translations.ts'

/** Milliseconds after which a lost conversation is tried again: the app may have been installed, and that event lost. */
export const triesAgainAfterMs = 24 * 60 * 60_000
const minuteMs = 60_000

/** What a final refusal of Teams says about the conversation with a user; nothing for those that concern one message. */
const lostStates: Partial<Record<FinalReason, LostState>> = {
  blocked: 'blocked',
  disabled: 'disabled',
  notInstalled: 'unknown',
  gone: 'unknown',
}

/** The state of a conversation to which Teams refuses a message for this reason, with the time of the next try. */
export function lostAfter(reason: FinalReason, now: number): { state: LostState; tryAgainAt: number } | null {
  const state = lostStates[reason]
  // A conversation that no longer exists can be opened anew at once.
  return state ? { state, tryAgainAt: reason === 'gone' ? now : now + triesAgainAfterMs } : null
}

interface OpenerDependencies {
  agentConversations: Pick<AgentConversations, 'find' | 'opened' | 'lose'>
  channel: Pick<Channel, 'open' | 'send'>
  now: () => number
}

/**
 * Opens the bot's conversation with a user without waiting for an installation event, because Teams loses some of them
 * (BotFramework-Services issues 169 and 213). What Teams refuses for good is tried again a day later: the app may have
 * been installed since.
 */
export const createConversationOpener =
  ({ agentConversations, channel, now }: OpenerDependencies) =>
  async (tenantId: string, { userId, entraObjectId }: UnreachedUser): Promise<void> => {
    const opened = await channel.open(tenantId, entraObjectId)
    const known = await agentConversations.find(tenantId, userId)
    // An activity of the user has arrived meanwhile: the bot can write, whatever became of this request.
    if (known?.installed === true) return
    if (opened.delivered) {
      const { reference } = opened
      await agentConversations.opened(tenantId, userId, reference)
      // A conversation is not seen in Teams before the bot has written in it.
      if (known === null) await channel.send(reference, welcomeMessage(translationsFor(undefined)))
      return
    }
    const { state, tryAgainAt } = opened.final
      ? { state: lostStates[opened.reason] ?? 'unknown', tryAgainAt: now() + triesAgainAfterMs }
      : { state: 'unknown' as const, tryAgainAt: now() + (opened.retryAfter ?? minuteMs) }
    await agentConversations.lose(tenantId, userId, state, tryAgainAt)
  }
