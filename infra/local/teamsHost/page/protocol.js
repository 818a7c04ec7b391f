/* global window */

/** The host's capabilities in the format of teams-js. `isSupported()` returns false for all others. */
const runtime = {
  apiVersion: 4,
  isLegacyTeams: false,
  hostVersionsInfo: { adaptiveCardSchemaVersion: { majorVersion: 1, minorVersion: 5 } },
  supports: { call: {}, teamsCore: {}, pages: { config: {}, currentApp: {} } },
}

/**
 * Implements the host's side of the teams-js 2 protocol for the app in one frame.
 * `actions` handles the app's requests; unknown requests are not answered, as in Teams.
 */
export function connect(frame, appOrigin, actions) {
  const handled = new Set()
  let released = null

  const calls = {
    initialize: () => ['content', 'web', JSON.stringify(runtime), '2.58.0'],
    getContext: () => [actions.context()],
    registerHandler: ([name]) => void handled.add(name),
    readyToUnload: () => void released?.(),
    'authentication.getAuthToken': async () => {
      const token = await actions.token()
      return token === null ? [false, 'resourceRequiresConsent'] : [true, token]
    },
    'appInitialization.appLoaded': () => void actions.loaded(),
    'appInitialization.success': () => void actions.loaded(),
    'appInitialization.failure': ([reason, message]) => void actions.failed(message ?? reason),
    'appInitialization.expectedFailure': ([reason, message]) => void actions.failed(message ?? reason),
    executeDeepLink: ([link]) => (actions.openLink(link) ? [true] : [false, 'The link cannot be opened.']),
    'call.startCall': ([call]) => [actions.startCall(call)],
    'pages.navigateToApp': ([target]) => [actions.goTo(target.subPageId ?? '')],
    'pages.currentApp.navigateTo': ([target]) => [null, actions.goTo(target.subPageId ?? '')],
    'pages.currentApp.navigateToDefaultPage': () => [null, actions.goTo('')],
    shareDeepLink: ([subPageId, label]) => void actions.share(subPageId, label),
    'settings.getSettings': () => [actions.settings()],
    'settings.setSettings': () => [true],
  }

  const post = (message) => frame.contentWindow?.postMessage(message, appOrigin)

  const onMessage = async ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== appOrigin) return
    const call = Object.hasOwn(calls, data?.func) ? calls[data.func] : undefined
    const args = await call?.(data.args ?? [])
    if (args) post({ id: data.id, uuidAsString: data.uuidAsString, args })
  }

  window.addEventListener('message', onMessage)
  return {
    notify: (event, ...args) => post({ func: event, args }),
    /** Lets the app finish its work before its frame is removed; resolves at once if the app has registered no handler. */
    release: (longest) =>
      new Promise((resolve) => {
        if (!handled.has('beforeUnload')) return void resolve()
        released = resolve
        window.setTimeout(resolve, longest)
        post({ func: 'beforeUnload', args: [] })
      }),
    close: () => window.removeEventListener('message', onMessage),
  }
}
