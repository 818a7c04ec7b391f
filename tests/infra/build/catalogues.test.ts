import { afterAll, describe, expect, test } from '@jest/globals'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileCatalogues } from '../../../infra/build/catalogues.mjs'
import { languageOf } from '../../../widget/i18n/compiled/languages.ts'

const base = mkdtempSync(join(tmpdir(), 'interact-catalogues-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

/** Compiles a room with these catalogues and returns its folder of compiled files. */
function compileRoom(catalogues: Record<string, object>, use: 'all' | 'loaders' | 'rows'): string {
  const room = mkdtempSync(join(base, 'room-'))
  mkdirSync(join(room, 'i18n'))
  for (const [language, texts] of Object.entries(catalogues))
    writeFileSync(join(room, 'i18n', `${language}.json`), JSON.stringify(texts))
  compileCatalogues(room, { i18n: use })
  return join(room, 'i18n', 'compiled')
}

/** Compiles a room with these catalogues and returns the compiled files by name. */
function compile(catalogues: Record<string, object>): (name: string) => string {
  const folder = compileRoom(catalogues, 'loaders')
  return (name) => readFileSync(join(folder, name), 'utf8')
}

const en = { hello: 'Hello {name}', open: '{count, plural, one {# chat} other {# chats}}', menu: { end: 'End' } }
const de = { hello: 'Hallo {name}', open: '{count, plural, one {# Chat} other {# Chats}}', menu: { end: 'Beenden' } }

describe('the catalogues', () => {
  test('become texts, functions of their arguments, and one type for all languages', () => {
    const compiled = compile({ en, de })
    expect(compiled('types.ts')).toContain('"hello": (values: { name: string | number }) => string')
    expect(compiled('types.ts')).toContain('"open": (values: { count: number }) => string')
    expect(compiled('types.ts')).toContain('"end": string')
    expect(compiled('languages.ts')).toContain('["en","de"]')
    expect(compiled('de.ts')).toContain('"end": "Beenden"')
  })

  test('gain a language by a file alone', () => {
    const es = {
      hello: 'Hola {name}',
      open: '{count, plural, one {# chat} other {# chats}}',
      menu: { end: 'Terminar' },
    }
    const compiled = compile({ en, de, es })
    expect(compiled('languages.ts')).toContain('["en","de","es"]')
    expect(compiled('loaders.ts')).toContain("import('./es.ts')")
  })

  test.each([
    ['all', ['all.ts', 'de.ts', 'en.ts', 'languages.ts', 'types.ts']],
    ['loaders', ['de.ts', 'en.ts', 'languages.ts', 'loaders.ts', 'types.ts']],
    ['rows', ['languages.ts', 'rows.ts']],
  ] as const)('become what their room imports and nothing else: %s', (use, files) => {
    expect(readdirSync(compileRoom({ en: { hello: 'Hello' }, de: { hello: 'Hallo' } }, use)).sort()).toEqual(files)
  })

  test('hold no arguments where the texts are rows without keys', () => {
    expect(() => compileRoom({ en: { hello: 'Hello {name}' } }, 'rows')).toThrow('i18n/en.json: rows hold no arguments')
  })

  test('keep braces that a translator has quoted', () => {
    expect(compile({ en: { hint: "Write '{{'customer.name'}}'" } })('en.ts')).toContain('"Write {{customer.name}}"')
  })

  test.each([
    ['a missing key', { ...de, menu: {} }, 'i18n/de.json: menu.end is missing'],
    ['an unknown key', { ...de, other: 'Anders' }, 'i18n/de.json: other is not in en.json'],
    ['a missing argument', { ...de, hello: 'Hallo' }, 'i18n/de.json: hello lacks {name}'],
    ['an unknown argument', { ...de, hello: 'Hallo {name} {nmae}' }, 'i18n/de.json: hello has an unknown {nmae}'],
    [
      'a plural category that the language lacks',
      { ...de, open: '{count, plural, one {# Chat} few {# Chats} other {# Chats}}' },
      'i18n/de.json: open: The plural case few is not valid in this locale',
    ],
    [
      'a plural without a category of the language',
      { ...de, open: '{count, plural, other {# Chats}}' },
      'i18n/de.json: open lacks the plural category "one"',
    ],
    [
      'a plural without a category of the language within a choice',
      { ...de, open: '{who, select, you {{count, plural, other {# Chats}}} other {Chats: {count}}}' },
      'i18n/de.json: open lacks the plural category "one"',
    ],
    ['an argument that is not closed', { ...de, hello: 'Hallo {name' }, 'i18n/de.json: hello: '],
  ])('refuse %s, and name it', (_title, broken, fault) => {
    expect(() => compile({ en, de: broken })).toThrow(fault)
  })

  test('name every fault at once', () => {
    const broken = { hello: 'Hallo', open: de.open }
    expect(() => compile({ en, de: broken })).toThrow(/hello lacks \{name\}\n.*menu\.end is missing/)
  })

  test('need all six plural categories in Arabic', () => {
    const ar = { ...de, open: '{count, plural, one {#} two {#} few {#} many {#} other {#}}' }
    expect(() => compile({ en, ar })).toThrow('i18n/ar.json: open lacks the plural category "zero"')
  })
})

test.each([
  ['de', 'de'],
  ['de-CH', 'de'],
  ['AR_eg', 'ar'],
  ['itx-ID', 'en'],
  ['ja-JP', 'en'],
  ['', 'en'],
])('the language of the locale “%s” is %s', (locale, language) => {
  expect(languageOf(locale)).toBe(language)
})
