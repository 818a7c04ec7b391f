import type { Session } from '#core/session/session'
import type { TextRun } from './adaptiveCard.ts'
import { clipped, literal, run } from './customerText.ts'

/** The site that was proved, not the address that the page claims. */
export const hostOf = (session: Session): string =>
  URL.canParse(session.page.origin) ? new URL(session.page.origin).host : session.page.origin

/** Tells two customers of one name apart. */
export const tagOf = (session: Session): string => `#${session.id.slice(-4).toUpperCase()}`

const longestName = 40

/** The customer on a button: name, tag and site, short enough for a phone. */
export const buttonLabel = (session: Session): string =>
  literal(`${clipped(session.customer.name, longestName)} ${tagOf(session)} (${hostOf(session)})`)

/** The customer within a sentence of ours: `{customer}` becomes runs of their own. */
export function sentence(template: string, session: Session): TextRun[] {
  const [before = '', after = ''] = template.split('{customer}')
  return [
    run(before),
    run(clipped(session.customer.name, longestName), { weight: 'Bolder' }),
    run(` ${tagOf(session)} (${hostOf(session)})${after}`),
  ].filter(({ text }) => text !== '')
}
