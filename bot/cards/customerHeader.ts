import type { Session } from '#core/session/session'
import type { Translations } from '../i18n/translations.ts'
import { type Block, subtle } from './adaptiveCard.ts'
import { type CustomerSentence, hostOf, nameOf, tagOf } from './customerLabel.ts'
import { rich, run, paragraphs } from './customerText.ts'

/**
 * The customer and the page. Each text that we did not write has its own block, so that it cannot affect the direction
 * or content of another one.
 */
export function customerHeader(session: Session, translations: Translations): Block[] {
  const { customer, page } = session
  const badges = [
    customer.verified ? translations.verified : translations.notVerified,
    ...(session.preview ? [translations.preview] : []),
    translations.modality[session.modality],
    tagOf(session),
  ]
  return [
    rich(run(customer.name, { weight: 'Bolder', size: 'Medium' })),
    rich(run(badges.join(' · '), { isSubtle: true })),
    ...(page.title === null || page.title === '' ? [] : [rich(run(page.title))]),
    rich(run(hostOf(session), { isSubtle: true })),
  ]
}

/** A built-in title that names the customer. */
export const customerTitle = (text: CustomerSentence, session: Session): Block =>
  rich(run(text({ customer: nameOf(session) }), { weight: 'Bolder' }))

/** The customer's first message with its label. */
export const firstWordsBlocks = (firstWords: string | null, translations: Translations): Block[] =>
  firstWords === null ? [] : [subtle(translations.firstWords), ...paragraphs(firstWords)]
