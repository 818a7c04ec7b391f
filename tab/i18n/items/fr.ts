import { counted } from '../format/plural.ts'
import type { ItemsTranslations } from './en.ts'

export const items: ItemsTranslations = {
  usedBy: 'Utilisé par',
  usedByNobody: 'Aucun utilisateur ne l’a choisi.',
  changed: 'Modifié',
  details: 'Détails',
  description: 'Description',
  nameMissing: 'Il faut un nom.',
  unitHint: 'Les utilisateurs de cette unité et de celles en dessous peuvent l’employer.',
  create: 'Créer',
  delete: 'Supprimer',
  deleteAnyway: 'Supprimer quand même',
  deleteTitle: (name) => `Supprimer « ${name} » ?`,
  heldBy: (names) => `Utilisé par ${names}.`,
  others: counted('fr', { one: '# autre', other: '# autres' }),
  heldByNobody: 'Personne ne l’utilise.',
  deleted: (name) => `« ${name} » est supprimé`,
  notDeleted: 'Rien n’a été supprimé.',
}
