import type { Session } from '#core/session/session'
import type { TextRun } from './adaptiveCard.ts'
import { clipped, literal, run } from './customerText.ts'

/** The host of the verified origin, not of the URL that the page claims. */
export const hostOf = (session: Session): string =>
  URL.canParse(session.page.origin) ? new URL(session.page.origin).host : session.page.origin

/** A short tag that distinguishes customers with the same name. */
export const tagOf = (session: Session): string => `#${session.id.slice(-4).toUpperCase()}`

const longestName = 40

/** The customer's name, shortened and isolated, for a text run. */
export const nameOf = (session: Session): string => clipped(session.customer.name, longestName)

/** The customer on a button: name, tag and site, short enough for a phone. */
export const buttonLabel = (session: Session): string =>
  literal(`${nameOf(session)} ${tagOf(session)} (${hostOf(session)})`)

/** A text of the catalogue that names a customer. */
export type CustomerSentence = (values: { customer: string }) => string

/** Stands for the customer while a sentence is split; no text contains it. */
const gap = '\u0000'

/** A sentence of ours that names the customer, each part in its own run. */
export function sentence(text: CustomerSentence, session: Session): TextRun[] {
  const [before = '', after = ''] = text({ customer: gap }).split(gap)
  return [
    run(before),
    run(nameOf(session), { weight: 'Bolder' }),
    run(` ${tagOf(session)} (${hostOf(session)})${after}`),
  ].filter(({ text }) => text !== '')
}
