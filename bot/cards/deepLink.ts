/** Makes the address of a session on the tab's Chats page, as Teams opens it; with `take` the tab takes its call at once. */
export type OpenLink = (sessionId: string, performCardAction?: 'take') => string

/**
 * A Teams deep link to the static tab `chats`. `appId` is the id under which Teams lists the app; `teamsUrl` is where
 * Teams itself is, which differs only in the embedded world. What the link hands to the tab is a path inside it.
 */
export const createOpenLink =
  (appId: string, teamsUrl = 'https://teams.microsoft.com'): OpenLink =>
  (sessionId, performCardAction) => {
    const subEntityId = `chats/${sessionId}${performCardAction === undefined ? '' : `/${performCardAction}`}`
    const context = encodeURIComponent(JSON.stringify({ subEntityId }))
    return `${teamsUrl}/l/entity/${encodeURIComponent(appId)}/chats?context=${context}`
  }
