import { counted } from '../format/plural.ts'
import type { UnitsTranslations } from './en.ts'

export const units: UnitsTranslations = {
  tree: 'Arbre des unités d’organisation',
  hint: 'Ce qui appartient à une unité peut servir dans celle-ci et dans chaque unité en dessous.',
  actions: (name) => `Actions pour ${name}`,
  add: 'Ajouter une unité en dessous',
  rename: 'Renommer',
  move: 'Déplacer',
  delete: 'Supprimer',
  titles: {
    add: (name) => `Nouvelle unité sous ${name}`,
    rename: (name) => `Renommer ${name}`,
    move: (name) => `Déplacer ${name}`,
    delete: (name) => `Supprimer ${name} ?`,
  },
  yes: { add: 'Ajouter', rename: 'Renommer', move: 'Déplacer', delete: 'Supprimer' },
  done: {
    add: 'L’unité est ajoutée',
    rename: 'L’unité est renommée',
    move: 'L’unité est déplacée',
    delete: 'L’unité est supprimée',
  },
  newParent: 'Sous quelle unité',
  moveHint:
    'Tout ce qui est en dessous suit. Les utilisateurs ne gardent que les modèles et messages encore utilisables au nouvel endroit.',
  cannotDelete: (name) => `${name} ne peut pas être supprimée`,
  holdsUsers: counted('fr', {
    one: '# utilisateur s’y trouve. Déplacez-le d’abord vers une autre unité.',
    other: '# utilisateurs s’y trouvent. Déplacez-les d’abord vers d’autres unités.',
  }),
  holdsUnits: 'Des unités se trouvent en dessous. Déplacez-les ou supprimez-les d’abord.',
  deleteText:
    'Seule une unité vide peut être supprimée : ni utilisateurs, ni unités en dessous, ni modèles ou messages.',
}
