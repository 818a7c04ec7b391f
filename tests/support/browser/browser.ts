import { deepStrictEqual } from 'node:assert'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import axe from 'axe-core'
import { chromium, type Browser, type BrowserContextOptions, type Frame, type Page } from 'playwright-core'
import { findChromium } from './chromium.ts'

export type OpenPage = {
  page: Page
  /** Console errors and uncaught exceptions since the page was opened, except failed look-ups of other hosts. */
  errors: string[]
  /** URLs of other hosts that the page or its frames requested; these requests fail. */
  platform: string[]
}

/** In milliseconds. Less than jest's time-out, so that a failure names what the test waited for. */
const patience = 25_000
const noSuchName = 'net::ERR_NAME_NOT_RESOLVED'
const quiet = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]
/**
 * Switches for a fake microphone (a beep) and camera (a moving picture) without a permission prompt. Five frames a second,
 * because encoding them takes most of the CPU time of a call between two pages.
 */
export const fakeDevices = ['--use-fake-device-for-media-stream=fps=5', '--use-fake-ui-for-media-stream'] as const

/**
 * Starts a headless Chromium that can reach this machine only.
 * `hosts` are names that also resolve to this machine, so that a test can use a page on `shop.example.com`.
 */
export async function launchChromium(
  options: { hosts?: readonly string[]; args?: readonly string[] } = {},
): Promise<Browser> {
  const args = options.args ?? []
  // Tests with devices make calls, which the headless shell does not support.
  const { executablePath, env } = await findChromium({ whole: args.includes(fakeDevices[0]) })
  const here = (options.hosts ?? []).map((host) => `MAP ${host} 127.0.0.1`)
  const rules = [
    ...here,
    'MAP * ~NOTFOUND',
    'EXCLUDE localhost',
    'EXCLUDE *.localhost',
    'EXCLUDE 127.0.0.1',
    'EXCLUDE [::1]',
  ]
  return chromium.launch({
    executablePath,
    env: { ...(process.env as Record<string, string>), ...env },
    args: [...quiet, `--host-resolver-rules=${rules.join(', ')}`, ...args],
  })
}

/**
 * Opens a URL in a new browser context, which shares no cookies or storage with other pages. Motion is reduced unless
 * `options` say otherwise, because animations keep a processor busy that another test needs.
 */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(patience)
  const page = await context.newPage()
  const errors: string[] = []
  const platform: string[] = []
  page.on('requestfailed', (request) => {
    if (request.failure()?.errorText === noSuchName) platform.push(request.url())
  })
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes(noSuchName)) errors.push(message.text())
  })
  page.on('pageerror', (fault) => errors.push(String(fault)))
  await page.goto(url)
  return { page, errors, platform }
}

/** Saves a screenshot of the whole page in a folder, by default PICTURES_DIR; takes none if that is not set. */
export async function takePicture(page: Page, name: string, folder = process.env.PICTURES_DIR): Promise<void> {
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: 'disabled' })
}

/**
 * Fails with the accessibility rules that the page or frame violates: all rules, or the one named. Nested frames need a
 * call of their own.
 */
export async function expectNoAxeViolations(target: Page | Frame, rule?: 'color-contrast'): Promise<void> {
  if (!(await target.evaluate(() => 'axe' in window))) await target.evaluate(axe.source)
  // Fading elements have too little contrast, and not every animation respects reduced motion.
  await target.evaluate(async () => {
    const ends = (each: Animation) => each.effect?.getComputedTiming().endTime !== Infinity
    await Promise.allSettled(
      document
        .getAnimations()
        .filter(ends)
        .map((each) => each.finished),
    )
  })
  const found = await target.evaluate(async (runOnly) => {
    const { axe: injected } = window as unknown as { axe: typeof axe }
    // Fluent's focus sentinels are hidden and focusable and pass the focus on at once. They remain after a menu or dialog has closed.
    const exclude = '[data-tabster-dummy]'
    const { violations } = await injected.run(
      { exclude },
      { iframes: false, resultTypes: ['violations'], preload: false, ...(runOnly && { runOnly }) },
    )
    // Only sentences leave the page: Playwright checks every value of a result, and axe reports hundreds of rules.
    return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} (${node.target.join(' ')})`))
  }, rule)
  deepStrictEqual(found, [])
}
