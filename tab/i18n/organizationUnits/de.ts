import { counted } from '../format/plural.ts'
import type { UnitsTranslations } from './en.ts'

export const units: UnitsTranslations = {
  tree: 'Baum der Organisationseinheiten',
  hint: 'Was zu einer Einheit gehört, kann in ihr und in jeder Einheit darunter verwendet werden.',
  actions: (name) => `Aktionen für ${name}`,
  add: 'Einheit darunter anlegen',
  rename: 'Umbenennen',
  move: 'Verschieben',
  delete: 'Löschen',
  titles: {
    add: (name) => `Neue Einheit unter ${name}`,
    rename: (name) => `${name} umbenennen`,
    move: (name) => `${name} verschieben`,
    delete: (name) => `${name} löschen?`,
  },
  yes: { add: 'Anlegen', rename: 'Umbenennen', move: 'Verschieben', delete: 'Löschen' },
  done: {
    add: 'Die Einheit ist angelegt',
    rename: 'Die Einheit ist umbenannt',
    move: 'Die Einheit ist verschoben',
    delete: 'Die Einheit ist gelöscht',
  },
  newParent: 'Unter welche Einheit',
  moveHint:
    'Alles darunter zieht mit. Benutzer behalten nur Vorlagen und Nachrichten, die sie am neuen Ort noch verwenden dürfen.',
  cannotDelete: (name) => `${name} kann nicht gelöscht werden`,
  holdsUsers: counted('de', {
    one: '# Benutzer ist darin. Verschieben Sie ihn zuerst in eine andere Einheit.',
    other: '# Benutzer sind darin. Verschieben Sie sie zuerst in andere Einheiten.',
  }),
  holdsUnits: 'Darunter liegen Einheiten. Verschieben oder löschen Sie diese zuerst.',
  deleteText:
    'Nur eine leere Einheit kann gelöscht werden: keine Benutzer, keine Einheiten darunter, keine Vorlagen oder Nachrichten darin.',
}
