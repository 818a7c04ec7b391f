import { z } from 'zod'

const account = z.looseObject({
  id: z.string().max(512),
  name: z.string().optional(),
  aadObjectId: z.string().max(100).optional(),
})
/** What a client left out or wrote differently is missing rather than a reason to refuse the whole message. */
const optionalText = z.string().optional().catch(undefined)
const attachment = z.looseObject({
  contentType: z.string().catch(''),
  contentUrl: optionalText,
  name: optionalText,
  content: z.unknown().optional(),
})
const members = z.array(account).max(1000).optional()

/** The fields of a Bot Framework activity that Interact reads. All other fields are kept but not read. */
const activitySchema = z.looseObject({
  type: z.string().max(100),
  id: z.string().min(1).max(512),
  channelId: z.string().max(100),
  serviceUrl: z.string().max(2048),
  timestamp: z.string().optional(),
  locale: z.string().max(100).optional().catch(undefined),
  name: z.string().max(200).optional(),
  action: z.string().max(100).optional(),
  from: account,
  recipient: account,
  conversation: z.looseObject({
    id: z.string().min(1).max(1024),
    conversationType: z.string().optional(),
    tenantId: z.string().optional(),
  }),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string() }).optional() }).nullish(),
  /** The message to which this one, or the reaction, belongs. */
  replyToId: z.string().max(512).optional(),
  reactionsAdded: z.array(z.looseObject({ type: z.string() })).nullish(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  attachments: z.array(attachment).nullish(),
  entities: z.array(z.looseObject({ type: z.string() })).nullish(),
  membersAdded: members,
  membersRemoved: members,
})
export type Activity = z.infer<typeof activitySchema>

/** Parses an activity; null if it does not have the shape of a Teams activity. */
export const parseActivity = (body: unknown): Activity | null => activitySchema.safeParse(body).data ?? null

/** The tenant id of an activity in lower case; null if the activity names no tenant or two different ones. */
export function tenantOf(activity: Activity): string | null {
  const named = [activity.channelData?.tenant?.id, activity.conversation.tenantId]
    .filter((id) => id !== undefined)
    .map((id) => id.toLowerCase())
  return named[0] !== undefined && named.every((id) => id === named[0]) ? named[0] : null
}

/** Whether an activity installs or uninstalls the bot; null for any other activity. */
export function installChangeOf(activity: Activity): 'installed' | 'uninstalled' | null {
  if (activity.type === 'installationUpdate') {
    if (activity.action === 'remove') return 'uninstalled'
    return activity.action?.startsWith('add') === true ? 'installed' : null
  }
  const isBot = ({ id }: { id: string }) => id === activity.recipient.id
  if (activity.membersAdded?.some(isBot) === true) return 'installed'
  return activity.membersRemoved?.some(isBot) === true ? 'uninstalled' : null
}

/**
 * Whether an agent edited, restored or deleted a message: Teams sends `messageUpdate` for the first two (learn.microsoft.com,
 * "Messages in bot conversations"). The activity has the id of the changed message.
 */
export const isMessageChange = ({ type }: Activity): boolean => type === 'messageUpdate' || type === 'messageDelete'

/** The id under which the inbox stores an activity, equal for repeated deliveries. A message can change several times. */
export const inboxIdOf = (activity: Activity): string =>
  isMessageChange(activity) ? `${activity.id} ${activity.type} ${activity.timestamp ?? ''}` : activity.id

/** The bot's logger. Fields never contain message texts or tokens. */
export interface Log {
  warn(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}
