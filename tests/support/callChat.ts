import { randomUUID } from 'node:crypto'
import type { Card } from '#bot/cards/adaptiveCard'
import type { CallStop } from '#core/contract/calls'
import { installedChat } from './agentChat.ts'
import { open, tenantId, userId } from './memory/sessionFixtures.ts'

const providerCall = { provider: 'webrtc' as const }

/** An agent's chat with the bot, in which customers call as well, and the agent takes the calls in Interact. */
export async function callChat() {
  const chat = await installedChat()
  chat.posted.length = 0
  const says = async (command: Parameters<typeof chat.dispatch>[0]) => {
    chat.pass(1000)
    const step = await chat.dispatch(command)
    if (step.refused) throw new Error(step.refused.code)
  }
  return {
    ...chat,
    /** A customer rings with a call. */
    async calls(name: string, modality: 'audio' | 'video' = 'audio', text: string | null = null): Promise<string> {
      const sessionId = randomUUID()
      const customer = { name, email: null, verified: false }
      await says(open({ sessionId, customerId: `${name} ${sessionId}`, key: randomUUID(), customer, text, modality }))
      await chat.delivers()
      return sessionId
    },
    /** A customer of a running session rings with a call. */
    async wantsCall(sessionId: string): Promise<void> {
      const session = await chat.sessions.find({ tenantId, sessionId })
      const { customerId = '', contactId = '' } = session ?? {}
      const who = { tenantId, sessionId, side: 'customer' as const, customerId }
      await says({ kind: 'requestCall', ...who, key: randomUUID(), media: 'audio', contactId, providerCall: null })
      await chat.delivers()
    },
    /** The agent takes the call in Interact, and the two hear each other. */
    async takesCall(sessionId: string): Promise<void> {
      const party = { tenantId, userId, sessionId }
      const leg = { ...party, side: 'agent' as const, leg: 'agent' }
      const rings = (await chat.statusOf(sessionId)) === 'ringing'
      await says(
        rings
          ? { kind: 'agentAccepts', ...party, providerCall }
          : { kind: 'callAccepted', ...party, side: 'agent', providerCall },
      )
      await chat.dispatch({ kind: 'callJoined', ...leg })
      await chat.dispatch({ kind: 'callBeats', ...leg, connected: true })
      await chat.delivers()
    },
    async hangsUp(sessionId: string, why: CallStop | null = null): Promise<void> {
      await says({ kind: 'callHungUp', tenantId, userId, sessionId, side: 'agent', leg: 'agent', why })
      await chat.delivers()
    },
  }
}

/** The path that the link on this button hands to the tab; null where the button does something in the chat. */
export function pathBehind(card: Card | null | undefined, title: string): string | null {
  const action = card?.actions?.find((one) => one.title.includes(title))
  if (!action) throw new Error(`There is no button "${title}".`)
  if (action.type !== 'Action.OpenUrl') return null
  const context: unknown = JSON.parse(new URL(action.url).searchParams.get('context') ?? '')
  return (context as { subEntityId: string }).subEntityId
}
