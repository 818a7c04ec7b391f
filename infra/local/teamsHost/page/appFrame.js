/* global document, window, fetch, URLSearchParams */
import { pageOfLink, themes } from './place.js'
import { connect } from './protocol.js'
import { toast } from './toasts.js'

const patience = 10_000
/** In milliseconds, as long as Teams waits for an app that has registered a `beforeUnload` handler. */
const longestGoodbye = 30_000
const rights = 'clipboard-read; clipboard-write; microphone; camera; display-capture; autoplay; fullscreen'
const sandbox =
  'allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-downloads'

/** Creates the frame of the tab. `host.place()` returns user, page, theme and language; the tab navigates by `host.goTo(subPageId)`. */
export function appFrame(world, host) {
  const view = document.getElementById('view-interact')
  const progress = document.getElementById('progress')
  const silent = document.getElementById('silent')
  const origin = new URL(world.tabUrl).origin
  let frame = null
  let link = null
  let timer = 0

  const say = (text) => {
    window.clearTimeout(timer)
    progress.hidden = true
    silent.hidden = text === ''
    document.getElementById('silent-text').textContent = text
  }

  const open = (target) => {
    const opened = window.open(target, '_blank')
    if (opened) opened.opener = null
    else toast('The tab opens a link.', target)
  }

  const actions = {
    loaded: () => say(''),
    failed: (reason) => say(`Interact could not start: ${reason}`),
    context: () => contextOf(host.place(), world),
    token: async () => {
      const response = await fetch(`/sso?user=${encodeURIComponent(host.place().persona.upn)}`)
      return response.ok ? (await response.json()).access_token : null
    },
    openLink: (target) => {
      if (!URL.canParse(target) || !/^https?:$/.test(new URL(target).protocol)) return false
      const page = pageOfLink(target, window.location.origin)
      if (page === undefined) open(target)
      else host.goTo(page)
      return true
    },
    startCall: ({ targets = [] }) => {
      toast(`Teams would call ${targets.join(', ')} now.`)
      return true
    },
    goTo: (subPageId) => {
      host.goTo(subPageId)
      return true
    },
    share: (subPageId, label) => {
      host.shared(subPageId)
      toast(`Link to ${label || 'this page'}:`, window.location.href)
    },
    settings: () => ({ entityId: 'interact', suggestedDisplayName: 'Interact', contentUrl: `${world.tabUrl}/tab/` }),
  }

  return {
    load: () => {
      link?.close()
      frame?.remove()
      const { persona, locale } = host.place()
      frame = document.createElement('iframe')
      frame.title = 'Interact'
      frame.allow = rights
      frame.setAttribute('sandbox', sandbox)
      link = connect(frame, origin, actions)
      say('')
      progress.hidden = false
      timer = window.setTimeout(() => say('Interact has not answered yet. Its server may still be starting.'), patience)
      frame.src = `${world.tabUrl}/tab/?${new URLSearchParams({ locale, loginHint: persona.upn })}`
      view.append(frame)
    },
    release: () => link?.release(longestGoodbye),
    theme: (name) => link?.notify('themeChange', themes[name]),
  }
}

const contextOf = ({ persona, theme, locale, subPageId, clickedAt }, world) => ({
  entityId: 'interact',
  subEntityId: subPageId,
  locale,
  theme: themes[theme],
  hostName: 'Teams',
  hostClientType: 'web',
  frameContext: 'content',
  userObjectId: persona.oid,
  userDisplayName: persona.name,
  userPrincipalName: persona.upn,
  loginHint: persona.upn,
  tid: persona.tid,
  userClickTime: clickedAt,
  sessionId: world.sessionId,
  appSessionId: world.sessionId,
  isFullScreen: false,
  isMultiWindow: false,
})
