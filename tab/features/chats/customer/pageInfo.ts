/** The normalised URL if it is http or https without credentials; otherwise null. */
export function webAddress(text: string | null): string | null {
  const url = text !== null && URL.canParse(text) ? new URL(text) : null
  return url && ['https:', 'http:'].includes(url.protocol) && url.username === '' ? url.href : null
}

/** Host and port. Non-ASCII hosts are returned in Punycode, which prevents look-alike names. */
export const hostOf = (address: string): string => new URL(address).host

/** Display name of a language tag, or the tag itself if it has none. */
export function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** Weekday and time in a time zone; null for an unknown zone. */
export function timeIn(timeZone: string, now: number, locale: string): string | null {
  try {
    return new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short', hour: 'numeric', minute: '2-digit' }).format(
      now,
    )
  } catch {
    return null
  }
}
