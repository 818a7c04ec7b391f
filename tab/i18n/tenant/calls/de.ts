import type { CallTranslations } from './en.ts'

export const calls: CallTranslations = {
  hint: 'Was Sprache und Video überträgt. Wählen Sie eines und prüfen Sie es, bevor Sie speichern.',
  about: {
    'teams-meeting':
      'Der Agent spricht in Teams, der Kunde kommt als Gast dazu. Microsoft berechnet den Gast nach Minuten, über Azure Communication Services, und jeder Agent braucht die Berechtigung, Besprechungen anzulegen.',
    webrtc:
      'Der Agent spricht hier, in der Registerkarte. Keine Kosten nach Minuten. Für zwei Personen; hinter den meisten Firmennetzen braucht es einen TURN-Server.',
  },
  away: 'In dieser Installation nicht eingerichtet: So kann kein Anruf übertragen werden.',
  awayChosen:
    'Solange dies gewählt ist, werden Kunden keine Anrufe angeboten, und wer nur Anrufe annimmt, ist nicht erreichbar. Chats gehen weiter.',
  check: 'Prüfen',
  checking: 'Wird geprüft…',
  checkFailed: 'Die Prüfung war nicht möglich.',
  results: 'Ergebnis der Prüfung',
  good: 'Funktioniert',
  bad: 'Funktioniert nicht',
  missing: 'Nicht eingerichtet',
  direct:
    'Zwei Browser, die einander direkt erreichen, brauchen keinen. Für alle anderen setzt, wer diese Installation betreibt, die Variable unten.',
  notTried: 'Nicht versucht',
  fix: 'Was hilft',
  steps: {
    iceServers: 'Server, über die zwei Browser einander finden',
    turnCredentials: 'TURN-Server für Firmennetze',
    token: 'Ein Token von Microsoft Entra ID',
    meeting: 'Eine Teams-Besprechung wird angelegt und wieder gelöscht',
    guest: 'Gast von Azure Communication Services',
    activityFeed: 'Benachrichtigung im Aktivitätsfeed von Teams',
  },
  problems: {
    notConfigured: 'Diese Installation ist dafür nicht eingerichtet. Wer sie betreibt, setzt die Variable unten.',
    consent: 'Eine Berechtigung ist nicht erteilt. Ein Administrator des Mandanten erteilt sie.',
    policy:
      'Die Anwendungszugriffsrichtlinie fehlt. Ein Administrator führt diese Befehle in der Teams-PowerShell aus.',
    licence: 'Der Benutzer darf keine Teams-Besprechungen anlegen: Eine Lizenz fehlt.',
    refused: 'Microsoft hat es abgelehnt.',
    unreachable: 'Es kam keine Antwort. Versuchen Sie es später noch einmal.',
  },
  feedHint:
    'Erst ein echter Anruf zeigt, ob sie ankommt. Das App-Paket bittet um diese Berechtigung; ein Administrator muss sie vielleicht annehmen.',
}
