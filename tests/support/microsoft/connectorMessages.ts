import { randomUUID } from 'node:crypto'

export type Activity = Record<string, unknown> & {
  type?: string
  text?: string
  summary?: string
  attachments?: unknown[]
  members?: { id: string }[]
  activity?: Activity
}

/** A message as people in Teams would see it now. */
export type Message = { id: string; conversationId: string; activity: Activity; updates: number; deleted: boolean }

export type Result = { status: number; body: object }

export const failure = (status: number, code: string): Result => ({ status, body: { error: { code, message: code } } })

/** Something was made of the activity, and nothing says what. */
export const taken: Result = { status: 202, body: {} }

/** The messages of a connector, and what becomes of a request that is let through to them. */
export function createMessages() {
  const kept: Message[] = []

  /** Keeps what people see of one activity, and answers the id, which there is only if it is one message. */
  const keep = (conversationId: string, activity: Activity): string | undefined => {
    const messages = messagesOf(activity).map((one) => {
      const id = `${Date.now()}-${randomUUID().slice(0, 8)}`
      return { id, conversationId, activity: one, updates: 0, deleted: false }
    })
    kept.push(...messages)
    return messages.length === 1 ? messages[0]?.id : undefined
  }

  const done = (
    method: string,
    conversationId: string | undefined,
    activityId: string | undefined,
    body: Activity,
  ): Result => {
    if (conversationId === undefined) return created(body, keep)
    if (method === 'POST') {
      const id = keep(conversationId, body)
      return id === undefined ? taken : { status: 201, body: { id } }
    }
    // As reported in MicrosoftDocs/bot-docs#2142.
    if (!activityId) return failure(405, 'MethodNotAllowed')
    const message = kept.find(({ id, deleted }) => id === activityId && !deleted)
    if (message === undefined) return failure(404, 'ActivityNotFoundInConversation')
    if (method === 'DELETE') message.deleted = true
    else Object.assign(message, { activity: body, updates: message.updates + 1 })
    return { status: 200, body: { id: message.id } }
  }

  return { kept, done }
}

/** Text beside a card, and each card of several, becomes a message of its own: OfficeDev/BotBuilder-MicrosoftTeams#125. */
function messagesOf({ text, attachments = [], ...rest }: Activity): Activity[] {
  if (attachments.length === 0) return [{ ...rest, ...(text === undefined ? {} : { text }) }]
  return [...(text ? [{ ...rest, text }] : []), ...attachments.map((one) => ({ ...rest, attachments: [one] }))]
}

/** A personal conversation per member, the same one again for the same person; with a first activity, if one came along. */
function created(
  { members: [member] = [], activity }: Activity,
  keep: (conversationId: string, activity: Activity) => string | undefined,
): Result {
  if (!member) return failure(400, 'BadArgument')
  const id = `a:${member.id}`
  const activityId = activity && keep(id, activity)
  return { status: 201, body: { id, ...(activityId === undefined ? {} : { activityId }) } }
}
