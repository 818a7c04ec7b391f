type Values = Record<string, unknown>

/** A patch as received: a field that is absent or undefined keeps its value. */
export type PatchOf<Fields> = { [Field in keyof Fields]?: Fields[Field] | undefined }

/** The fields of a patch that differ from the stored values, each with its new value. */
export function changedFields<Fields extends object>(previous: Fields, patch: PatchOf<Fields>): Partial<Fields> {
  const before = new Map<string, unknown>(Object.entries(previous))
  const changed = Object.entries(patch).filter(
    ([field, value]) => value !== undefined && before.has(field) && spelled(before.get(field)) !== spelled(value),
  )
  return Object.fromEntries(changed) as Partial<Fields>
}

/** Whether a change is empty, so that nothing needs to be written. */
export const isNoChange = (change: object): boolean => Object.keys(change).length === 0

/** The audit log entry of a change: the changed fields before and after. Never pass it a secret. */
export function beforeAndAfter(previous: object, change: object): { before: Values; after: Values } {
  const before = new Map<string, unknown>(Object.entries(previous))
  return {
    before: Object.fromEntries(Object.keys(change).map((field) => [field, before.get(field)])),
    after: Object.fromEntries(Object.entries(change)),
  }
}

/** Serialises a value independently of the order of its fields. */
const spelled = (value: unknown): string =>
  JSON.stringify(value, (_field, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  )
