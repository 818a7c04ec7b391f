/** The address if it is http(s), written as the URL standard writes it; null for everything else, whatever it calls itself. */
export function webAddress(text: string | null): string | null {
  const url = text !== null && URL.canParse(text) ? new URL(text) : null
  return url && ['https:', 'http:'].includes(url.protocol) && url.username === '' ? url.href : null
}

/** Host and port, with foreign letters in the form that cannot be mistaken for others. */
export const hostOf = (address: string): string => new URL(address).host

/** What a language tag is called, or the tag itself where nobody calls it anything. */
export function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** Weekday and time in a time zone now; null where there is no such zone. */
export function timeIn(timeZone: string, now: number, locale: string): string | null {
  try {
    return new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short', hour: 'numeric', minute: '2-digit' }).format(
      now,
    )
  } catch {
    return null
  }
}
