import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import { widgetFolder } from './support/widgetFolder.ts'

const zipped = (file: string): number => gzipSync(readFileSync(widgetFolder + file), { level: 9 }).length
const read = (file: string): string => readFileSync(widgetFolder + file, 'utf8')
const matches = (text: string, part: RegExp) => [...text.matchAll(part)].map(([, file = '']) => `assets/${file}`)

/** What a browser fetches for a page before anything is asked of it: its scripts with their imports, and its styles. */
function fetchedBy(page: string): string[] {
  const found = new Set(matches(read(page), /(?:src|href)="[^"]*assets\/([^"]+)"/g))
  for (const file of found)
    if (file.endsWith('.js')) matches(read(file), /(?:from|import)"\.\/([^"]+)"/g).forEach((each) => found.add(each))
  return [...found]
}
/** What those scripts may ask for later. */
const askedLater = (files: readonly string[]) =>
  files.filter((file) => file.endsWith('.js')).flatMap((file) => matches(read(file), /import\(`\.\/([^`]+)`\)/g))
const manifest = JSON.parse(readFileSync(`${widgetFolder}manifest.json`, 'utf8')) as {
  loader: { file: string; integrity: string }
}

test('the loader is at most 3 KB', () => {
  expect(zipped('loader.js')).toBeLessThanOrEqual(3 * 1024)
})

test('everything that a click loads is at most 30 KB, in the largest language', () => {
  const shared = fetchedBy('panel.html')
  const languages = askedLater(shared)
  expect(languages.length).toBe(5)
  const language = Math.max(...languages.map(zipped))
  const total = ['panel.html', ...shared].reduce((sum, file) => sum + zipped(file), language)
  expect(shared.length).toBeGreaterThanOrEqual(2)
  expect(total).toBeLessThanOrEqual(30 * 1024)
})

test('the pinned loader is the loader, under its hash', () => {
  const code = readFileSync(widgetFolder + manifest.loader.file)
  expect(code.equals(readFileSync(`${widgetFolder}loader.js`))).toBe(true)
  expect(manifest.loader.integrity).toBe(`sha384-${createHash('sha384').update(code).digest('base64')}`)
})

test('the call window alone asks for what holds a call', () => {
  const call = fetchedBy('call.html')
  expect(call.some((file) => read(file).includes('getUserMedia'))).toBe(true)
  expect(askedLater(call).some((file) => read(file).includes('RTCPeerConnection'))).toBe(true)
  for (const file of fetchedBy('panel.html')) expect(read(file)).not.toMatch(/getUserMedia|RTCPeerConnection/)
})

test.each(['panel.html', 'preview.html', 'call.html'])('%s holds no inline code or style', (file) => {
  const page = readFileSync(widgetFolder + file, 'utf8')
  expect(page).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*src=)/)
})
