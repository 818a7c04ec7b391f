import loaderTexts from '../../../widget/i18n/loader/en.json'
import callTexts from '../../../widget/i18n/call/en.json'

/** What was read since `forgetReads`: by catalogue and key, what the text was then. */
const reads = new Map<string, Set<string>>()
declare global {
  interface Window {
    reads?: ReadonlyMap<string, ReadonlySet<string>>
  }
}
window.reads = reads
const wrapped = new WeakMap<object, object>()
const rowKeys = Object.keys(loaderTexts)

/** The widget's views get the texts of two catalogues in one object. */
const catalogueOf = (catalogue: string, key: string) =>
  catalogue === 'widget/i18n' && key in callTexts ? 'widget/i18n/call' : catalogue

function note(catalogue: string, key: string, text: string) {
  // The loader's texts have no keys of their own: language and place instead.
  const name = catalogue === 'widget/i18n/loader' ? (rowKeys[Number(key.split('.')[1])] ?? key) : key
  const id = `${catalogueOf(catalogue, name)}:${name}`
  reads.set(id, (reads.get(id) ?? new Set()).add(text))
}

/** The same texts, which note what is read. A text with arguments is noted when it is asked for. */
export function recorded<Texts extends object>(catalogue: string, texts: Texts, path = ''): Texts {
  const known = wrapped.get(texts)
  if (known) return known as Texts
  let copied: string | symbol | null = null
  const proxy = new Proxy(texts, {
    // A copy of all texts (`{ ...texts }`) asks for the descriptor of each before it reads it, and shows none.
    getOwnPropertyDescriptor: (target, name) => {
      copied = path === '' ? name : null
      return Reflect.getOwnPropertyDescriptor(target, name)
    },
    get: (target, name, receiver) => {
      const value: unknown = Reflect.get(target, name, receiver)
      const isCopy = copied === name
      copied = null
      if (isCopy || typeof name === 'symbol' || !Object.hasOwn(target, name)) return value
      const key = path === '' ? name : `${path}.${name}`
      if (typeof value === 'object' && value !== null) return recorded(catalogue, value, key)
      if (typeof value === 'string') note(catalogue, key, value)
      if (typeof value !== 'function') return value
      const call = value as (values: unknown) => string
      return (values: unknown) => {
        const text = call(values)
        note(catalogue, key, text)
        return text
      }
    },
  })
  wrapped.set(texts, proxy)
  return proxy
}

export const forgetReads = (): void => reads.clear()

/**
 * Every text that can be seen or is announced: of the page, of frames and shadow trees in it, and of its attributes. Adds what
 * the frames have read to `found`.
 */
function textOf(root: Document | ShadowRoot, found: [string, ReadonlySet<string>][]): string {
  const pieces = [root instanceof Document ? root.title : '']
  for (const element of root.querySelectorAll('*')) {
    for (const { name, value } of element.attributes)
      if (/^(aria-|title|placeholder|alt|label)/.test(name)) pieces.push(value)
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) pieces.push(element.value)
    if (element.shadowRoot) pieces.push(textOf(element.shadowRoot, found))
    if (element instanceof HTMLIFrameElement && element.contentDocument) {
      pieces.push(textOf(element.contentDocument, found))
      found.push(...(element.contentWindow?.reads ?? []))
    }
  }
  const own = root instanceof Document ? root.body : root
  return [...pieces, own.textContent].join('\n')
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Where a card breaks a sentence, because it names a customer or a time there. */
const breaks = /\0|\{\{TIME\([^)]*\)\}\}/

/** The sentences, as `catalogue:key`, that were read and can be found in the page. Some code reads more than it shows. */
export function sentencesShown(): string[] {
  const found = [...reads] as [string, ReadonlySet<string>][]
  const page = squeezed(textOf(document, found))
  const isThere = (text: string) => text.split(breaks).every((piece) => page.includes(squeezed(piece)))
  return found.filter(([, texts]) => [...texts].some(isThere)).map(([id]) => id)
}
