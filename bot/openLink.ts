/** Makes the address of a session on the tab's Chats page, as Teams opens it. */
export type OpenLink = (sessionId: string) => string

/**
 * A Teams deep link to the static tab `chats`. `appId` is the id of the app in the manifest; `teamsUrl` is where Teams
 * itself is, which differs only in the embedded world.
 */
export const createOpenLink =
  (appId: string, teamsUrl = 'https://teams.microsoft.com'): OpenLink =>
  (sessionId) => {
    const context = encodeURIComponent(JSON.stringify({ subEntityId: sessionId }))
    return `${teamsUrl}/l/entity/${encodeURIComponent(appId)}/chats?context=${context}`
  }
