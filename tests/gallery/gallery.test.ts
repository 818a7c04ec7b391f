import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser } from 'playwright-core'
import { fileURLToPath } from 'node:url'
import { launchChromium } from '../support/browser/browser.ts'
import { drawExhibits, pagefulsOf } from './drawExhibits.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Runs `npm run gallery` until it is ready or has ended; answers what it wrote. */
async function runGallery(args: string[], port: string): Promise<{ child: ChildProcess; output: string }> {
  const program = ['--conditions=source', 'tests/gallery/start.mjs', ...args]
  const env = { ...process.env, NODE_ENV: '', GALLERY_PORT: port }
  const child = spawn(process.execPath, program, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  return new Promise((resolve) => {
    const append = (part: Buffer) => {
      output += part.toString()
      if (/^ready$[^]*http:\S+\n/m.test(output)) resolve({ child, output })
    }
    child.stdout.on('data', append)
    child.stderr.on('data', append)
    child.on('close', () => resolve({ child, output }))
  })
}

let gallery: ChildProcess
let browser: Browser
let url = ''
beforeAll(async () => {
  const [started, chromium] = await Promise.all([runGallery([], '0'), launchChromium()])
  gallery = started.child
  browser = chromium
  url = /http:\S+/.exec(started.output)?.[0] ?? ''
})
afterAll(async () => {
  await browser.close()
  gallery.kill()
})

const keysOf = (tree: unknown, key = ''): string[] =>
  typeof tree === 'string'
    ? [key]
    : Object.entries(tree as object).flatMap(([name, part]) => keysOf(part, key === '' ? name : `${key}.${name}`))

const catalogues = [
  ...['bot/i18n', 'tab/i18n', 'tab/i18n/calls', 'widget/i18n', 'widget/i18n/call'],
  ...['widget/i18n/loader', 'widget/i18n/preview'],
]
const sentences = catalogues.flatMap((catalogue) =>
  keysOf(JSON.parse(readFileSync(`${root}${catalogue}/en.json`, 'utf8'))).map((key) => `${catalogue}:${key}`),
)

/**
 * Sentences that no exhibit can show. Some are never shown by the product either; the browser's own rules stand before one.
 */
const mostUnshown = 10

describe('the gallery', () => {
  const shown = new Set<string>()

  test.each(['cards', 'loader', 'preview', 'panel', 'callWindow', 'tab'] as const)(
    'draws every exhibit of this room without an error: %s',
    async (room) => {
      const faults: string[] = []
      const pagefuls = (await pagefulsOf(browser, url))
        .filter(([first]) => first?.room === room)
        .map((exhibits) => {
          const width = exhibits.every(({ phone }) => phone === 'only') ? ('phone' as const) : ('desktop' as const)
          return { exhibits, sight: { theme: 'light' as const, language: 'en' as const, width } }
        })
      await drawExhibits(browser, url, pagefuls, ({ exhibit, sentences: read, errors }) => {
        faults.push(...errors.map((error) => `${exhibit.id}: ${error}`))
        for (const sentence of read) shown.add(sentence)
      })
      expect(pagefuls.length).toBeGreaterThan(0)
      expect(faults).toEqual([])
    },
    300_000,
  )

  test('shows nearly every sentence of the English catalogues', () => {
    const unshown = sentences.filter((sentence) => !shown.has(sentence))
    expect(unshown.slice(mostUnshown)).toEqual([])
  })

  test('writes Arabic from right to left in every room', async () => {
    const sight = { theme: 'dark' as const, language: 'ar' as const, width: 'desktop' as const }
    const firstOfEachRoom = (await pagefulsOf(browser, url))
      .flat()
      .filter(({ room }, place, all) => all.findIndex((each) => each.room === room) === place)
    const directions: string[] = []
    const pagefuls = firstOfEachRoom.map((exhibit) => ({ sight, exhibits: [exhibit] }))
    await drawExhibits(browser, url, pagefuls, async ({ page, exhibit, errors }) => {
      const direction = await page.evaluate(() => getComputedStyle(document.body).direction)
      directions.push(`${exhibit.room}: ${[direction, ...errors].join()}`)
    })
    expect(directions.sort()).toEqual([
      'callWindow: rtl',
      'cards: rtl',
      'loader: rtl',
      'panel: rtl',
      'preview: rtl',
      'tab: rtl',
    ])
  }, 60_000)

  test('lists every sentence of the English catalogues exactly once', async () => {
    const page = await browser.newPage()
    await page.goto(`${url}/?id=sentences&draw=none`)
    await page.locator('[data-sentence]').first().waitFor()
    const listed = await page
      .locator('[data-sentence]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-sentence')))
    expect(listed.sort()).toEqual([...sentences].sort())
    await page.close()
  }, 60_000)
})

describe('npm run gallery', () => {
  test('refuses an argument that it does not know', async () => {
    const { child, output } = await runGallery(['--picture', 'out'], '0')
    expect(output).toContain('npm run gallery accepts only --pictures <folder>')
    expect(output).toContain('so not --picture')
    expect(child.exitCode).toBe(1)
  })

  test('names its variable when the port is taken', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const { child, output } = await runGallery([], String(port))
    expect(output).toContain(`Port ${port} is taken. Free it, or set GALLERY_PORT to another port.`)
    expect(child.exitCode).toBe(1)
    server.close()
  })
})
