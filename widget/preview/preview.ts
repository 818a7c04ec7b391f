import { isRightToLeft, languageOf, type Language } from '../i18n/languages.ts'
import { postForTicket, type LaunchAnswer } from '../loader/launch.ts'
import { mountLauncher } from '../loader/launcher.ts'

interface PreviewWords {
  title: string
  hint: string
  used: string
  missing: string
  wait: string
  network: string
}

/** Texts of the preview page. `#` is a placeholder for a number. */
const previewWords: Record<Language, PreviewWords> = {
  en: {
    title: 'Preview',
    hint: 'This is a sample page. The widget below right is what a customer sees; one chat can be held.',
    used: 'This preview link has been used or has run out. Make a new one on the user’s Interact page in Teams.',
    missing: 'This page is opened by a preview link. Make one on the user’s Interact page in Teams.',
    wait: 'Too many previews at once. Open the link again in # s.',
    network: 'The connection did not work. Open the link again.',
  },
  de: {
    title: 'Vorschau',
    hint: 'Dies ist eine Beispielseite. Das Widget in der Ecke ist, was Kunden sehen; ein Chat ist möglich.',
    used: 'Dieser Vorschau-Link wurde benutzt oder ist abgelaufen. Einen neuen gibt es auf der Interact-Seite der Person in Teams.',
    missing:
      'Diese Seite öffnet sich durch einen Vorschau-Link. Einen gibt es auf der Interact-Seite der Person in Teams.',
    wait: 'Zu viele Vorschauen auf einmal. Öffnen Sie den Link in # s noch einmal.',
    network: 'Die Verbindung kam nicht zustande. Öffnen Sie den Link noch einmal.',
  },
  fr: {
    title: 'Aperçu',
    hint: 'Ceci est une page d’exemple. Le widget dans le coin est ce que voit un client ; un chat est possible.',
    used: 'Ce lien d’aperçu a été utilisé ou a expiré. Créez-en un nouveau sur la page Interact de la personne dans Teams.',
    missing: 'Cette page s’ouvre par un lien d’aperçu. Créez-en un sur la page Interact de la personne dans Teams.',
    wait: 'Trop d’aperçus à la fois. Rouvrez le lien dans # s.',
    network: 'La connexion n’a pas pu être établie. Rouvrez le lien.',
  },
  it: {
    title: 'Anteprima',
    hint: 'Questa è una pagina di esempio. Il widget nell’angolo è ciò che vede un cliente; è possibile una chat.',
    used: 'Questo link di anteprima è stato usato o è scaduto. Creane uno nuovo nella pagina Interact della persona in Teams.',
    missing: 'Questa pagina si apre con un link di anteprima. Creane uno nella pagina Interact della persona in Teams.',
    wait: 'Troppe anteprime insieme. Riapri il link tra # s.',
    network: 'La connessione non è riuscita. Riapri il link.',
  },
  ar: {
    title: 'معاينة',
    hint: 'هذه صفحة مثال. الأداة في الزاوية هي ما يراه العميل، ويمكن إجراء محادثة واحدة.',
    used: 'استُخدم رابط المعاينة هذا أو انتهت صلاحيته. أنشئ رابطاً جديداً من صفحة Interact الخاصة بالشخص في Teams.',
    missing: 'تُفتح هذه الصفحة برابط معاينة. أنشئ رابطاً من صفحة Interact الخاصة بالشخص في Teams.',
    wait: 'معاينات كثيرة في وقت واحد. افتح الرابط مجدداً بعد # ث.',
    network: 'تعذر الاتصال. افتح الرابط مجدداً.',
  },
}

const locale = navigator.language
const language = languageOf(locale)
const words = previewWords[language]
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
  document.title = words.title
  const main = document.createElement('main')
  document.body.append(main)
  add('h1', main, '', words.title)
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
