/* global document, window, fetch, history, crypto, performance */
import { appFrame } from './appFrame.js'
import { addressOf, placeFrom, remember, themes } from './place.js'

const byId = (id) => document.getElementById(id)
const world = { ...(await (await fetch('/world.json')).json()), sessionId: crypto.randomUUID() }
// A reload is no click.
const [{ type }] = performance.getEntriesByType('navigation')
let place = {
  ...placeFrom(window.location.href, world),
  clickedAt: type === 'reload' ? undefined : Date.now(),
}

const app = appFrame(world, {
  place: () => place,
  goTo: (subPageId) => void leaveFor({ tab: 'interact', subPageId, clickedAt: Date.now() }),
  shared: (subPageId) => keep({ subPageId }),
})

/** Applies a change of place to the address bar, the controls and local storage. */
function keep(change) {
  place = { ...place, ...change }
  remember(place)
  history.replaceState(null, '', addressOf(place))
  show()
}

/** Applies a change that reloads the tab, after the tab has finished its `beforeUnload` work. */
async function leaveFor(change) {
  await app.release()
  keep(change)
  app.load()
}

function show() {
  const { persona, theme, locale, tab } = place
  document.documentElement.dataset.theme = theme
  byId('persona').value = persona.upn
  byId('theme').value = theme
  byId('locale').value = locale
  byId('avatar').textContent = initials(persona.name)
  for (const name of ['interact', 'chat']) {
    const chosen = name === tab
    byId(`view-${name}`).hidden = !chosen
    byId(`tab-${name}`).setAttribute('aria-selected', String(chosen))
    byId(`tab-${name}`).tabIndex = chosen ? 0 : -1
  }
  if (tab === 'chat') showChat()
}

/** The bot chat belongs to one person of the embedded world. Its frame is kept once it was opened. */
function showChat() {
  const { playground, personas } = world
  const owner = personas.find(({ upn }) => upn === playground?.upn)
  const isOwner = owner?.upn === place.persona.upn
  byId('chat-note').hidden = isOwner
  const frame = byId('chat-frame')
  if (frame) frame.hidden = !isOwner
  else if (isOwner) byId('view-chat').append(chatFrame(playground.url))
  byId('chat-switch').hidden = !owner
  byId('chat-text').textContent = owner
    ? `The bot chat of this machine belongs to ${owner.name}.`
    : 'The bot chat does not run here: the Microsoft 365 Agents Playground is switched off or not installed.'
  if (owner) byId('chat-switch').textContent = `Go on as ${owner.name}`
}

function chatFrame(url) {
  const frame = document.createElement('iframe')
  frame.id = 'chat-frame'
  frame.title = 'Chat with Interact'
  frame.src = url
  return frame
}

const initials = (name) =>
  name
    .split(' ')
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('')

function fill(id, options) {
  byId(id).replaceChildren(
    ...options.map(([value, text]) => {
      const option = document.createElement('option')
      option.value = value
      option.textContent = text
      return option
    }),
  )
}

/** The name of a language in itself. */
function nameOf(language) {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language)
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}

const personaOf = (upn) => world.personas.find((persona) => persona.upn === upn)

fill(
  'theme',
  Object.keys(themes).map((name) => [name, { light: 'Light', dark: 'Dark', contrast: 'High contrast' }[name]]),
)
fill(
  'locale',
  world.languages.map((language) => [language, nameOf(language)]),
)
fill(
  'persona',
  world.personas.map(({ upn, name, role, tenant }) => [upn, `${name} (${role}, ${tenant})`]),
)

byId('theme').addEventListener('change', ({ target }) => {
  keep({ theme: target.value })
  app.theme(target.value)
})
byId('locale').addEventListener('change', ({ target }) => void leaveFor({ locale: target.value }))
byId('persona').addEventListener(
  'change',
  ({ target }) => void leaveFor({ persona: personaOf(target.value), subPageId: '' }),
)
byId('chat-switch').addEventListener(
  'click',
  () => void leaveFor({ persona: personaOf(world.playground.upn), subPageId: '' }),
)
byId('again').addEventListener('click', () => app.load())
for (const name of ['interact', 'chat']) byId(`tab-${name}`).addEventListener('click', () => keep({ tab: name }))
document.querySelector('[role=tablist]').addEventListener('keydown', ({ key }) => {
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return
  keep({ tab: place.tab === 'chat' ? 'interact' : 'chat' })
  byId(`tab-${place.tab}`).focus()
})

keep({})
app.load()
