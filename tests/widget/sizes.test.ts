import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { widgetBytes } from '../support/browser/widgetBytes.ts'
import { built } from '../support/built.ts'

const widgetFolder = built('widget/')
const { read, zipped, fetchedBy, askedLater, sizeOf } = widgetBytes(widgetFolder)
const manifest = JSON.parse(readFileSync(`${widgetFolder}manifest.json`, 'utf8')) as {
  loader: { file: string; integrity: string }
}

test('the loader has at most 3 KB', () => {
  expect(zipped('loader.js')).toBeLessThanOrEqual(3 * 1024)
})

test('everything that a click loads has at most 30 KB, in the largest language', () => {
  expect(askedLater(fetchedBy('panel.html'))).toHaveLength(5)
  expect(sizeOf('panel.html')).toBeLessThanOrEqual(30 * 1024)
})

test('no script contains the preload helper for styles, because no styles are loaded later', () => {
  for (const file of [...fetchedBy('panel.html'), ...fetchedBy('call.html')])
    expect(read(file)).not.toContain('vite:preloadError')
  for (const file of askedLater(fetchedBy('call.html'))) expect(read(file)).not.toMatch(/import"[^"]+\.css"/)
})

test('the pinned loader equals the loader and matches its hash', () => {
  const code = readFileSync(widgetFolder + manifest.loader.file)
  expect(code.equals(readFileSync(`${widgetFolder}loader.js`))).toBe(true)
  expect(manifest.loader.integrity).toBe(`sha384-${createHash('sha384').update(code).digest('base64')}`)
})

test('only the call window loads media code', () => {
  const call = fetchedBy('call.html')
  expect(call.some((file) => read(file).includes('getUserMedia'))).toBe(true)
  expect(askedLater(call).some((file) => read(file).includes('RTCPeerConnection'))).toBe(true)
  expect(askedLater(call).some((file) => file.includes('callingSdk'))).toBe(true)
  for (const file of fetchedBy('panel.html')) expect(read(file)).not.toMatch(/getUserMedia|RTCPeerConnection/)
})

test.each(['panel.html', 'preview.html', 'call.html'])('%s contains no inline code or style', (file) => {
  const page = readFileSync(widgetFolder + file, 'utf8')
  expect(page).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*src=)/)
})
