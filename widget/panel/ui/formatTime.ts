export const timeName = (at: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(at)

/** `14 sec`, `2 min 14 sec`, `1 hr 2 min` */
export function lengthName(seconds: number, locale: string): string {
  const part = (unit: string, count: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(Math.floor(count))
  const minute = part('minute', (seconds / 60) % 60)
  if (seconds >= 3600) return `${part('hour', seconds / 3600)} ${minute}`
  const second = part('second', seconds % 60)
  return seconds >= 60 ? `${minute} ${second}` : second
}

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

/** "Today" and "Yesterday" in the given locale; other days as a date. */
export function dayName(at: number, locale: string): string {
  const days = Math.round((midnight(at) - midnight(Date.now())) / 86_400_000)
  const name =
    days === 0 || days === -1
      ? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
      : new Intl.DateTimeFormat(locale, { dateStyle: 'full' }).format(at)
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}
