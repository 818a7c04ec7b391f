import { app, authentication, pages, teamsCore } from '@microsoft/teams-js'
import { expiresAt } from '#client/session/tokenRenewal'

export type HostTheme = 'default' | 'dark' | 'contrast'

export interface Host {
  locale: string
  theme: HostTheme
  userId: string
  /** Target path of a deep link into the tab; null without one. */
  path: string | null
  /** When the user clicked on the tab or the link, in milliseconds since the epoch; null if the host does not say. */
  clickedAt: number | null
}

/** Why there is no host: the tab was opened outside Teams, or the host of its frame did not answer. */
export type NoHost = 'outside' | 'silent'

/** Teams issued no token. `consent`: an administrator must first grant the app consent. */
export class SignInFailed extends Error {
  readonly reason: 'consent' | 'other'

  constructor(reason: 'consent' | 'other') {
    super(`Signing in failed: ${reason}`)
    this.reason = reason
  }
}

// A host never answers a call that it does not support.
const answerWithin = 10_000
// Signing in may show a dialog to the user.
const signInWithin = 120_000
// A token is not used in its last two minutes, because the clocks of browser and server may differ.
const tokenMargin = 120_000

const withTimeout = async <T>(milliseconds: number, call: Promise<T>): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The host did not answer.')), milliseconds)
  })
  try {
    return await Promise.race([call, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Additional host origins of this installation, which the server writes into the page. Teams' own are built into teams-js. */
const furtherHosts = (): string[] =>
  [...document.querySelectorAll<HTMLMetaElement>('meta[name="interact-hosts"]')]
    .flatMap((meta) => meta.content.split(/[\s,]+/))
    .filter((origin) => /^https?:\/\//.test(origin) && URL.canParse(origin))

const themeOf = (name: string): HostTheme => (name === 'dark' || name === 'contrast' ? name : 'default')

const pathOf = (subPage: string | undefined): string | null =>
  subPage !== undefined && /^\/?[\w-]+(\/[\w-]+)*$/.test(subPage) ? `/${subPage.replace(/^\//, '')}` : null

/** Initialises teams-js and reads locale, theme and deep link from the host. */
export async function startTeams(): Promise<Host | NoHost> {
  if (window.parent === window) return 'outside'
  try {
    await withTimeout(answerWithin, app.initialize(furtherHosts()))
    const context = await withTimeout(answerWithin, app.getContext())
    const { app: about, page, user } = context
    return {
      ...{ locale: about.locale, theme: themeOf(about.theme) },
      ...{ userId: user?.id ?? '', path: pathOf(page.subPageId), clickedAt: about.userClickTime ?? null },
    }
  } catch {
    return 'silent'
  }
}

/** Lets the host hide its loading indicator. */
export const notifyHostLoaded = (): void => {
  app.notifyAppLoaded()
  void app.notifySuccess()
}

export const onThemeChange = (notify: (theme: HostTheme) => void): void =>
  app.registerOnThemeChangeHandler((name) => notify(themeOf(name)))

let cachedToken: { token: string; until: number } | null = null
let pendingToken: Promise<string> | null = null

const requestToken = async (): Promise<string> => {
  try {
    const token = await withTimeout(signInWithin, authentication.getAuthToken())
    cachedToken = { token, until: (expiresAt(token) ?? 0) - tokenMargin }
    return token
  } catch (fault) {
    const message = fault instanceof Error ? fault.message : String(fault)
    throw new SignInFailed(/consent/i.test(message) ? 'consent' : 'other')
  }
}

/** The user's API token, cached until shortly before it expires. `renew` discards a token that the server refused. */
export function accessToken(renew = false): Promise<string> {
  if (renew) cachedToken = null
  if (cachedToken && Date.now() < cachedToken.until) return Promise.resolve(cachedToken.token)
  pendingToken ??= requestToken().finally(() => {
    pendingToken = null
  })
  return pendingToken
}

/** Opens a URL outside the tab: through the host if it supports that, else in a new window. */
export async function openLink(url: string): Promise<void> {
  try {
    await withTimeout(answerWithin, app.openLink(url))
  } catch {
    window.open(url, '_blank', 'noopener')
  }
}

export const canShareLink = (): boolean => pages.isSupported()

/** Opens the host's share dialog with a deep link to this path. */
export function shareLink(path: string, label: string): void {
  if (canShareLink()) pages.shareDeepLink({ subPageId: path.replace(/^\//, ''), subPageLabel: label })
}

type LeaveGuard = (leave: () => void) => void
const leaveGuards = new Set<LeaveGuard>()
let watchesLeaving = false

/**
 * Calls `guard` before the host unloads the tab. The tab stays until `leave` is called, or until the host stops waiting. Several
 * guards run one after the other. Returns a function that removes the guard.
 */
export function addLeaveGuard(guard: LeaveGuard): () => void {
  leaveGuards.add(guard)
  if (!watchesLeaving && app.isInitialized() && teamsCore.isSupported()) {
    watchesLeaving = true
    teamsCore.registerBeforeUnloadHandler((leave) => {
      runLeaveGuards([...leaveGuards], leave)
      return true
    })
  }
  return () => void leaveGuards.delete(guard)
}

function runLeaveGuards([first, ...others]: LeaveGuard[], leave: () => void): void {
  if (first) first(() => runLeaveGuards(others, leave))
  else leave()
}
