import { languageOf } from '../compiled/languages.ts'

/** Formats numbers, dates and lists in the user's locale. Instants are RFC 3339 strings. */
export interface Format {
  /** BCP 47 tag of the locale. */
  locale: string
  number: (count: number) => string
  dateTime: (instant: string) => string
  time: (instant: string) => string
  /** "Today" and "Yesterday", other days by date. */
  day: (instant: string, now?: number) => string
  /** Relative to `now`, for example "2 minutes ago". */
  ago: (instant: string, now?: number) => string
  list: (items: readonly string[]) => string
  either: (items: readonly string[]) => string
  compare: (one: string, other: string) => number
}

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

export const createFormat = (locale: string): Format => {
  const numbers = new Intl.NumberFormat(locale)
  const both = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const times = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'full' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const all = new Intl.ListFormat(locale, { type: 'conjunction' })
  const any = new Intl.ListFormat(locale, { type: 'disjunction' })
  const collator = new Intl.Collator(locale, { sensitivity: 'base', numeric: true })
  return {
    locale,
    number: (count) => numbers.format(count),
    dateTime: (instant) => both.format(new Date(instant)),
    time: (instant) => times.format(new Date(instant)),
    day: (instant, now = Date.now()) => {
      const since = Math.round((midnight(now) - midnight(Date.parse(instant))) / 86_400_000)
      const name = since === 0 || since === 1 ? relative.format(-since, 'day') : days.format(new Date(instant))
      return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
    },
    ago: (instant, now = Date.now()) => {
      const seconds = Math.round((Date.parse(instant) - now) / 1000)
      const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['minute', 60]
      return relative.format(Math.trunc(seconds / size), unit)
    },
    list: (items) => all.format(items),
    either: (items) => any.format(items),
    compare: (one, other) => collator.compare(one, other),
  }
}

/** The locale for formats. It keeps the region (`de-ch`), but always has the language of the translations. */
export const formatLocale = (locale: string): string => {
  const language = languageOf(locale)
  const own = locale.toLowerCase().startsWith(language) && Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0
  return own ? locale : language
}
