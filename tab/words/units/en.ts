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
  deleteText: 'Only an empty unit can be deleted: no users, no units below, no templates or messages in it.',
}
export type UnitsWords = typeof units
