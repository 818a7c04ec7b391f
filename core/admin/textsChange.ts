import type { Texts } from '../contract/directSystemMessages.ts'
import { refuse, type Decided } from '../contract/problems.ts'
import {
  contextKeysIn,
  fillPlaceholders,
  unknownPlaceholders,
  type PlaceholderValues,
} from '../contract/placeholders.ts'

interface Written {
  displayName?: string | null | undefined
  texts?: Texts | undefined
}

/**
 * Decides whether these texts may be saved. Refusal: `badPlaceholder`, with every unknown placeholder and the path of
 * its text.
 */
export function decideTexts({ displayName, texts = {} }: Written): Decided<null> {
  const all = [
    { path: '/displayName', text: displayName ?? '' },
    ...Object.entries(texts).map(([moment, text]) => ({ path: `/texts/${moment}`, text })),
  ]
  const errors = all.flatMap(({ path, text }) =>
    unknownPlaceholders(text).map((name) => ({ path, message: `{{${name}}} is no placeholder.` })),
  )
  return errors.length === 0
    ? { value: null }
    : refuse('badPlaceholder', errors.map(({ message }) => message).join(' '), errors)
}

/** Shows how the texts will read: every placeholder shows an example, and an unknown one stays as typed. */
export function previewTexts(written: Written, tenantName: string) {
  const texts = Object.entries(written.texts ?? {})
  const keys = [written.displayName ?? '', ...texts.map(([, text]) => text)].flatMap(contextKeysIn)
  const values = { ...examples, 'tenant.name': tenantName, context: Object.fromEntries(keys.map((key) => [key, key])) }
  return {
    displayName: fillPlaceholders(written.displayName ?? examples['user.displayName'], values),
    texts: Object.fromEntries(texts.map(([moment, text]) => [moment, fillPlaceholders(text, values)])),
  }
}

const examples: Omit<PlaceholderValues, 'context' | 'tenant.name'> = {
  'user.displayName': 'Alex Wilber',
  'user.jobTitle': 'Adviser',
  'user.department': 'Sales',
  'customer.name': 'Mia Keller',
  'customer.email': 'mia@example.com',
  'page.url': 'https://shop.example.com/boots?size=42',
  'page.host': 'shop.example.com',
  'page.title': 'Hiking boots',
  'session.id': '00000000-0000-4000-8000-000000000000',
}
