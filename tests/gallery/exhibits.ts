import { cardExhibits } from './exhibits/cards.ts'
import type { Exhibit } from './exhibits/exhibit.ts'
import { callPages } from './exhibits/tab/callPages.ts'
import { chatPages } from './exhibits/tab/chatPages.ts'
import { configurationPages } from './exhibits/tab/configurationPages.ts'
import { tenantPages } from './exhibits/tab/tenantPages.ts'
import { userPages } from './exhibits/tab/userPages.ts'
import { loaderExhibits, previewExhibits } from './exhibits/loader.ts'
import { partExhibits } from './exhibits/tab/parts.ts'
import { widgetExhibits } from './exhibits/widget.ts'

/** Everything that the gallery shows. A sentence is listed at the first exhibit that shows it. */
export const exhibits: readonly Exhibit[] = [
  ...cardExhibits,
  ...widgetExhibits,
  ...loaderExhibits,
  ...previewExhibits,
  ...tenantPages,
  ...userPages,
  ...configurationPages,
  ...chatPages,
  ...callPages,
  ...partExhibits,
]

/** In the order in which the exhibits come to them. */
export const screens: readonly string[] = [...new Set(exhibits.map(({ screen }) => screen))]

/** Exhibits in groups that one page can draw one after the other. */
export function pagefuls(): Exhibit[][] {
  const together = new Map<string, Exhibit[]>()
  for (const exhibit of exhibits) {
    const { id, room, fresh, phone } = exhibit
    const page = fresh ? id : `${room} ${phone === 'only' ? 'narrow' : ''}`
    together.set(page, [...(together.get(page) ?? []), exhibit])
  }
  return [...together.values()]
}
