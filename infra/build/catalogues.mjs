import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import MessageFormat from '@messageformat/core'
import compileModule from '@messageformat/core/compile-module.js'
import { parse } from '@messageformat/parser'
import { root } from './run.mjs'

/** The language in which sentences are written first. The other catalogues have the same keys and arguments. */
const source = 'en'
const header = '// Made from the catalogues by `npm run translations`. Change those, not this file.\n'

/**
 * Folders below the project root with one catalogue (`<language>.json`) for each language, and how their room uses it: `all`
 * languages at once, one that a loader imports on demand (`loaders`), or `rows` of texts without keys.
 */
const catalogueFolders = {
  'bot/i18n': 'all',
  'tab/i18n': 'loaders',
  'tab/i18n/calls': 'loaders',
  'widget/i18n': 'loaders',
  'widget/i18n/call': 'loaders',
  'widget/i18n/loader': 'rows',
  'widget/i18n/preview': 'all',
}

/**
 * Compiles every catalogue to `<folder>/compiled/<language>.ts`, with the types of keys and arguments and the list of languages,
 * which also says what language a locale has.
 * Throws one error with all faults: a missing or unknown key, a missing or unknown argument, a message that is not valid ICU
 * MessageFormat, or a plural category that the language does not have.
 */
export function compileCatalogues(base = root, folders = catalogueFolders) {
  const faults = Object.entries(folders).flatMap(([folder, use]) => compileFolder(base, folder, use))
  if (faults.length > 0)
    throw new Error(`The catalogues have faults:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
}

function compileFolder(base, folder, use) {
  const languages = readdirSync(join(base, folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort((one, other) => Number(other === source) - Number(one === source) || one.localeCompare(other))
  const catalogues = languages.map((language) => readCatalogue(base, folder, language))
  const [english] = catalogues
  const faults = catalogues.flatMap(({ faults }) => faults)
  for (const catalogue of catalogues.slice(1)) faults.push(...differences(english, catalogue))
  if (faults.length > 0) return faults
  if (use === 'rows' && !isFlat(english)) return [`${english.path}: rows hold no arguments and no nested keys`]
  const files = { 'languages.ts': languagesOf(languages) }
  if (use === 'rows') files['rows.ts'] = rowsOf(catalogues)
  else {
    files['types.ts'] = typesOf(english)
    files[`${use}.ts`] = use === 'all' ? allOf(languages) : loadersOf(languages)
    for (const catalogue of catalogues) files[`${catalogue.language}.ts`] = moduleOf(catalogue)
  }
  writeChanged(join(base, folder, 'compiled'), files)
  return []
}

/** A catalogue with its messages by key, for example `card.title`. */
function readCatalogue(base, folder, language) {
  const path = join(folder, `${language}.json`)
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  const catalogue = { path, language, categories, needed: neededCategories(language), messages: new Map(), faults: [] }
  const walk = (value, key) => {
    if (typeof value === 'string') addMessage(catalogue, key, value)
    else for (const [name, part] of Object.entries(value)) walk(part, key === '' ? name : `${key}.${name}`)
  }
  catalogue.tree = JSON.parse(readFileSync(join(base, path), 'utf8'))
  walk(catalogue.tree, '')
  return catalogue
}

/** The plural categories that small whole numbers have; French has `many` for millions alone, which no sentence counts. */
const neededCategories = (language) => {
  const rules = new Intl.PluralRules(language)
  return [...new Set(Array.from({ length: 201 }, (_, count) => rules.select(count)))]
}

function addMessage({ path, categories, needed, messages, faults }, key, text) {
  try {
    const tokens = parse(text, { cardinal: categories, strict: true })
    messages.set(key, { text, tokens, args: argumentsOf(tokens) })
    for (const category of needed)
      if (lacksCategory(tokens, category)) faults.push(`${path}: ${key} lacks the plural category "${category}"`)
  } catch (error) {
    messages.set(key, { text, tokens: [], args: null })
    faults.push(`${path}: ${key}: ${String(error.message).split('\n')[0]}`)
  }
}

const lacksCategory = (tokens, category) =>
  tokens.some(
    ({ type, cases = [] }) =>
      (type === 'plural' && !cases.some(({ key }) => key === category)) ||
      cases.some(({ tokens: inner }) => lacksCategory(inner, category)),
  )

/** Name and TypeScript type of each argument of a message. */
function argumentsOf(tokens, found = new Map()) {
  for (const token of tokens) {
    if (token.type === 'argument') found.set(token.arg, found.get(token.arg) ?? 'string | number')
    else if (token.type === 'function') found.set(token.arg, 'number')
    else if (token.cases) {
      const options = token.cases.map(({ key }) => key)
      found.set(token.arg, token.type === 'select' ? selectType(options) : 'number')
      for (const { tokens: inner } of token.cases) argumentsOf(inner, found)
    }
  }
  return found
}

const selectType = (options) => (options.includes('other') ? 'string' : options.map((each) => `'${each}'`).join(' | '))

function* differences(english, { path, messages }) {
  for (const [key, { args }] of english.messages) {
    const translated = messages.get(key)
    if (!translated) yield `${path}: ${key} is missing`
    else if (args && translated.args) {
      for (const name of args.keys()) if (!translated.args.has(name)) yield `${path}: ${key} lacks {${name}}`
      for (const name of translated.args.keys()) if (!args.has(name)) yield `${path}: ${key} has an unknown {${name}}`
    }
  }
  for (const key of messages.keys()) if (!english.messages.has(key)) yield `${path}: ${key} is not in ${source}.json`
}

/** Writes each message of a tree as source text. */
function write(tree, key, leaf) {
  if (typeof tree === 'string') return leaf(key)
  const members = Object.entries(tree).map(([name, part]) => [
    name,
    write(part, key === '' ? name : `${key}.${name}`, leaf),
  ])
  if (Array.isArray(tree)) return `[${members.map(([, text]) => text).join(', ')}]`
  return `{\n${members.map(([name, text]) => `${JSON.stringify(name)}: ${text},\n`).join('')}}`
}

/** `string` for a message without arguments, otherwise a function of its arguments. */
function typesOf({ tree, messages }) {
  const type = write(tree, '', (key) => {
    const { args } = messages.get(key)
    if (args.size === 0) return 'string'
    return `(values: { ${[...args].map(([name, type]) => `${name}: ${type}`).join('; ')} }) => string`
  })
  return `${header}export interface Translations ${type}\n`
}

function moduleOf({ language, tree, messages }) {
  const withArguments = Object.fromEntries(
    [...messages].filter(([, { args }]) => args.size > 0).map(([key, { text }]) => [key, text]),
  )
  const compiled = compileModule(new MessageFormat(language, { biDiSupport: false, strict: true }), withArguments)
  const value = write(tree, '', (key) => {
    const { args, tokens } = messages.get(key)
    return args.size > 0 ? `messages[${JSON.stringify(key)}]` : JSON.stringify(plainOf(tokens))
  })
  // The compiler writes JavaScript without types.
  return `${header}// @ts-nocheck
import type { Translations } from './types.ts'
${compiled.replace('export default', 'const messages =')}
export const translations: Translations = ${value}
`
}

const languagesOf = (languages) => `${header}export const languages = ${JSON.stringify(languages)} as const
export type Language = (typeof languages)[number]

/** The supported language of a locale such as \`de-CH\`; English if its language is not supported. */
export const languageOf = (locale: string): Language => {
  const [wanted] = locale.toLowerCase().split(/[-_]/, 1)
  return languages.find((language) => language === wanted) ?? ${JSON.stringify(source)}
}

const rightToLeft: readonly string[] = ${JSON.stringify(languages.filter(isRightToLeft))}
/** Whether the language is written from right to left. */
export const isRightToLeft = (language: Language): boolean => rightToLeft.includes(language)
`

function isRightToLeft(language) {
  const locale = new Intl.Locale(language)
  return (locale.getTextInfo?.() ?? locale.textInfo).direction === 'rtl'
}

const allOf = (languages) => `${header}import type { Language } from './languages.ts'
import type { Translations } from './types.ts'
${languages.map((language) => `import { translations as ${variable(language)} } from './${language}.ts'`).join('\n')}

export const all: Record<Language, Translations> = { ${languages.map((language) => `${JSON.stringify(language)}: ${variable(language)}`).join(', ')} }
`

const loadersOf = (languages) => `${header}import type { Language } from './languages.ts'
import type { Translations } from './types.ts'

export const loaders: Record<Language, () => Promise<{ translations: Translations }>> = {
${languages.map((language) => `  ${JSON.stringify(language)}: () => import('./${language}.ts'),`).join('\n')}
}
`

/** Whether every message is a plain text with a key of its own. */
const isFlat = ({ tree, messages }) =>
  Object.values(tree).every((value) => typeof value === 'string') &&
  [...messages.values()].every(({ args }) => args.size === 0)

/** The texts of all languages without their keys, for the loader, whose bytes count. */
const rowsOf = (catalogues) => `${header}import type { Language } from './languages.ts'

export type Row = readonly [${[...catalogues[0].messages.keys()].map((key) => `${key}: string`).join(', ')}]
export const rows: Record<Language, Row> = {
${catalogues.map(({ language, messages }) => `  ${JSON.stringify(language)}: ${JSON.stringify([...catalogues[0].messages.keys()].map((key) => plainOf(messages.get(key).tokens)))},`).join('\n')}
}
`

/** A text without arguments, its quotes removed. */
const plainOf = (tokens) => tokens.map(({ value }) => value).join('')

const variable = (language) => language.replaceAll('-', '_')

/** Leaves files that are as they should be alone, so that watchers and the build see real changes only. */
function writeChanged(folder, files) {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) if (!(name in files)) rmSync(join(folder, name))
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name)
    if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text)
  }
}
