// In place of Microsoft's teams-js: a host that is always there and agrees to everything.

const token = [{ alg: 'none' }, { exp: 4_000_000_000 }, {}].map((part) => btoa(JSON.stringify(part))).join('.')
const nothing = () => undefined

export const app = {
  initialize: () => Promise.resolve(),
  isInitialized: () => true,
  openLink: () => Promise.resolve(),
  registerOnThemeChangeHandler: nothing,
  notifyAppLoaded: nothing,
  notifySuccess: () => Promise.resolve(),
}
/** How the next request for a token ends; null for a token. */
export const signIn: { fault: Error | null } = { fault: null }
export const authentication = {
  getAuthToken: () => (signIn.fault ? Promise.reject(signIn.fault) : Promise.resolve(token)),
}
export const pages = { isSupported: () => true, shareDeepLink: nothing }

type Leave = () => void
let beforeUnload: (leave: Leave) => unknown = nothing
export const teamsCore = {
  isSupported: () => true,
  registerBeforeUnloadHandler: (handler: (leave: Leave) => boolean) => {
    beforeUnload = handler
  },
}
/** The host wants to unload the tab, and waits for its consent. */
export const hostLeaves = (): void => void beforeUnload(nothing)
