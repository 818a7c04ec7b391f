import { z } from 'zod'

/** Maximum length of a message in UTF-16 code units (`string.length`); the same in widget and server. */
export const messageLimit = 4000

const NUL = '\u0000'
const control = /\p{Cc}+/gu

/**
 * Normalises a message for storage: line breaks become LF, lone surrogates U+FFFD; every other character stays as
 * typed.
 */
export const normaliseText = (text: string): string => text.replace(/\r\n?/g, '\n').toWellFormed()

/** Normalises a name or title for storage: same as a message, but on a single line. */
export const normaliseName = (text: string): string => normaliseText(text).replace(control, ' ').trim()

const withoutNul = (text: string): boolean => !text.includes(NUL)
const notBlank = (text: string): boolean => text.trim() !== ''

/**
 * Text of a message or an offline message: 1 to 4,000 UTF-16 code units after normalisation. Refuses blank text and
 * NUL.
 */
export const messageText = z
  .string()
  .max(messageLimit * 2)
  .refine(withoutNul, 'Must not contain NUL.')
  .transform(normaliseText)
  .refine(notBlank, 'Must not be empty.')
  .refine((text) => text.length <= messageLimit, `Must not exceed ${messageLimit} characters.`)

/** Required single-line text of at most `max` UTF-16 code units. */
export const oneLine = (max: number) =>
  z
    .string()
    .max(max * 2)
    .refine(withoutNul, 'Must not contain NUL.')
    .transform(normaliseName)
    .refine(notBlank, 'Must not be empty.')
    .refine((text) => text.length <= max, `Must not exceed ${max} characters.`)

/** Text that is compared but never shown: stored unchanged; NUL is refused. */
export const opaque = (max: number) => z.string().max(max).refine(withoutNul, 'Must not contain NUL.')

/** Longer text of at most `max` UTF-16 code units; may be empty. NUL is refused. */
export const longText = (max: number) =>
  z
    .string()
    .max(max * 2)
    .refine(withoutNul, 'Must not contain NUL.')
    .transform(normaliseText)
    .refine((text) => text.length <= max, `Must not exceed ${max} characters.`)

/** An http(s) URL, stored percent-encoded as in the URL standard, without user-info. */
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
    context.addIssue({ code: 'custom', message: 'Must be an http or https address.' })
    return z.NEVER
  })
