const light = '#ffffff'
const dark = '#1b1b1f'
const readable = 4.5

/** Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2, "relative luminance"). */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const part = parseInt(colour.slice(from, from + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast ratio of two colours, 1 to 21. */
const contrast = (one: string, other: string): number => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

/** Black or white, whichever has the higher contrast on a colour. One of them always reaches 4.5 to 1. */
const inkOn = (colour: string): string => (luminance(colour) > 0.179 ? '#000000' : '#ffffff')

/** Mixes a colour with black or white until its contrast with the background reaches 4.5 to 1. */
function readableOn(colour: string, background: string): string {
  const target = background === light ? 0 : 255
  for (let part = 0; part <= 1; part += 0.1) {
    const mixed = [1, 3, 5]
      .map((from) => parseInt(colour.slice(from, from + 2), 16))
      .map((value) => Math.round(value + (target - value) * part))
      .map((value) => value.toString(16).padStart(2, '0'))
    const candidate = `#${mixed.join('')}`
    if (contrast(candidate, background) >= readable) return candidate
  }
  return inkOn(background)
}

/** Applies the accent colour of the site or the tenant, adjusted to a readable contrast. */
export function setAccent(colour: string | null) {
  if (!colour || !/^#[0-9a-f]{6}$/i.test(colour)) return
  const { style } = document.documentElement
  style.setProperty('--fill', colour)
  style.setProperty('--on-fill', inkOn(colour))
  style.setProperty('--ink-light', readableOn(colour, light))
  style.setProperty('--ink-dark', readableOn(colour, dark))
}
