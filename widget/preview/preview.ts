import { isRightToLeft, languageOf } from '../languages.ts'
import { postForTicket, type LaunchAnswer } from '../launcher/launch.ts'
import { mountLauncher } from '../launcher/launcher.ts'
import { previewWords } from './previewWords.ts'

const locale = navigator.language
const language = languageOf(locale)
const words = previewWords[language]
const secret = location.hash.slice(1)
// Gone from the address before anything else happens: no history entry, bookmark or screenshot keeps it.
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
  document.title = words.title
  const main = document.createElement('main')
  document.body.append(main)
  add('h1', main, '', words.title)
  const says = add('p', main, 'says')
  says.role = 'status'
  const page = add('div', main, 'page')
  for (const bone of ['wide', '', '', 'short', 'wide', '', 'short']) add('div', page, `bone ${bone}`)
  return (sentence: string) => {
    says.textContent = sentence
  }
}

async function start() {
  const say = draw()
  if (!secret) {
    say(words.missing)
    return
  }
  const answer = await postForTicket(new URL('preview', location.href), { secret })
  if (!('ticket' in answer)) {
    if (answer.retry) {
      say(words.wait.replace('#', String(answer.retry)))
      return
    }
    say(answer.retry === null ? words.used : words.network)
    return
  }
  say(words.hint)
  // One link, one ticket: a second launch from here is refused without asking.
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
