import type { LaunchAnswer } from '../../../widget/loader/launch.ts'
import { isRightToLeft } from '../../../widget/i18n/compiled/languages.ts'
import type { Exhibit, Look } from './exhibit.ts'
import { settle } from './hands.ts'

const untilThat = async (what: string, holds: () => boolean): Promise<void> => {
  const end = performance.now() + 8000
  while (!holds()) {
    if (performance.now() > end) throw new Error(`It did not happen: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
const shadowRoots = () => [...document.documentElement.children].flatMap(({ shadowRoot }) => shadowRoot ?? [])
const button = () => shadowRoots()[0]?.querySelector('button')
const framed = ({ theme, language }: Look, id: string, say: string) =>
  `/exhibit.html?${new URLSearchParams({ id, theme, language, framed: say }).toString()}`

/** A page of a shop with the button of the loader. */
async function drawShop(look: Look, answer: LaunchAnswer, label?: string): Promise<void> {
  for (const { host } of shadowRoots()) host.remove()
  const { mountLauncher } = await import('../../../widget/loader/launcher.ts')
  const { language } = look
  Object.assign(document.documentElement, { lang: language, dir: isRightToLeft(language) ? 'rtl' : 'ltr' })
  const heading = Object.assign(document.createElement('h1'), { textContent: 'Boots' })
  const bars = ['', '', 'short'].map((className) => Object.assign(document.createElement('div'), { className }))
  document.body.replaceChildren(heading, ...bars)
  mountLauncher({
    ...{ origin: location.origin, locale: language, label, accent: null, side: 'end', store: 'interact:gallery' },
    launch: () => Promise.resolve(answer),
  })
}

const loader = (name: string, draw: (look: Look) => Promise<void>): Exhibit => ({
  ...{ id: `loader/${name}`, room: 'loader', screen: 'Loader button', phone: true, draw },
})
const noted = (name: string, answer: LaunchAnswer) =>
  loader(name, async (look) => {
    await drawShop(look, answer)
    button()?.click()
    await untilThat('a note', () => Boolean(shadowRoots()[0]?.querySelector('output')?.textContent))
  })
const open = async (look: Look, say: string) => {
  await drawShop(look, { ticket: 'ticket', frameUrl: framed(look, 'panel/delivery-states', say) })
  button()?.click()
  const ready = () => shadowRoots()[0]?.querySelector('iframe')?.contentDocument?.querySelector('html')?.dataset.drawn
  await untilThat('the panel', () => ready() !== undefined)
  await settle()
}

export const loaderExhibits: Exhibit[] = [
  loader('button', (look) => drawShop(look, { retry: null })),
  loader('own-label', (look) => drawShop(look, { retry: null }, 'Ask Alex')),
  noted('refused', { retry: null }),
  noted('network', { retry: 0 }),
  noted('wait', { retry: 40 }),
  loader('open', (look) => open(look, 'ready')),
  loader('unread', async (look) => {
    await open(look, 'unread')
    button()?.click()
    await untilThat('the badge', () => Boolean(shadowRoots()[0]?.querySelector('span')?.textContent))
  }),
]

/** The page of a preview link runs once when it is loaded, so each state has a page of its own. */
const preview = (name: string, hash: string, answer: (look: Look) => Response | null): Exhibit => ({
  ...{ id: `preview/${name}`, room: 'preview', screen: 'Preview page', fresh: true, phone: true },
  draw: async (look) => {
    Object.defineProperty(navigator, 'language', { value: look.language, configurable: true })
    history.replaceState(null, '', `/${hash}`)
    window.fetch = () => {
      const response = answer(look)
      return response ? Promise.resolve(response) : Promise.reject(new TypeError('There is no network'))
    }
    await import('../../../widget/preview/preview.ts')
    await untilThat('the sentence', () => Boolean(document.querySelector('.says')?.textContent))
    if (name !== 'open') return
    const frame = () => shadowRoots()[0]?.querySelector('iframe')?.contentDocument?.querySelector('html')?.dataset.drawn
    await untilThat('the panel', () => frame() !== undefined)
  },
})

export const previewExhibits: Exhibit[] = [
  preview('missing', '', () => null),
  preview('used', '#secret', () => new Response(null, { status: 403 })),
  preview('wait', '#secret', () => new Response(null, { status: 429, headers: { 'retry-after': '40' } })),
  preview('network', '#secret', () => null),
  preview('open', '#secret', (look) =>
    Response.json({ ticket: 'ticket', frameUrl: framed(look, 'panel/start-preview', 'ready') }),
  ),
]
