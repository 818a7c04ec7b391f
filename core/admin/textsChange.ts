import { placeholders, type Texts } from '../contract/directSystemMessages.ts'
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
 * Decides whether these texts may be saved. Refusal: `badPlaceholder`, with every unknown placeholder, the path of its
 * text and the placeholder that was probably meant.
 */
export function decideTexts({ displayName, texts = {} }: Written): Decided<null> {
  const all = [
    { path: '/displayName', text: displayName ?? '' },
    ...Object.entries(texts).map(([moment, text]) => ({ path: `/texts/${moment}`, text })),
  ]
  const errors = all.flatMap(({ path, text }) =>
    unknownPlaceholders(text).map((name) => ({ path, message: unknownPlaceholder(name) })),
  )
  return errors.length === 0
    ? { value: null }
    : refuse('badPlaceholder', errors.map(({ message }) => message).join(' '), errors)
}

/** A name with more typing errors than this is another name. */
const mostTypingErrors = 3

function unknownPlaceholder(name: string): string {
  const [nearest] = placeholders
    .map((known) => ({ known, errors: editDistance(name.toLowerCase(), known.toLowerCase()) }))
    .sort((one, other) => one.errors - other.errors)
  const hint = nearest && nearest.errors <= mostTypingErrors ? ` Did you mean {{${nearest.known}}}?` : ''
  return `Unknown placeholder {{${name}}}.${hint}`
}

/** The Levenshtein distance: how many characters to insert, delete or replace. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let index = 0; index < from.length; index++) {
    const next = [index + 1]
    for (let column = 0; column < to.length; column++) {
      const replaced = (row[column] ?? 0) + (from[index] === to[column] ? 0 : 1)
      next.push(Math.min((row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1, replaced))
    }
    row = next
  }
  return row[to.length] ?? 0
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
