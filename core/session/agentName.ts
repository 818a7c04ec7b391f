import type { Page } from '../contract/sessions.ts'
import { fillPlaceholders, type PlaceholderValues } from '../contract/placeholders.ts'
import type { OpeningContext } from './command.ts'

type Customer = { name: string; email: string | null }

const hostOf = ({ url, origin }: Page): string => {
  const address = url ?? origin
  return URL.canParse(address) ? new URL(address).host : ''
}

/** The value of every placeholder in one session. Before the session opens, the customer's values are empty. */
export const placeholderValues = (
  opening: Pick<OpeningContext, 'user' | 'tenantName'>,
  page: Page,
  customer: Customer = { name: '', email: null },
  sessionId = '',
): PlaceholderValues => ({
  'user.displayName': opening.user.displayName,
  'user.jobTitle': opening.user.jobTitle ?? '',
  'user.department': opening.user.department ?? '',
  'customer.name': customer.name,
  'customer.email': customer.email ?? '',
  'page.url': page.url ?? '',
  'page.host': hostOf(page),
  'page.title': page.title ?? '',
  'session.id': sessionId,
  'tenant.name': opening.tenantName,
  context: page.context,
})

/**
 * The user's name as customers see it: the custom name of the direct system messages with its placeholders filled, or
 * the name from the directory.
 */
export const agentNameFor = (
  opening: Pick<OpeningContext, 'user' | 'tenantName' | 'words'>,
  page: Page,
  values: PlaceholderValues = placeholderValues(opening, page),
): string => fillPlaceholders(opening.words.displayName ?? opening.user.displayName, values)
