import { readFileSync, readdirSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { widgetFolder } from './support/widgetFolder.ts'

const zipped = (file: string): number => gzipSync(readFileSync(widgetFolder + file), { level: 9 }).length
const assets = readdirSync(`${widgetFolder}assets`)
const named = (part: RegExp) => assets.filter((file) => part.test(file)).map((file) => `assets/${file}`)
const manifest = JSON.parse(readFileSync(`${widgetFolder}manifest.json`, 'utf8')) as {
  loader: { file: string; integrity: string }
}

test('the loader is at most 3 KB', () => {
  expect(zipped('loader.js')).toBeLessThanOrEqual(3 * 1024)
})

test('everything that a click loads is at most 30 KB, in the largest language', () => {
  const language = Math.max(...named(/^(en|de|fr|it|ar)-.*\.js$/).map(zipped))
  const shared = named(/\.(js|css)$/).filter((file) => !/\/(preview|en|de|fr|it|ar)-/.test(file))
  const total = ['panel.html', ...shared].reduce((sum, file) => sum + zipped(file), language)
  expect(shared.length).toBeGreaterThanOrEqual(2)
  expect(total).toBeLessThanOrEqual(30 * 1024)
})

test('the pinned loader is the loader, under its hash', () => {
  const code = readFileSync(widgetFolder + manifest.loader.file)
  expect(code.equals(readFileSync(`${widgetFolder}loader.js`))).toBe(true)
  expect(manifest.loader.integrity).toBe(`sha384-${createHash('sha384').update(code).digest('base64')}`)
})

test.each(['panel.html', 'preview.html'])('%s holds no inline code or style', (file) => {
  const page = readFileSync(widgetFolder + file, 'utf8')
  expect(page).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*src=)/)
})
