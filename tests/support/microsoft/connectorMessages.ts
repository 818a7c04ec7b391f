import { randomUUID } from 'node:crypto'

export type Activity = Record<string, unknown> & {
  type?: string
  text?: string
  summary?: string
  attachments?: unknown[]
  members?: { id: string }[]
  activity?: Activity
}

/** A message as Teams shows it now. */
export type Message = { id: string; conversationId: string; activity: Activity; updates: number; deleted: boolean }

export type Result = { status: number; body: object }

export const failure = (status: number, code: string): Result => ({ status, body: { error: { code, message: code } } })

/** The activity was accepted, without the id of a message. */
export const taken: Result = { status: 202, body: {} }

/**
 * The messages of a connector, and the execution of accepted requests on them. `installed` holds the conversation of each
 * person who has the app, by Entra object id.
 */
export function createMessages(installed: ReadonlyMap<string, string>) {
  const kept: Message[] = []

  /** Stores the messages of one activity and returns the id; undefined if the activity became several messages. */
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
    if (conversationId === undefined) return created(body, installed, keep)
    if (method === 'POST') {
      const id = keep(conversationId, body)
      return id === undefined ? taken : { status: 201, body: { id } }
    }
    // The status is reported in MicrosoftDocs/bot-docs#2142.
    if (!activityId) return failure(405, 'MethodNotAllowed')
    const message = kept.find(({ id, deleted }) => id === activityId && !deleted)
    if (message === undefined) return failure(404, 'ActivityNotFoundInConversation')
    if (method === 'DELETE') message.deleted = true
    else Object.assign(message, { activity: body, updates: message.updates + 1 })
    return { status: 200, body: { id: message.id } }
  }

  return { kept, done }
}

/** Teams splits text beside a card, and several cards, into separate messages: OfficeDev/BotBuilder-MicrosoftTeams#125. */
function messagesOf({ text, attachments = [], ...rest }: Activity): Activity[] {
  if (attachments.length === 0) return [{ ...rest, ...(text === undefined ? {} : { text }) }]
  return [...(text ? [{ ...rest, text }] : []), ...attachments.map((one) => ({ ...rest, attachments: [one] }))]
}

/**
 * Returns the personal conversation of a member, and stores the first activity if the request has one. The refusal is that
 * of learn.microsoft.com, "Messages in bot conversations", status codes; msteams-docs issue 11125 says when it comes.
 */
function created(
  { members: [member] = [], activity }: Activity,
  installed: ReadonlyMap<string, string>,
  keep: (conversationId: string, activity: Activity) => string | undefined,
): Result {
  if (!member) return failure(400, 'BadArgument')
  const id = installed.get(member.id)
  if (id === undefined) return failure(403, 'BotNotInConversationRoster')
  const activityId = activity && keep(id, activity)
  return { status: 201, body: { id, ...(activityId === undefined ? {} : { activityId }) } }
}
