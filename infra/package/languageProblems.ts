import type { TeamsManifestV1D30 } from '@microsoft/app-manifest'
import { strFromU8 } from 'fflate'

const schema = 'https://developer.microsoft.com/json-schemas/teams/v1.30/MicrosoftTeams.Localization.schema.json'

/** Every translatable text of the manifest, by its key in the language files. */
export function textsOf(manifest: TeamsManifestV1D30.TeamsManifestV1D30): Record<string, string> {
  const { name, description, staticTabs = [], bots = [], activities = {} } = manifest
  const tabs = staticTabs.map((tab, at) => [`staticTabs[${at}].name`, tab.name])
  const lists = bots.flatMap((bot, b) =>
    (bot.commandLists ?? []).map((list, l) => ({ list, at: `bots[${b}].commandLists[${l}]` })),
  )
  // Teams sends a command's title to the bot as shown; the bot knows the titles of every language.
  const commands = lists.flatMap(({ list, at }) =>
    list.commands.flatMap(({ title, description: text }, c) => [
      [`${at}.commands[${c}].title`, title],
      [`${at}.commands[${c}].description`, text],
    ]),
  )
  const events = (activities.activityTypes ?? []).flatMap((type, at) => [
    [`activities.activityTypes[${at}].description`, type.description],
    [`activities.activityTypes[${at}].templateText`, type.templateText],
  ])
  const own = [
    ['name.short', name.short],
    ['name.full', name.full],
    ['description.short', description.short],
    ['description.full', description.full],
  ]
  return Object.fromEntries(
    [...own, ...tabs, ...commands, ...events].filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

// Length limits from the schema of language files. The schema itself is not used: the validator cannot compile its patterns.
const longest: Readonly<Record<string, number>> = { 'name.short': 30, 'name.full': 100, 'description.short': 80 }
const longestOf = (key: string): number => longest[key] ?? (/^(staticTabs|activities)|\.title$/.test(key) ? 128 : 4000)

/** Returns one sentence per problem: keys that are missing or unknown, texts that are empty, too long or have other placeholders. */
export function languageProblems(
  files: Readonly<Record<string, Uint8Array>>,
  manifest: TeamsManifestV1D30.TeamsManifestV1D30,
): string[] {
  const english = textsOf(manifest)
  const expected = Object.keys(english)
  const problemsOf = (file: string): string[] => {
    const bytes = files[file]
    if (!bytes) return []
    const language = parse(strFromU8(bytes))
    if (!language) return [`${file} is not a JSON object`]
    const { $schema, ...texts } = language
    if ($schema !== schema) return [`${file}: $schema is not ${schema}`]
    return [
      ...expected.filter((key) => !(key in texts)).map((key) => `${file}: ${key} is missing`),
      ...Object.entries(texts).flatMap(([key, text]) =>
        (expected.includes(key) ? faultsOf(text, longestOf(key), english[key]) : ['translates nothing']).map(
          (fault) => `${file}: ${key} ${fault}`,
        ),
      ),
    ]
  }
  return (manifest.localizationInfo?.additionalLanguages ?? []).flatMap(({ file }) => problemsOf(file))
}

function faultsOf(text: unknown, limit: number, english = ''): string[] {
  if (typeof text !== 'string' || text.trim() === '') return ['is empty']
  if (text.length > limit) return [`is longer than ${limit} characters`]
  return blanksIn(text) === blanksIn(english) ? [] : [`has other blanks than "${english}"`]
}

/** The placeholders that Teams fills in, sorted. */
const blanksIn = (text: string): string => (text.match(/\{\w+\}/g) ?? []).toSorted().join(' ')

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}
