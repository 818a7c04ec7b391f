import { createRequire } from 'node:module'
import type * as AdaptiveCards from 'adaptivecards'
import { JSDOM } from 'jsdom'
import { actionLimit } from '#bot/cards/adaptiveCard'

const { window } = new JSDOM('<!doctype html><body></body>')
const { document, HTMLElement, HTMLButtonElement } = window
Object.assign(globalThis, { window, document, HTMLElement, HTMLButtonElement })

// The renderer needs a document when it is loaded, and its bundle has no types of its own.
const bundle: unknown = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js')
const { AdaptiveCard, HostConfig, SerializationContext } = bundle as typeof AdaptiveCards
AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.didProcess = true
  result.outputHtml = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** Renders a card as a client does, and answers the errors that the renderer reports. */
export function renderCard(json: unknown): { html: HTMLElement; text: string; faults: string[] } {
  const card = new AdaptiveCard()
  // Teams shows six actions, the renderer by itself five.
  card.hostConfig = new HostConfig({ actions: { maxActions: actionLimit } })
  const context = new SerializationContext()
  card.parse(json, context)
  const faults = [
    ...Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message),
    ...card.validateProperties().validationEvents.map(({ message }) => message),
  ]
  const html = card.render()
  if (!html) throw new Error('The card could not be drawn.')
  return { html, text: readableIn(html), faults }
}

/** jsdom does not implement `innerText`, so the renderer's text is stored there as a plain property. */
function readableIn(node: HTMLElement): string {
  const own = node.innerText as string | undefined
  if (own !== undefined && own !== '') return own
  const pieces = [...node.childNodes].map((child) =>
    child.nodeType === 3 ? (child.textContent ?? '') : readableIn(child as HTMLElement),
  )
  return pieces.join('')
}
