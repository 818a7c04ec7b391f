/* global URLSearchParams, localStorage */

/** Who looks at which page, in which theme and language: read from the address, remembered for the next window. */
export const themes = { light: 'default', dark: 'dark', contrast: 'contrast' }
export const locales = { en: 'English', de: 'Deutsch', fr: 'Français', it: 'Italiano', ar: 'العربية' }

const remembered = ['user', 'theme', 'locale']

/**
 * Reads `?user=&theme=&locale=&tab=&subPageId=`, or a deep link of Teams: `/l/entity/APP/ENTITY?context={"subEntityId":…}`.
 * Who follows a deep link that names nobody has it from a card, and cards are in the chat of `chatOwner`.
 */
export function placeFrom(address, personas, chatOwner) {
  const url = new URL(address)
  const query = url.searchParams
  const chosen = (name) => query.get(name) ?? localStorage.getItem(`interact-host-${name}`) ?? ''
  const theme = chosen('theme')
  const fromCard = chatOwner !== undefined && url.pathname.startsWith('/l/entity/') && !query.has('user')
  const upn = fromCard ? chatOwner : chosen('user').toLowerCase()
  return {
    persona: personas.find((each) => each.upn === upn) ?? personas[0],
    theme: Object.hasOwn(themes, theme) ? theme : 'light',
    locale: Object.hasOwn(locales, chosen('locale')) ? chosen('locale') : 'en',
    tab: query.get('tab') === 'chat' ? 'chat' : 'interact',
    subPageId: query.get('subPageId') ?? subEntityId(query.get('context')),
  }
}

/** The address of a place, to be kept in the address bar. */
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

/** The page inside the app that a deep link of Teams names, or undefined when the link leads elsewhere. */
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
