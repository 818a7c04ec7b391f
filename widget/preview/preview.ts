import { isRightToLeft, languageOf } from '../i18n/compiled/languages.ts'
import { all } from '../i18n/preview/compiled/all.ts'
import { postForTicket, type LaunchAnswer } from '../loader/launch.ts'
import { mountLauncher } from '../loader/launcher.ts'

const locale = navigator.language
const language = languageOf(locale)
const translations = all[language]
const secret = location.hash.slice(1)
// Removes the secret from the address first, so that it is in no history entry, bookmark or screenshot.
history.replaceState(null, '', location.pathname)

const add = (tag: 'h1' | 'p' | 'div', to: Element, className = '', text = '') => {
  const part = document.createElement(tag)
  part.className = className
  part.textContent = text
  to.append(part)
  return part
}

function draw() {
  document.documentElement.lang = language
  document.documentElement.dir = isRightToLeft(language) ? 'rtl' : 'ltr'
  document.title = translations.title
  const main = document.createElement('main')
  document.body.append(main)
  add('h1', main, '', translations.title)
  const says = add('p', main, 'says')
  says.role = 'status'
  const page = add('div', main, 'page')
  for (const width of ['wide', '', '', 'short', 'wide', '', 'short']) add('div', page, `skeleton ${width}`)
  return (sentence: string) => {
    says.textContent = sentence
  }
}

async function start() {
  const say = draw()
  if (!secret) {
    say(translations.missing)
    return
  }
  const asJson = { 'Content-Type': 'application/json' }
  const answer = await postForTicket(new URL('preview', location.href), { secret }, asJson)
  if (!('ticket' in answer)) {
    if (answer.retry) {
      say(translations.wait({ seconds: answer.retry }))
      return
    }
    say(answer.retry === null ? translations.used : translations.network)
    return
  }
  say(translations.hint)
  // A link gives one ticket: a second launch from this page is refused without a request.
  let ticket: LaunchAnswer = answer
  const launcher = mountLauncher({
    ...{ origin: location.origin, locale, label: undefined, accent: null, side: 'end', store: 'preview' },
    launch: () => {
      const once = ticket
      ticket = { retry: null }
      return Promise.resolve(once)
    },
  })
  launcher.open()
}

void start()
