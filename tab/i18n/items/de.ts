import { counted } from '../format/plural.ts'
import type { ItemsTranslations } from './en.ts'

export const items: ItemsTranslations = {
  usedBy: 'Verwendet von',
  usedByNobody: 'Kein Benutzer hat es gewählt.',
  changed: 'Geändert',
  details: 'Einzelheiten',
  description: 'Beschreibung',
  nameMissing: 'Ein Name fehlt.',
  unitHint: 'Benutzer dieser Einheit und jeder Einheit darunter können es verwenden.',
  create: 'Anlegen',
  delete: 'Löschen',
  deleteAnyway: 'Trotzdem löschen',
  deleteTitle: (name) => `„${name}“ löschen?`,
  heldBy: (names) => `Wird verwendet von ${names}.`,
  others: counted('de', { one: '# weiteren', other: '# weiteren' }),
  heldByNobody: 'Niemand verwendet es.',
  deleted: (name) => `„${name}“ ist gelöscht`,
  notDeleted: 'Es wurde nicht gelöscht.',
}
