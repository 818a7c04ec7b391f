// What a person does to bring an exhibit into its state. Names are those of the language that is drawn.

const patience = 8000

const labelsOf = (element: Element): Iterable<HTMLLabelElement> =>
  ('labels' in element ? (element as HTMLInputElement).labels : null) ?? []

/** The accessible name; a required field has a star behind it. */
function nameOf(element: Element): string {
  const ids = element.getAttribute('aria-labelledby')?.split(' ') ?? []
  const labels = [...ids.map((id) => document.getElementById(id)), ...labelsOf(element)].map(
    (each) => each?.textContent,
  )
  const text = element.getAttribute('aria-label') ?? (labels.length > 0 ? labels.join(' ') : element.textContent)
  return text.replace(/\s+/g, ' ').replace(/\*$/, '').trim()
}

const isSelector = (what: string) => /^[a-z]*[.[#]|^(button|dialog|header|input|main|textarea)\b/.test(what)
const controls =
  'button, a, input, textarea, [role=menuitem], [role=option], [role=tab], [role=switch], [role=combobox]'

function find(what: string): HTMLElement | null {
  const found = isSelector(what)
    ? [...document.querySelectorAll<HTMLElement>(what)]
    : [...document.querySelectorAll<HTMLElement>(controls)].filter((each) => nameOf(each) === what)
  // What opened last lies on top: a dialog asks with the same word as the button that opened it.
  return found.findLast((each) => each.checkVisibility() || each instanceof HTMLInputElement) ?? null
}

/** Waits for a control by its name, or for an element by a CSS selector. */
export async function until(what: string): Promise<HTMLElement> {
  const end = performance.now() + patience
  for (;;) {
    const found = find(what)
    if (found) return found
    if (performance.now() > end) throw new Error(`"${what}" did not appear.`)
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}

/** Waits for a text anywhere in the page. */
export async function untilText(text: string): Promise<void> {
  const end = performance.now() + patience
  while (!document.body.textContent.includes(text)) {
    if (performance.now() > end) throw new Error(`"${text}" was not shown.`)
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}

/** Lets the page react, and draw what follows. */
export const settle = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)))

export async function press(what: string): Promise<void> {
  const control = await until(what)
  control.focus()
  control.click()
  await settle()
}

/** Replaces the text of a field. */
export async function type(what: string, text: string): Promise<void> {
  const field = await until(what)
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype
  field.focus()
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, text)
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await settle()
}
