import { describe, expect, test } from '@jest/globals'
import { readFileSync, readdirSync } from 'node:fs'
import { z } from 'zod'

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

/** Licences that what runs at customers and on the server may have. */
const allowed = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'Unicode-DFS-2016',
]
/** Packages with terms of their own: `/terms` hands on what they ask of users. */
const withOwnTerms = ['@azure/communication-calling']

const packages = z
  .array(
    z.object({
      name: z.string(),
      version: z.string(),
      licence: z.string(),
      places: z.array(z.enum(['server', 'browser'])),
      texts: z.array(z.number()),
    }),
  )
  .parse(readJson('dist/notices/packages.json'))
const namesOn = (place: 'server' | 'browser') =>
  packages.filter((each) => each.places.includes(place)).map((each) => each.name)

/** The packages whose code is in a script of the tab, read from its source maps. */
function packagesInTab(): string[] {
  const sources = z.object({ sources: z.array(z.string()) })
  const maps = readdirSync('dist/tab/assets').filter((name) => name.endsWith('.js.map'))
  return maps
    .flatMap((name) => sources.parse(readJson(`dist/tab/assets/${name}`)).sources)
    .flatMap((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [])
}

describe('the third-party notices', () => {
  test('name every package whose code is in a script of the tab, copies inside other packages too', () => {
    const found = new Set(packagesInTab())
    for (const name of ['react', '@fluentui/react-button', '@microsoft/teams-js', '@tanstack/query-core', 'debug'])
      expect(found).toContain(name)
    expect([...found].filter((name) => !namesOn('browser').includes(name))).toEqual([])
  })

  test('name every package in the scripts of the widget', () => {
    expect(readdirSync('dist/widget/packages').sort()).toEqual([
      'call.json',
      'loader.json',
      'panel.json',
      'preview.json',
    ])
    expect(namesOn('browser')).toEqual(expect.arrayContaining(['preact', '@azure/communication-calling']))
  })

  test('name every package that the server depends on, with its version', () => {
    const { dependencies } = z
      .object({ dependencies: z.record(z.string(), z.string()) })
      .parse(readJson('package.json'))
    const listed = Object.fromEntries(packages.map(({ name, version }) => [`${name} ${version}`, true]))
    expect(Object.entries(dependencies).filter(([name, version]) => !listed[`${name} ${version}`])).toEqual([])
    expect(namesOn('server')).toEqual(expect.arrayContaining(Object.keys(dependencies)))
  })

  test('hold no licence that is not allowed, and the text of each', () => {
    const others = packages.filter(({ licence }) => !allowed.includes(licence))
    expect(others.map(({ name }) => name)).toEqual(withOwnTerms)
    expect(packages.filter(({ texts }) => texts.length === 0).map(({ name }) => name)).toEqual([])
    expect(readFileSync('api/about/terms.html', 'utf8')).toContain('Microsoft’s calling client')
  })
})
