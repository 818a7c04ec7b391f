import { describe, expect, test } from '@jest/globals'
import { fillPlaceholders, unknownPlaceholders, type PlaceholderValues } from '#core/contract/placeholders'
import { decideTexts, previewTexts } from '#core/admin/textsChange'
import { placeholders } from '#core/contract/directSystemMessages'

const values: PlaceholderValues = {
  'user.displayName': 'Alex',
  'user.jobTitle': 'Adviser',
  'user.department': 'Sales',
  'customer.name': 'Mia',
  'customer.email': '',
  'page.url': 'https://shop.example/boots',
  'page.host': 'shop.example',
  'page.title': 'Boots',
  'session.id': '1',
  'tenant.name': 'Contoso',
  context: { plan: 'gold' },
}

describe('a text', () => {
  test.each([
    ['without placeholders stays unchanged', 'Hello {you}', 'Hello {you}'],
    ['shows the value of a placeholder', 'Hello {{customer.name}}', 'Hello Mia'],
    ['shows the value of a repeated placeholder each time', '{{customer.name}} {{customer.name}}', 'Mia Mia'],
    ['may contain blanks inside the braces', '{{ page.host }}', 'shop.example'],
    ['shows an empty value as nothing', '<{{customer.email}}>', '<>'],
    ['shows a context value of the snippet', '{{context.plan}}', 'gold'],
    ['shows nothing for a context value that the snippet does not have', '[{{context.other}}]', '[]'],
    ['keeps an unknown placeholder as typed', '{{nope}}', '{{nope}}'],
    ['keeps unclosed braces', 'Hello {{customer.name', 'Hello {{customer.name'],
    ['shows a value inside additional braces', '{{{customer.name}}}', '{Mia}'],
  ])('%s', (_sentence, text, expected) => {
    expect(fillPlaceholders(text, values)).toBe(expected)
  })

  test.each([
    ['a placeholder', '{{page.url}}'],
    ['a placeholder of the snippet', '{{context.plan}}'],
    ['markup', '<img src=x onerror=alert(1)>'],
    ['a replacement pattern of String.replace', "$& $1 $` $' $$"],
    ['an inherited property name', '{{constructor}}{{__proto__}}'],
  ])('shows %s in a customer’s name as typed', (_what, name) => {
    expect(fillPlaceholders('{{customer.name}}!', { ...values, 'customer.name': name })).toBe(`${name}!`)
  })

  test('never shows an inherited property as a context value', () => {
    expect(fillPlaceholders('[{{context.constructor}}]', { ...values, context: {} })).toBe('[]')
  })
})

describe('saving', () => {
  test('accepts every listed placeholder and every context key', () => {
    const all = [...placeholders, 'context.plan'].map((name) => `{{${name}}}`).join(' ')
    expect(unknownPlaceholders(all)).toEqual([])
    expect(decideTexts({ displayName: all, texts: { connecting: all } })).toEqual({ value: null })
  })

  test.each(['{{nope}}', '{{ user.phone }}', '{{}}', '{{context.}}', '{{context.UPPER}}', '{{user.displayName.x}}'])(
    'refuses %s',
    (text) => {
      expect(decideTexts({ texts: { connecting: text } }).refused?.code).toBe('badPlaceholder')
    },
  )

  test('names every unknown placeholder and its path', () => {
    const decided = decideTexts({ displayName: '{{nick}}', texts: { connecting: '{{customer.name}} {{cutomer}}' } })
    expect(decided.refused?.errors).toEqual([
      { path: '/displayName', message: 'Unknown placeholder {{nick}}.' },
      { path: '/texts/connecting', message: 'Unknown placeholder {{cutomer}}.' },
    ])
  })

  test.each([
    ['customer.nme', 'customer.name'],
    ['customername', 'customer.name'],
    ['Page.Titel', 'page.title'],
    ['user.displayname', 'user.displayName'],
    ['tenant.id', null],
    ['', null],
  ])('suggests for {{%s}} the placeholder that was meant: %s', (typed, meant) => {
    const hint = meant ? ` Did you mean {{${meant}}}?` : ''
    expect(decideTexts({ texts: { connecting: `{{${typed}}}` } }).refused?.detail).toBe(
      `Unknown placeholder {{${typed}}}.${hint}`,
    )
  })
})

test('a preview shows an example for every placeholder', () => {
  const all = [...placeholders, 'context.plan'].map((name) => `{{${name}}}`).join(' ')
  const shown = previewTexts(
    { texts: { connecting: all }, displayName: '{{user.displayName}} of {{tenant.name}}' },
    'Contoso',
  )
  expect(shown.displayName).toBe('Alex Wilber of Contoso')
  expect(shown.texts.connecting).not.toContain('{{')
  expect(shown.texts.connecting).toContain('plan')
  expect(previewTexts({ texts: { connecting: '{{nope}}' } }, 'Contoso').texts.connecting).toBe('{{nope}}')
})
