import { counted } from '../format/plural.ts'
import type { OverviewTranslations } from './en.ts'

export const overview: OverviewTranslations = {
  title: 'Übersicht',
  hello: (name) => `Hallo ${name}`,
  setup: 'Erste Schritte',
  progress: (done, all) => `${done} von ${all} erledigt`,
  allDone: 'Alles ist eingerichtet. Kunden können Ihre Benutzer erreichen.',
  done: 'Erledigt',
  open: 'Offen',
  steps: {
    interactEnabled: {
      title: 'Interact einschalten',
      text: 'Niemand ist erreichbar, solange Interact für den Mandanten aus ist.',
      action: 'Mandant öffnen',
    },
    licenceGiven: {
      title: 'Einem Benutzer beide Lizenzen geben',
      text: 'Ein Benutzer braucht Contact Center und Interact. Sie vergeben sie auf seiner Seite Allgemein.',
      action: 'Benutzer öffnen',
    },
    domainTemplateMade: {
      title: 'Festlegen, welche Webseiten Ihre Benutzer erreichen dürfen',
      text: 'Eine Domänenvorlage zählt die Seiten auf. Es geht auch ohne, dann ist jede Seite erlaubt.',
      action: 'Domänenvorlagen öffnen',
    },
    userActive: {
      title: 'Interact für einen Benutzer einschalten',
      text: 'Wählen Sie, wie er erreichbar ist, schalten Sie Aktiv ein und speichern Sie.',
      action: 'Benutzer öffnen',
    },
    botInstalled: {
      title: 'Den Benutzer den Interact-Bot einmal öffnen lassen',
      text: 'Teams lässt den Bot nur bei Personen klingeln, die ihn geöffnet haben.',
      action: 'Benutzer öffnen',
    },
    snippetSeen: {
      title: 'Das Snippet in eine Webseite einfügen',
      text: 'Kopieren Sie es von der Interact-Seite des Benutzers. Erledigt, sobald die Seite gesehen wurde.',
      action: 'Benutzer öffnen',
    },
    firstSession: {
      title: 'Die erste Sitzung führen',
      text: 'Öffnen Sie die Seite wie ein Kunde, und antworten Sie in Teams.',
      action: 'Chats öffnen',
    },
  },
  now: 'Was eingeschaltet ist',
  interact: 'Interact',
  interactOn: 'Aktive Benutzer sind erreichbar.',
  interactOff: 'Niemand ist erreichbar.',
  interactOffAsk: 'Ein Mandanten-Admin kann es einschalten.',
  reachable: 'Eingeschaltete Benutzer',
  reachableCount: counted('de', { one: '# Benutzer', other: '# Benutzer' }),
  templates: 'Domänenvorlagen',
  templatesCount: counted('de', { one: '# Vorlage', other: '# Vorlagen' }),
  messages: 'Direkte Systemnachrichten',
  messagesCount: counted('de', { one: '# Satz', other: '# Sätze' }),
  orMore: (count) => `${count} oder mehr`,
}
