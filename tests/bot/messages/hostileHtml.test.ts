import { expect, it } from '@jest/globals'
import { longestHtml, readHtml, tidy } from '#bot/agent/richText'
import fc from '../../support/fastCheck.ts'

const readText = (html: string) => readHtml(html, () => false).text
const fill = (piece: string, after = '') =>
  piece.repeat(Math.floor((longestHtml - after.length) / piece.length)) + after

it('keeps every character of a text, and nothing of it acts', () => {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), (one, other) => {
      const text = (one + other).replaceAll('\u0000', '')
      expect(readText(`<div><p>${escaped(text)}</p></div>`)).toBe(tidy(text.replace(/[ \t\r\n\f]+/g, ' ')))
    }),
  )
})

it('reads any HTML without a fault', () => {
  const pieces = [
    '<p>',
    '</p>',
    '<ul>',
    '<li>',
    '</ul>',
    '<td>',
    '<a href="https://a.example">',
    '</a>',
    '<br>',
    '<',
    '>',
    '&',
  ]
  const word = fc.oneof(
    fc.constantFrom(...pieces, '<blockquote>', '</blockquote>', '<img alt="👍">', '<pre>', 'x'),
    fc.string(),
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), (words) =>
      expect(readText(words.join('')) ?? '').not.toContain('\u0000'),
    ),
  )
})

it.each([
  ['breaks', `<p>${fill('<br>')}`],
  ['cells', `<table><tr>${fill('<td></td>')}`],
  ['spaces', fill('&nbsp;', 'x')],
  ['lines in quotes', '<blockquote>'.repeat(45) + fill('<p>x</p>')],
  ['lines in lists', '<ul><li>'.repeat(20) + fill('<p>x</p>')],
  ['lists in lists', fill('<ol><li>')],
  ['links in links', fill('<a href="https://a.example/">')],
  ['open brackets', fill('<')],
])('reads 100,000 characters of %s in less than five seconds', (_what, html) => {
  const began = performance.now()
  readText(html)
  expect(performance.now() - began).toBeLessThan(5_000)
})
