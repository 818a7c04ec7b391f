import { z } from 'zod'

/** Longest line, counted in UTF-16 code units (`string.length`), the same in widget and server. */
export const messageLimit = 4000

const NUL = '\u0000'
const control = /\p{Cc}+/gu

/** A line as it is stored: newlines are LF, lone surrogates U+FFFD, every other character as typed. */
export const normaliseText = (text: string): string => text.replace(/\r\n?/g, '\n').toWellFormed()

/** A name or title as it is stored: as a line, but on one line. */
export const normaliseName = (text: string): string => normaliseText(text).replace(control, ' ').trim()

const withoutNul = (text: string): boolean => !text.includes(NUL)
const notBlank = (text: string): boolean => text.trim() !== ''

/** Text of a line or a left message: 1 to 4,000 UTF-16 code units after normalising; blank and NUL refused. */
export const messageText = z
  .string()
  .max(messageLimit * 2)
  .refine(withoutNul, 'NUL cannot be stored')
  .transform(normaliseText)
  .refine(notBlank, 'is empty')
  .refine((text) => text.length <= messageLimit, `is longer than ${messageLimit} characters`)

/** A required text on one line of at most `max` UTF-16 code units. */
export const oneLine = (max: number) =>
  z
    .string()
    .max(max * 2)
    .refine(withoutNul, 'NUL cannot be stored')
    .transform(normaliseName)
    .refine(notBlank, 'is empty')
    .refine((text) => text.length <= max, `is longer than ${max} characters`)

/** A text that is compared and never shown: kept as it came, NUL refused. */
export const opaque = (max: number) => z.string().max(max).refine(withoutNul, 'NUL cannot be stored')

/** An optional longer text: may be empty, NUL refused. */
export const longText = (max: number) =>
  z
    .string()
    .max(max * 2)
    .refine(withoutNul, 'NUL cannot be stored')
    .transform(normaliseText)
    .refine((text) => text.length <= max, `is longer than ${max} characters`)

/** An http(s) address, stored percent-encoded as the URL standard writes it, without user-info. */
export const pageUrl = z
  .string()
  .max(2048)
  .transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : null
    if (url?.protocol === 'https:' || url?.protocol === 'http:') {
      url.username = ''
      url.password = ''
      return url.href
    }
    context.addIssue({ code: 'custom', message: 'is not an http(s) address' })
    return z.NEVER
  })
