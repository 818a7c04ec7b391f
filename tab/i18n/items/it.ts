import { counted } from '../format/plural.ts'
import type { ItemsTranslations } from './en.ts'

export const items: ItemsTranslations = {
  usedBy: 'Usato da',
  usedByNobody: 'Nessun utente l’ha scelto.',
  changed: 'Modificato',
  details: 'Dettagli',
  description: 'Descrizione',
  nameMissing: 'Serve un nome.',
  unitHint: 'Possono usarlo gli utenti di questa unità e di quelle sottostanti.',
  create: 'Crea',
  delete: 'Elimina',
  deleteAnyway: 'Elimina comunque',
  deleteTitle: (name) => `Eliminare “${name}”?`,
  heldBy: (names) => `Lo usano ${names}.`,
  others: counted('it', { one: '# altro', other: '# altri' }),
  heldByNobody: 'Nessuno lo usa.',
  deleted: (name) => `“${name}” è eliminato`,
  notDeleted: 'Non è stato eliminato.',
}
