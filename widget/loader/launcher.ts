import type { Launched } from '#core/contract/customerApi'
import type { HostMessage, NoTicket, PanelMessage } from '../protocol/panelMessages.ts'
import type { LaunchAnswer } from './launch.ts'
import { loaderStyles } from './styles.ts'
import { rows, type Row } from '../i18n/loader/compiled/rows.ts'

interface LauncherOptions {
  /** Origin of the panel's frame. */
  origin: string
  locale: string
  label: string | undefined
  accent: string | null
  side: 'start' | 'end'
  /** Key in the page's sessionStorage for the session handle, which is not a secret. */
  store: string
  launch: (handle: string | null) => Promise<LaunchAnswer>
}

const readyTimeoutMs = 15_000
const readyAfterLoadMs = 3000
const defaultRetrySeconds = 5

/** Storage may be blocked. Then a reload does not resume the session. */
const ifAllowed = <T>(use: () => T): T | null => {
  try {
    return use()
  } catch {
    return null
  }
}

/** Adds the button to the page. There are no requests and nothing is stored before the button is used. */
export function mountLauncher({ origin, locale, store, launch, label, accent, side }: LauncherOptions) {
  const language = locale.slice(0, 2)
  const [chat, refused, network, again] = rowFor(language)
  const name = label?.trim() ? label : chat
  const css = loaderStyles(accent ?? '#1f5fbf', side, language === 'ar' ? 'rtl' : 'ltr')
  const [root, button, badge, note, make] = drawParts(css, name)
  // `1` or `0` for an open or minimised panel, then the handle.
  const kept = ifAllowed(() => sessionStorage.getItem(store))
  let handle = kept?.slice(1) ?? null
  let shown = kept?.[0] === '1'
  let frame: HTMLIFrameElement | null = null
  let ticket: Launched | null = null
  let busy = false
  let focus = false

  const postToPanel = (message: HostMessage) => frame?.contentWindow?.postMessage(message, origin)
  const storeHandle = (named: string | null) => {
    handle = named
    ifAllowed(() =>
      handle ? sessionStorage.setItem(store, `${Number(shown)}${handle}`) : sessionStorage.removeItem(store),
    )
  }
  const showNote = (sentence: string) => note.replaceChildren(sentence)

  const show = (now: boolean) => {
    shown = now
    storeHandle(handle)
    showNote('')
    button.ariaExpanded = String(now)
    badge.textContent = ''
    if (frame) frame.hidden = !now
    // While a ticket is pending the frame may still be an empty page, and the ticket message contains `shown` as well.
    if (!ticket) postToPanel({ type: 'shown', shown })
  }
  const open = () => {
    if (!frame) return void begin(true)
    show(true)
    frame.focus()
  }
  const close = () => {
    show(false)
    button.focus()
  }
  const removeFrame = () => {
    frame?.remove()
    frame = ticket = null
    show(false)
  }

  const sendTicket = () => {
    if (!ticket) return
    if (focus) frame?.focus()
    postToPanel({ type: 'ticket', ticket: ticket.ticket, resumed: !!handle, shown, focus, accent })
    ticket = null
    focus = false
  }
  const relaunch = async (named: string | null) => {
    storeHandle(named)
    const answer = await launch(handle)
    if (!('ticket' in answer)) return postToPanel({ type: 'noTicket', ...answer })
    ticket = answer
    sendTicket()
  }

  // After a reload there was no click, so no error is shown; the launch is retried while there is a session to resume.
  const failed = ({ retry }: NoTicket, byHand: boolean) => {
    if (retry === null) storeHandle(null)
    else if (!byHand && handle) setTimeout(() => frame ?? void begin(false), (retry || defaultRetrySeconds) * 1000)
    if (!byHand) return
    if (!retry) {
      showNote(retry === null ? refused : `${network} ${again}.`)
      return
    }
    showNote(`${again} ${new Intl.RelativeTimeFormat(locale).format(retry, 'second')}.`)
    setTimeout(showNote, retry * 1000, '')
  }
  const begin = async (byHand: boolean) => {
    if (busy) return
    busy = true
    button.ariaBusy = 'true'
    const answer = await launch(handle)
    busy = false
    button.ariaBusy = 'false'
    if (!('ticket' in answer)) {
      failed(answer, byHand)
      return
    }
    ticket = answer
    focus = byHand
    const made = make('iframe', {
      title: name,
      allow: 'microphone; camera; display-capture; autoplay',
      src: `${new URL(answer.frameUrl, origin).href}#${locale}@${location.origin}`,
    })
    const giveUp = () => {
      if (!ticket || frame !== made) return
      removeFrame()
      failed({ retry: 0 }, byHand)
    }
    setTimeout(giveUp, readyTimeoutMs)
    // The panel sends `ready` before its load event. A frame that loads without it shows an error page of the browser.
    made.onload = () => setTimeout(giveUp, readyAfterLoadMs)
    root.append((frame = made))
    show(byHand || shown)
  }

  button.onclick = () => (frame && shown ? close() : open())
  fitToKeyboard(() => frame)
  addEventListener('message', ({ source, origin: from, data }: MessageEvent<PanelMessage>) => {
    if (from !== origin || !source || source !== frame?.contentWindow) return
    switch (data.type) {
      case 'ready':
        if (ticket) sendTicket()
        else void relaunch(handle)
        break
      case 'relaunch':
        void relaunch(data.handle)
        break
      case 'session':
        storeHandle(data.handle)
        break
      case 'unread':
        Object.assign(badge, { textContent: data.count || '', ariaLabel: data.label })
        break
      case 'close':
        removeFrame()
        storeHandle(null)
        button.focus()
        break
      case 'minimise':
        close()
    }
  })
  if (handle) void begin(false)
  return { open, close: () => shown && close() }
}

/** On a phone the panel fits into the space above the keyboard. While the page is pinch-zoomed it is not resized. */
function fitToKeyboard(panel: () => HTMLElement | null) {
  const view = window.visualViewport
  if (!view) return
  view.onresize = view.onscroll = () => {
    const covered = innerWidth < 481 && view.scale === 1 && view.height < innerHeight
    Object.assign(panel()?.style ?? {}, {
      top: covered ? `${view.offsetTop}px` : '',
      height: covered ? `${view.height}px` : '',
    })
  }
}

/** Texts of the loader; `again` is used alone or before "in 40 seconds". */
const rowFor = (language: string): Row => (rows as Partial<Record<string, Row>>)[language] ?? rows.en

/** Creates button, badge and note in a shadow root. Its host is outside the body, so that scripts that replace the body keep it. */
function drawParts(css: string, label: string) {
  const make = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, part: Partial<HTMLElementTagNameMap[Tag]> = {}) =>
    Object.assign(document.createElement(tag), part)
  const host = make('div')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  const button = make('button', { ariaExpanded: 'false' })
  const badge = make('span', { role: 'img' })
  const note = make('output')
  button.append(label, badge)
  root.append(button, note)
  document.documentElement.append(host)
  return [root, button, badge, note, make] as const
}
