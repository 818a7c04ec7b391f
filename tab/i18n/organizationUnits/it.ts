import { counted } from '../format/plural.ts'
import type { UnitsTranslations } from './en.ts'

export const units: UnitsTranslations = {
  tree: 'Albero delle unità organizzative',
  hint: 'Ciò che appartiene a un’unità può essere usato in essa e in ogni unità sottostante.',
  actions: (name) => `Azioni per ${name}`,
  add: 'Aggiungi un’unità sotto',
  rename: 'Rinomina',
  move: 'Sposta',
  delete: 'Elimina',
  titles: {
    add: (name) => `Nuova unità sotto ${name}`,
    rename: (name) => `Rinomina ${name}`,
    move: (name) => `Sposta ${name}`,
    delete: (name) => `Eliminare ${name}?`,
  },
  yes: { add: 'Aggiungi', rename: 'Rinomina', move: 'Sposta', delete: 'Elimina' },
  done: {
    add: 'L’unità è aggiunta',
    rename: 'L’unità è rinominata',
    move: 'L’unità è spostata',
    delete: 'L’unità è eliminata',
  },
  newParent: 'Sotto quale unità',
  moveHint:
    'Si sposta anche tutto ciò che sta sotto. Gli utenti tengono solo modelli e messaggi ancora utilizzabili nel nuovo posto.',
  cannotDelete: (name) => `${name} non può essere eliminata`,
  holdsUsers: counted('it', {
    one: 'Contiene # utente. Spostalo prima in un’altra unità.',
    other: 'Contiene # utenti. Spostali prima in altre unità.',
  }),
  holdsUnits: 'Sotto ci sono altre unità. Prima spostale o eliminale.',
  deleteText: 'Si può eliminare solo un’unità vuota: senza utenti, senza unità sotto, senza modelli o messaggi.',
}
