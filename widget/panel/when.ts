export const timeName = (at: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(at)

/** `2 min 14 sec` */
export function lengthName(seconds: number, locale: string): string {
  const part = (unit: string, count: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count)
  const minutes = Math.floor(seconds / 60)
  return [...(minutes > 0 ? [part('minute', minutes)] : []), part('second', seconds % 60)].join(' ')
}

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

/** Today and yesterday by name, other days by date. */
export function dayName(at: number, locale: string): string {
  const days = Math.round((midnight(at) - midnight(Date.now())) / 86_400_000)
  const name =
    days === 0 || days === -1
      ? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
      : new Intl.DateTimeFormat(locale, { dateStyle: 'full' }).format(at)
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}
