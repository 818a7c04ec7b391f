/** Creates the Teams link to a session on the tab's Chats page; with `accept` the tab accepts the call at once. */
export type OpenLink = (sessionId: string, action?: 'accept') => string

/**
 * Creates Teams deep links to the static tab `chats`. `appId` is the app id in the Teams catalogue; `teamsUrl` is the
 * URL of Teams, which differs only in the embedded world. The link passes a path to the tab.
 */
export const createOpenLink =
  (appId: string, teamsUrl = 'https://teams.microsoft.com'): OpenLink =>
  (sessionId, action) => {
    const subEntityId = `chats/${sessionId}${action === undefined ? '' : `/${action}`}`
    const context = encodeURIComponent(JSON.stringify({ subEntityId }))
    return `${teamsUrl}/l/entity/${encodeURIComponent(appId)}/chats?context=${context}`
  }
