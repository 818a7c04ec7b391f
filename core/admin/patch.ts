type Values = Record<string, unknown>

/** A patch as it arrives: a field that is absent or undefined stays as it is. */
export type PatchOf<Fields> = { [Field in keyof Fields]?: Fields[Field] | undefined }

/** The fields of a patch that would change something, each with its new value. */
export function changedFields<Fields extends object>(previous: Fields, patch: PatchOf<Fields>): Partial<Fields> {
  const before = new Map<string, unknown>(Object.entries(previous))
  const changed = Object.entries(patch).filter(
    ([field, value]) => value !== undefined && before.has(field) && spelled(before.get(field)) !== spelled(value),
  )
  return Object.fromEntries(changed) as Partial<Fields>
}

export const isNoChange = (change: object): boolean => Object.keys(change).length === 0

/** What the audit log keeps of a change: the touched fields before and after. Never pass it a secret. */
export function beforeAndAfter(previous: object, change: object): { before: Values; after: Values } {
  const before = new Map<string, unknown>(Object.entries(previous))
  return {
    before: Object.fromEntries(Object.keys(change).map((field) => [field, before.get(field)])),
    after: Object.fromEntries(Object.entries(change)),
  }
}

/** The same value has one spelling, in whatever order its fields came. */
const spelled = (value: unknown): string =>
  JSON.stringify(value, (_field, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )
