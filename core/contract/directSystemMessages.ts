import { z } from 'zod'
import { id, instant } from './ids.ts'
import { listOf } from './lists.ts'
import { longText, oneLine } from './text.ts'

/** Texts for the user in Teams, in the order in which they appear. */
export const userMessages = ['incomingCard', 'activeCard', 'endedCard', 'missedCard'] as const
/** Texts for the customer in the widget, in the order in which they appear. */
export const customerMessages = [
  'connecting',
  'connected',
  'declined',
  'unavailable',
  'endedByUser',
  'endedByCustomer',
  'idleWarning',
] as const

export const messageMoment = z.enum([...userMessages, ...customerMessages])
export type MessageMoment = z.infer<typeof messageMoment>

/** An absent or empty text means the built-in one. */
export const texts = z.partialRecord(messageMoment, longText(1000))
export type Texts = z.infer<typeof texts>

/** Placeholders that a text may contain; `context.KEY` stands for any `data-context-KEY` attribute of the snippet. */
export const placeholders = [
  'user.displayName',
  'user.jobTitle',
  'user.department',
  'customer.name',
  'customer.email',
  'page.url',
  'page.host',
  'page.title',
  'session.id',
  'tenant.name',
] as const

const fields = {
  name: oneLine(100),
  organizationUnitId: id,
  description: longText(500),
  /** The user's name as customers see it; null means the name from the directory. May contain placeholders. */
  displayName: oneLine(100).nullable(),
  texts,
}

export const directSystemMessages = z
  .object({
    id,
    ...fields,
    usedBy: z.array(z.object({ id, displayName: z.string() })),
    writable: z.boolean(),
    updatedAt: instant,
  })
  .meta({ id: 'DirectSystemMessages' })
export type DirectSystemMessages = z.infer<typeof directSystemMessages>
export const directSystemMessagesList = listOf(directSystemMessages)
export const newDirectSystemMessages = z
  .strictObject({
    ...fields,
    description: fields.description.default(''),
    displayName: fields.displayName.default(null),
    texts: texts.default({}),
  })
  .meta({ id: 'NewDirectSystemMessages' })
export type NewDirectSystemMessages = z.infer<typeof newDirectSystemMessages>
export const directSystemMessagesPatch = z.strictObject(fields).partial()
export type DirectSystemMessagesPatch = z.infer<typeof directSystemMessagesPatch>

/** Previews unsaved fields; absent ones are taken from the stored set. */
export const messagesPreview = z.strictObject({ texts: texts.optional(), displayName: fields.displayName.optional() })
export const messagesPreviewResult = z.object({ displayName: z.string(), texts: z.record(z.string(), z.string()) })
