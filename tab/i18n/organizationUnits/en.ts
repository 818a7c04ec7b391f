import { counted } from '../format/plural.ts'

export const units = {
  tree: 'Tree of organization units',
  hint: 'An item of a unit can be used in that unit and in every unit below it.',
  actions: (name: string) => `Actions for ${name}`,
  add: 'Add a unit below',
  rename: 'Rename',
  move: 'Move',
  delete: 'Delete',
  titles: {
    add: (name: string) => `New unit below ${name}`,
    rename: (name: string) => `Rename ${name}`,
    move: (name: string) => `Move ${name}`,
    delete: (name: string) => `Delete ${name}?`,
  },
  yes: { add: 'Add', rename: 'Rename', move: 'Move', delete: 'Delete' },
  done: {
    add: 'The unit is added',
    rename: 'The unit is renamed',
    move: 'The unit is moved',
    delete: 'The unit is deleted',
  },
  newParent: 'Below which unit',
  moveHint:
    'Everything below it moves too. Users keep only templates and messages that they may still use in the new place.',
  cannotDelete: (name: string) => `${name} cannot be deleted`,
  holdsUsers: counted('en', {
    one: '# user is in it. Move the user to another unit first.',
    other: '# users are in it. Move them to other units first.',
  }),
  holdsUnits: 'Units lie below it. Move or delete them first.',
  deleteText: 'Only an empty unit can be deleted: no users, no units below, no templates or messages in it.',
}
export type UnitsTranslations = typeof units
