import { counted } from '../format/plural.ts'

export const items = {
  usedBy: 'Used by',
  usedByNobody: 'No user has it selected.',
  changed: 'Changed',
  details: 'Details',
  description: 'Description',
  nameMissing: 'A name is needed.',
  unitHint: 'Users of this unit and of every unit below it can use it.',
  create: 'Create',
  delete: 'Delete',
  deleteAnyway: 'Delete anyway',
  deleteTitle: (name: string) => `Delete “${name}”?`,
  heldBy: (names: string) => `It is used by ${names}.`,
  others: counted('en', { one: '# other', other: '# others' }),
  heldByNobody: 'Nobody uses it.',
  deleted: (name: string) => `“${name}” is deleted`,
  notDeleted: 'It was not deleted.',
}
export type ItemsTranslations = typeof items
