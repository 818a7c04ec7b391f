import { pagefuls } from '../exhibits.ts'

interface Drawn {
  id: string
  /** The sentences that it shows. */
  shown: string[]
}

/** Draws every exhibit in one frame, in light and in English. */
export async function* drawInTurn(frame: HTMLIFrameElement, signal: AbortSignal): AsyncGenerator<Drawn> {
  for (const group of pagefuls()) {
    frame.style.width = group.some(({ phone }) => phone === 'only') ? '390px' : ''
    await load(frame)
    for (const { id } of group) {
      if (signal.aborted || !frame.contentWindow) return
      yield { id, shown: await frame.contentWindow.stage.show(id, { theme: 'light', language: 'en' }) }
    }
  }
}

async function load(frame: HTMLIFrameElement): Promise<void> {
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  frame.src = `/exhibit.html?page=${Math.random().toString(36).slice(2)}`
  await loaded
  // The load event may come before a module that awaits something has run.
  while (frame.contentWindow && !('stage' in frame.contentWindow))
    await new Promise((resolve) => setTimeout(resolve, 5))
}
