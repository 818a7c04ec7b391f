import { randomUUID } from 'node:crypto'
import type { Card } from '#bot/cards/adaptiveCard'
import type { CallStop } from '#core/contract/calls'
import { installedChat } from './agentChat.ts'
import { open, tenantId, userId } from './memory/sessionFixtures.ts'

const providerCall = { provider: 'webrtc' as const }

/** An agent's chat with the bot in which customers also call, and the agent accepts the calls in the tab. */
export async function callChat() {
  const chat = await installedChat()
  chat.posted.length = 0
  const says = async (command: Parameters<typeof chat.dispatch>[0]) => {
    chat.pass(1000)
    const transition = await chat.dispatch(command)
    if (transition.refused) throw new Error(transition.refused.code)
  }
  return {
    ...chat,
    /** A customer opens a session with a call. */
    async calls(name: string, modality: 'audio' | 'video' = 'audio', text: string | null = null): Promise<string> {
      const sessionId = randomUUID()
      const customer = { name, email: null, verified: false }
      await says(open({ sessionId, customerId: `${name} ${sessionId}`, key: randomUUID(), customer, text, modality }))
      await chat.delivers()
      return sessionId
    },
    /** The customer of an active session requests a call. */
    async wantsCall(sessionId: string): Promise<void> {
      const session = await chat.sessions.find({ tenantId, sessionId })
      const { customerId = '', contactId = '' } = session ?? {}
      const who = { tenantId, sessionId, side: 'customer' as const, customerId }
      await says({ kind: 'requestCall', ...who, key: randomUUID(), media: 'audio', contactId, providerCall: null })
      await chat.delivers()
    },
    /** The agent accepts the call in the tab, and the media connection is established. */
    async takesCall(sessionId: string): Promise<void> {
      const party = { tenantId, userId, sessionId }
      const leg = { ...party, side: 'agent' as const, leg: 'agent' }
      const rings = (await chat.statusOf(sessionId)) === 'ringing'
      await says(
        rings
          ? { kind: 'agentAccepts', ...party, providerCall }
          : { kind: 'acceptCall', ...party, side: 'agent', providerCall },
      )
      await chat.dispatch({ kind: 'joinCall', ...leg })
      await chat.dispatch({ kind: 'heartbeat', ...leg, connected: true })
      await chat.delivers()
    },
    async hangsUp(sessionId: string, why: CallStop | null = null): Promise<void> {
      await says({ kind: 'hangUp', tenantId, userId, sessionId, side: 'agent', leg: 'agent', why })
      await chat.delivers()
    },
  }
}

/** The tab's path in the link of this button; null if the button acts in the chat. */
export function pathBehind(card: Card | null | undefined, title: string): string | null {
  const action = card?.actions?.find((one) => one.title.includes(title))
  if (!action) throw new Error(`There is no button "${title}".`)
  if (action.type !== 'Action.OpenUrl') return null
  const context: unknown = JSON.parse(new URL(action.url).searchParams.get('context') ?? '')
  return (context as { subEntityId: string }).subEntityId
}
