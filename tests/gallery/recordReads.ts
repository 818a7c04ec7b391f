import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const recorder = fileURLToPath(new URL('./page/record.ts', import.meta.url))

/** Renames an export and puts one in its place that hands out what `wrap` makes of it. */
const instead = (code: string, declaration: string, name: string, wrap: (plain: string) => string) => {
  if (!code.includes(`export ${declaration} ${name}`))
    throw new Error(`${name} is exported in another way: see recordReads.ts`)
  const renamed = code.replace(`export ${declaration} ${name}`, `${declaration} plain_${name}`)
  return `import { recorded } from ${JSON.stringify(recorder)}\n${renamed}\nexport const ${name} = ${wrap(`plain_${name}`)}\n`
}

const texts = (catalogue: string) => (code: string) =>
  instead(code, 'const', 'translations', (plain) => `recorded('${catalogue}', ${plain})`)

/**
 * Modules that hand out translations. Where a module copies the texts of a catalogue into an object of its own, the copy is
 * what has to be wrapped: copying reads every text.
 */
const modules: [RegExp, (code: string) => string][] = [
  [/\/tab\/i18n\/compiled\/[a-z]{2}\.ts$/, texts('tab/i18n')],
  [/\/tab\/i18n\/calls\/compiled\/[a-z]{2}\.ts$/, texts('tab/i18n/calls')],
  [/\/widget\/i18n\/preview\/compiled\/[a-z]{2}\.ts$/, texts('widget/i18n/preview')],
  [
    /\/widget\/i18n\/loader\/compiled\/rows\.ts$/,
    (code) => instead(code, 'const', 'rows', (plain) => `recorded('widget/i18n/loader', ${plain})`),
  ],
  [
    /\/widget\/i18n\/callTranslations\.ts$/,
    (code) =>
      instead(
        code,
        'async function',
        'loadCallTranslations',
        (plain) => `async (language) => recorded('widget/i18n', await ${plain}(language))`,
      ),
  ],
  [
    /\/widget\/i18n\/translate\.ts$/,
    (code) =>
      instead(
        code,
        'const',
        'loadTranslations',
        (plain) => `async (language) => recorded('widget/i18n', await ${plain}(language))`,
      ),
  ],
  [
    /\/bot\/i18n\/translations\.ts$/,
    (code) =>
      instead(code, 'const', 'translationsFor', (plain) => `(locale) => recorded('bot/i18n', ${plain}(locale))`),
  ],
]

/** Lets the gallery see which sentences an exhibit reads. The product's own files stay as they are. */
export const recordReads: Plugin = {
  name: 'interact-record-reads',
  enforce: 'pre',
  transform: (code, id) => {
    const path = id.split('?')[0] ?? ''
    const known = modules.find(([pattern]) => pattern.test(path))
    return known ? { code: known[1](code), map: null } : undefined
  },
}
