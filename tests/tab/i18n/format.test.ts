import { describe, expect, it } from '@jest/globals'
import { createFormat } from '../../../tab/i18n/format/format.ts'

const day = (locale: string, instant: string) => createFormat(locale).day(instant, Date.parse('2026-03-02T00:30:00'))

describe('a day', () => {
  it('is "Today" or "Yesterday", and a date when it lies further back', () => {
    expect(day('en', '2026-03-02T00:10:00')).toBe('Today')
    expect(day('de', '2026-03-01T23:50:00')).toBe('Gestern')
    expect(day('ar', '2026-03-01T00:00:00')).toBe('أمس')
    expect(day('en', '2026-02-28T23:59:00')).toBe('Saturday, February 28, 2026')
  })
})
