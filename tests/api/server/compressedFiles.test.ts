import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { startWorld, type World } from '../../support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const read = async (url: string, encoding: string) => {
  const answer = await fetch(url, { headers: { 'accept-encoding': encoding } })
  expect(answer.status).toBe(200)
  const header = (name: string) => answer.headers.get(name)
  return { text: await answer.text(), type: header('content-type'), header }
}
/** The URL of the last script that a page loads. The first may be too small to be compressed. */
const scriptOf = async (page: string): Promise<string> => {
  const { text } = await read(page, 'identity')
  return new URL([...text.matchAll(/(?:src|href)="([^"]+\.js)"/g)].at(-1)?.[1] ?? '', page).href
}
const minutes = 'public, max-age=300'
const forEver = 'public, max-age=31536000, immutable'

test.each([
  ['the loader', () => Promise.resolve(`${world.widgetUrl}/widget/v1/loader.js`), minutes, '*'],
  ['a script of the call window', () => scriptOf(`${world.widgetUrl}/widget/v1/call`), forEver, '*'],
  ['a script of the tab', () => scriptOf(`${world.apiUrl}/tab/`), forEver, null],
])(
  'serves %s compressed to a browser that accepts it, and uncompressed to any other',
  async (_name, addressOf, kept, open) => {
    const address = await addressOf()
    const accepted = ['gzip, deflate, br', 'gzip', 'identity']
    const answers = await Promise.all(accepted.map((encoding) => read(address, encoding)))
    expect(answers.map(({ header }) => header('content-encoding'))).toEqual(['br', 'gzip', null])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    for (const { header, type } of answers) {
      expect(type).toMatch(/javascript/)
      expect(header('vary')).toMatch(/accept-encoding/i)
      expect(header('cache-control')).toBe(kept)
      expect(header('access-control-allow-origin')).toBe(open)
    }
  },
)

test('does not serve compressed files under their own URL, nor unknown files', async () => {
  const script = await scriptOf(`${world.widgetUrl}/widget/v1/call`)
  for (const address of [
    `${script}.gz`,
    `${script}.br`,
    script.replace(/-\w+\.js$/, '-abcdefgh.js'),
    `${world.apiUrl}/tab/assets/x.js`,
  ])
    expect((await fetch(address)).status).toBe(404)
})
