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
    ['without placeholders stays', 'Hello {you}', 'Hello {you}'],
    ['takes values', 'Hello {{customer.name}}', 'Hello Mia'],
    ['takes a value twice', '{{customer.name}} {{customer.name}}', 'Mia Mia'],
    ['may hold blanks inside the braces', '{{ page.host }}', 'shop.example'],
    ['takes an empty value', '<{{customer.email}}>', '<>'],
    ['takes what the snippet carries', '{{context.plan}}', 'gold'],
    ['shows nothing for what the snippet does not carry', '[{{context.other}}]', '[]'],
    ['keeps an unknown name as it was typed', '{{nope}}', '{{nope}}'],
    ['keeps braces that do not close', 'Hello {{customer.name', 'Hello {{customer.name'],
    ['takes a value inside more braces', '{{{customer.name}}}', '{Mia}'],
  ])('%s', (_sentence, text, expected) => {
    expect(fillPlaceholders(text, values)).toBe(expected)
  })

  test.each([
    ['a placeholder', '{{page.url}}'],
    ['a placeholder of the snippet', '{{context.plan}}'],
    ['markup', '<img src=x onerror=alert(1)>'],
    ['what a replacement would read', "$& $1 $` $' $$"],
    ['a name of every object', '{{constructor}}{{__proto__}}'],
  ])('shows %s in a customer’s name as it was typed', (_what, name) => {
    expect(fillPlaceholders('{{customer.name}}!', { ...values, 'customer.name': name })).toBe(`${name}!`)
  })

  test('never reads what every object has as a value of the snippet', () => {
    expect(fillPlaceholders('[{{context.constructor}}]', { ...values, context: {} })).toBe('[]')
  })
})

describe('saving', () => {
  test('takes every listed placeholder and every key of the snippet', () => {
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

  test('names every placeholder that does not exist, and where it stands', () => {
    const decided = decideTexts({ displayName: '{{nick}}', texts: { connecting: '{{customer.name}} {{cutomer}}' } })
    expect(decided.refused?.errors).toEqual([
      { path: '/displayName', message: '{{nick}} is no placeholder.' },
      { path: '/texts/connecting', message: '{{cutomer}} is no placeholder.' },
    ])
  })
})

test('a preview shows an example in every place', () => {
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
