/* global URLSearchParams, localStorage */

/** A place is a user, page, theme and language. It is read from the URL and stored for the next window. */
export const themes = { light: 'default', dark: 'dark', contrast: 'contrast' }

const remembered = ['user', 'theme', 'locale']

/**
 * Reads `?user=&theme=&locale=&tab=&subPageId=`, or a Teams deep link: `/l/entity/APP/ENTITY?context={"subEntityId":…}`.
 * A deep link without `user` comes from a card, and cards are in the Playground's chat, so it opens as that user.
 */
export function placeFrom(address, { personas, languages, playground }) {
  const chatOwner = playground?.upn
  const url = new URL(address)
  const query = url.searchParams
  const chosen = (name) => query.get(name) ?? localStorage.getItem(`interact-host-${name}`) ?? ''
  const theme = chosen('theme')
  const fromCard = chatOwner !== undefined && url.pathname.startsWith('/l/entity/') && !query.has('user')
  const upn = fromCard ? chatOwner : chosen('user').toLowerCase()
  return {
    persona: personas.find((each) => each.upn === upn) ?? personas[0],
    theme: Object.hasOwn(themes, theme) ? theme : 'light',
    locale: languages.includes(chosen('locale')) ? chosen('locale') : 'en',
    tab: query.get('tab') === 'chat' ? 'chat' : 'interact',
    subPageId: query.get('subPageId') ?? subEntityId(query.get('context')),
  }
}

/** The URL of a place for the address bar. */
export function addressOf({ persona, theme, locale, tab, subPageId }) {
  const query = new URLSearchParams({ user: persona.upn, theme, locale })
  if (tab === 'chat') query.set('tab', tab)
  if (subPageId) query.set('subPageId', subPageId)
  return `/?${query.toString()}`
}

export function remember({ persona, theme, locale }) {
  const values = { user: persona.upn, theme, locale }
  for (const name of remembered) localStorage.setItem(`interact-host-${name}`, values[name])
}

/** The sub-page of the app that a Teams deep link names, or undefined if the link leads elsewhere. */
export function pageOfLink(link, ownOrigin) {
  const url = URL.canParse(link) ? new URL(link) : null
  if (!url || ![ownOrigin, 'https://teams.microsoft.com', 'https://teams.cloud.microsoft'].includes(url.origin))
    return undefined
  if (url.pathname.startsWith('/l/entity/')) return subEntityId(url.searchParams.get('context'))
  return url.origin === ownOrigin ? (url.searchParams.get('subPageId') ?? '') : undefined
}

function subEntityId(context) {
  try {
    return String(JSON.parse(context ?? '{}').subEntityId ?? '')
  } catch {
    return ''
  }
}
