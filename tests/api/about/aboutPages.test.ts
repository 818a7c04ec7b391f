import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import express from 'express'
import type { Browser } from 'playwright-core'
import { aboutPages } from '#api/about/aboutPages'
import { expectNoAxeViolations, launchChromium, openPage, takePicture } from '../../support/browser/browser.ts'

let server: Server
let browser: Browser
let origin: string

beforeAll(async () => {
  server = createServer(express().use(aboutPages(resolve('dist/notices'))))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  server.close()
})

test.each(['light', 'dark'] as const)(
  'serves every page that the app manifest links to, and the notices, readable and keyboard-accessible, in %s',
  async (colorScheme) => {
    const manifest = JSON.parse(readFileSync('appPackage/manifest.json', 'utf8')) as Record<'developer', object>
    const named = Object.values(manifest.developer).filter((value): value is string => String(value).includes('/'))
    expect(named).toHaveLength(3)
    for (const address of [...named, '${{PUBLIC_URL}}/notices']) {
      const url = address.replace('${{PUBLIC_URL}}', origin)
      const { page, errors, platform } = await openPage(browser, url, {
        colorScheme,
        viewport: { width: 390, height: 800 },
      })
      expect(await page.locator('h1').textContent()).not.toBe('')
      const current = page.getByRole('link').and(page.locator('[aria-current=page]'))
      expect(await current.evaluate((link: HTMLAnchorElement) => link.href)).toBe(url)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(wide).toBeLessThanOrEqual(390)
      await expectNoAxeViolations(page)
      await takePicture(page, `${new URL(url).pathname.slice(1)}-${colorScheme}`)
      expect({ errors, platform }).toEqual({ errors: [], platform: [] })
    }
  },
)

test('states on the privacy page what is stored, for how long, and how it is deleted', async () => {
  const { page } = await openPage(browser, `${origin}/privacy`)
  const headings = await page.getByRole('heading', { level: 2 }).allTextContents()
  expect(headings).toEqual([
    'What is stored',
    'In the customer’s browser',
    'Where it is stored and who can see it',
    'Deletion',
  ])
  const session = await page.getByRole('row', { name: /^A session/ }).textContent()
  expect(session).toMatch(/Deleted automatically .* 30 days.* from 1 to 3,650/s)
})

test('shows the licence of every package on the page of notices, and long texts in files of their own', async () => {
  const { page } = await openPage(browser, `${origin}/notices`)
  const cells = (name: string) => page.getByRole('row', { name }).getByRole('cell').allTextContents()
  expect(await cells('preact 11.2.0')).toEqual(['browser', 'MIT', expect.stringMatching(/^\d+$/)])
  expect(await cells('express 5.3.0')).toEqual(['server', 'MIT', expect.stringMatching(/^\d+$/)])
  await page.getByRole('row', { name: 'preact 11.2.0' }).getByRole('link').click()
  const text = page.locator('h3:target + pre')
  expect(await text.textContent()).toContain('Copyright (c) 2015-present Jason Miller')
  const links = page.getByRole('row', { name: '@azure/communication-calling' }).getByRole('link')
  const files = await links.evaluateAll((all: HTMLAnchorElement[]) => all.map(({ href }) => href))
  const file = await fetch(files.find((href) => href.endsWith('.txt')) ?? '')
  expect(file.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(await file.text()).toContain('NOTICES')
})

test('starts without the notices and answers that there are none', async () => {
  const bare = createServer(express().use(aboutPages(resolve('dist/none'))))
  await new Promise<void>((started) => bare.listen(0, '127.0.0.1', started))
  const address = `http://127.0.0.1:${(bare.address() as AddressInfo).port}`
  const statuses = ['/notices', '/notices/1.txt', '/notices/..%2Fpackage.json', '/about'].map(async (path) => {
    return (await fetch(address + path)).status
  })
  expect(await Promise.all(statuses)).toEqual([404, 404, 404, 200])
  bare.close()
})
