import { app, authentication, pages, teamsCore } from '@microsoft/teams-js'
import { expiresAt } from '#client/session/tokenRenewal'

export type HostTheme = 'default' | 'dark' | 'contrast'

export interface Host {
  locale: string
  theme: HostTheme
  /** Where a deep link wants to go inside the tab, as a path; null without one. */
  path: string | null
}

/** Why the tab stands alone: opened outside Teams, or inside a frame whose host never answered. */
export type NoHost = 'outside' | 'silent'

/** Teams gave no token. `consent`: an administrator must first allow the app to sign people in. */
export class SignInFailed extends Error {
  readonly reason: 'consent' | 'other'

  constructor(reason: 'consent' | 'other') {
    super(`Signing in failed: ${reason}`)
    this.reason = reason
  }
}

// A host that does not know a call never answers it.
const answerWithin = 10_000
// Signing in may show a dialog of the host's to the user.
const signInWithin = 120_000
// A token is not used in its last two minutes: the clocks of browser and server differ.
const tokenMargin = 120_000

const within = async <T>(milliseconds: number, call: Promise<T>): Promise<T> => {
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

/** Further hosts of this installation, as its server wrote them into the page. The list of Teams' own is in teams-js. */
const furtherHosts = (): string[] =>
  [...document.querySelectorAll<HTMLMetaElement>('meta[name="interact-hosts"]')]
    .flatMap((meta) => meta.content.split(/[\s,]+/))
    .filter((origin) => /^https?:\/\//.test(origin) && URL.canParse(origin))

const themeOf = (name: string): HostTheme => (name === 'dark' || name === 'contrast' ? name : 'default')

const pathOf = (subPage: string | undefined): string | null =>
  subPage !== undefined && /^\/?[\w-]+(\/[\w-]+)*$/.test(subPage) ? `/${subPage.replace(/^\//, '')}` : null

/** Greets the host and answers what it says about itself. */
export async function startTeams(): Promise<Host | NoHost> {
  if (window.parent === window) return 'outside'
  try {
    await within(answerWithin, app.initialize(furtherHosts()))
    const context = await within(answerWithin, app.getContext())
    return { locale: context.app.locale, theme: themeOf(context.app.theme), path: pathOf(context.page.subPageId) }
  } catch {
    return 'silent'
  }
}

/** Tells the host that its own loading picture may go. */
export const hostMayShow = (): void => {
  app.notifyAppLoaded()
  void app.notifySuccess()
}

export const onThemeChange = (notify: (theme: HostTheme) => void): void =>
  app.registerOnThemeChangeHandler((name) => notify(themeOf(name)))

let known: { token: string; until: number } | null = null
let asked: Promise<string> | null = null

const askForToken = async (): Promise<string> => {
  try {
    const token = await within(signInWithin, authentication.getAuthToken())
    known = { token, until: (expiresAt(token) ?? 0) - tokenMargin }
    return token
  } catch (fault) {
    const said = fault instanceof Error ? fault.message : String(fault)
    throw new SignInFailed(/consent/i.test(said) ? 'consent' : 'other')
  }
}

/** The caller's token for the API. Used again until shortly before it ends; `renew` after the server refused it. */
export function accessToken(renew = false): Promise<string> {
  if (renew) known = null
  if (known && Date.now() < known.until) return Promise.resolve(known.token)
  asked ??= askForToken().finally(() => {
    asked = null
  })
  return asked
}

/** Opens an address outside the tab: through the host where it can, else in a new window. */
export async function openLink(url: string): Promise<void> {
  try {
    await within(answerWithin, app.openLink(url))
  } catch {
    window.open(url, '_blank', 'noopener')
  }
}

export const canShareLink = (): boolean => pages.isSupported()

/** Lets the host show its dialog with a link to this place of the tab. */
export function shareLink(path: string, label: string): void {
  if (canShareLink()) pages.shareDeepLink({ subPageId: path.replace(/^\//, ''), subPageLabel: label })
}

type LeaveGuard = (leave: () => void) => void
const leaveGuards = new Set<LeaveGuard>()
let watchesLeaving = false

/**
 * Asks `guard` before the host takes the tab away: it is kept until `leave` is called, for as long as the host waits. Where
 * there are several, one asks after the other. Answers how to stop that.
 */
export function askBeforeLeaving(guard: LeaveGuard): () => void {
  leaveGuards.add(guard)
  if (!watchesLeaving && app.isInitialized() && teamsCore.isSupported()) {
    watchesLeaving = true
    teamsCore.registerBeforeUnloadHandler((leave) => {
      askInTurn([...leaveGuards], leave)
      return true
    })
  }
  return () => void leaveGuards.delete(guard)
}

function askInTurn([first, ...others]: LeaveGuard[], leave: () => void): void {
  if (first) first(() => askInTurn(others, leave))
  else leave()
}
