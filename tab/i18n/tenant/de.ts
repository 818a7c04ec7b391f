import type { TenantPageTranslations } from './en.ts'
import { counted } from '../format/plural.ts'

export const tenantPage: TenantPageTranslations = {
  general: 'Allgemein',
  name: 'Mandant',
  enabled: 'Interact eingeschaltet',
  enabledHint: 'Aus: Niemand dieses Mandanten ist erreichbar, und laufende Sitzungen enden.',
  offTitle: 'Interact ausschalten?',
  offText: 'Niemand dieses Mandanten ist dann erreichbar. Laufende Sitzungen enden.',
  offNow: 'Ausschalten',
  directory: {
    name: 'Personen',
    never:
      'Noch nicht aus Microsoft Entra ID gelesen. Bis dahin stehen unter „Benutzer“ alle, die Interact schon kennt; wer sich anmeldet, kommt dazu.',
    readAt: (when) => `Zuletzt aus Microsoft Entra ID gelesen: ${when}.`,
    consent:
      'Interact darf das Verzeichnis nicht lesen. Ein Administrator muss die Anwendungsberechtigung User.Read.All erteilen.',
    unreachable: 'Microsoft Entra ID ist nicht erreichbar. Interact versucht es von selbst wieder.',
  },
  sessions: 'Sitzungen',
  ring: 'Klingelzeit in Sekunden',
  ringHint: 'Wie lange eine Sitzung klingelt, bevor der Kunde eine Nachricht hinterlassen kann. 10 bis 300.',
  idleWarning: 'Ruhewarnung nach Minuten',
  idleWarningHint:
    'Antwortet ein Kunde so lange nicht, werden beide Seiten gewarnt. Solange ein Kunde auf eine Antwort wartet, läuft die Zeit nicht. 1 bis 240.',
  idleEnd: 'Ende nach weiteren Minuten',
  idleEndHint: 'Schreibt auch nach der Warnung niemand, endet die Sitzung. 1 bis 60.',
  retention: 'Aufbewahrung in Tagen',
  retentionHint: 'Sitzungen und ihre Nachrichten werden nach dieser Zeit gelöscht. 1 bis 3650.',
  corrections: {
    least: (least) => `${least} ist das Mindeste.`,
    most: (most) => `${most} ist das Höchste.`,
    rounded: (number) => `Auf ${number} gerundet.`,
    notANumber: () => 'Hier kann nur eine Zahl stehen.',
  },
  calls: 'Anrufe',
  callProvider: 'Anrufdienst',
  providers: {
    'teams-meeting': 'Microsoft-Teams-Besprechung',
    webrtc: 'Direkt zwischen den Browsern (WebRTC)',
  },
  branding: 'Erscheinungsbild',
  accent: 'Akzentfarbe',
  accentHint: 'Des Widgets auf den Seiten der Kunden. Ein Snippet kann eine eigene nennen.',
  accentPick: 'Farbe wählen',
  accentCode: 'Farbcode',
  accentWrong: 'Eine Farbe ist # und sechs Stellen, wie #5b5fc7.',
  builtIn: 'Eingebaute verwenden',
  label: 'Beschriftung der Schaltfläche',
  labelHint: 'Bis zu 40 Zeichen. Leer bedeutet den eingebauten Text.',
  verifiedCustomers: {
    title: 'Verifizierte Kunden',
    hint: 'Ihr eigener Server kann sagen, wer ein Kunde ist: Er signiert eine Identität mit diesem Geheimnis, und die Seite gibt sie dem Widget. Agenten sehen den Namen dann als verifiziert, und niemand kann ihn erfinden. Auf der Interact-Seite eines Benutzers lässt es sich verlangen.',
    secret: 'Geheimnis',
    none: 'Es gibt noch keines.',
    since: (when) => `Es gibt eines seit ${when}. Es kann nicht noch einmal gezeigt werden.`,
    previousUntil: (when) => `Das davor gilt bis ${when}.`,
    requiredBy: counted('de', {
      one: '# Benutzer verlangt verifizierte Kunden.',
      other: '# Benutzer verlangen verifizierte Kunden.',
    }),
    make: 'Geheimnis anlegen',
    replace: 'Ersetzen…',
    makeFailed: 'Es wurde kein Geheimnis angelegt.',
    replaceTitle: 'Neues Geheimnis anlegen?',
    replaceText:
      'Nach den Stunden unten verifizieren Identitäten, die mit dem alten Geheimnis signiert sind, niemanden mehr. Ein noch älteres Geheimnis gilt ab jetzt nicht mehr. Das kann nicht rückgängig gemacht werden.',
    graceHours: 'Stunden, die das alte Geheimnis noch gilt',
    replaceNow: 'Neues Geheimnis anlegen',
    shownTitle: 'Das neue Geheimnis',
    shownText:
      'Kopieren Sie es jetzt auf Ihren Server. Es wird nur dieses eine Mal gezeigt. Wer es hat, kann für jeden Kunden sprechen: Es gehört nicht in Webseiten und nicht in Repositorys.',
    shownDone: 'Ich habe es abgelegt',
    remove: 'Entfernen…',
    removeTitle: 'Geheimnis entfernen?',
    removeText:
      'Dann kann niemand verifiziert werden: Kunden, deren Seite eine Identität sendet, kommen als nicht verifiziert an. Laufende Sitzungen gehen weiter. Das kann nicht rückgängig gemacht werden.',
    removeWaits: 'Schalten Sie es zuerst auf deren Interact-Seiten aus.',
    removeNow: 'Geheimnis entfernen',
    removed: 'Das Geheimnis ist entfernt.',
    example: 'Code für Ihren Server',
    exampleHint:
      'Für jede Seite, die Ihr Server jemandem ausliefert, der angemeldet ist, mit Node und dem Paket jsonwebtoken. Die Contact ID steht auf der Interact-Seite des Benutzers.',
    attribute: 'Attribut des Snippets',
    attributeHint:
      'Setzen Sie die Identität in das Snippet. Sie wird bei jedem Start des Widgets gelesen; eine Seite, die offen bleibt, darf sie neu setzen.',
  },
}
