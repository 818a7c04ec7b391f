import { useId, useState } from 'react'
import type { AuditItem } from '#core/contract/audit'
import type { List } from '#core/contract/lists'
import { Refused, request, type Versioned } from '../../api/httpClient.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'
import { useToasts } from '../feedback/useToasts.ts'

interface EditFormOptions<T> {
  /** Name of the edited object, for toasts that may outlive the page. */
  name: string
  loaded: Versioned<T>
  save: (changes: Partial<T>, etag: string | null) => Promise<Versioned<T>>
  reload: () => Promise<Versioned<T>>
  /** Id under which the audit log keeps changes of the object. */
  auditedAs: string
  /** Toast subject, if deleting the object must dismiss the offer to undo. */
  about?: string
}

/** State and actions of an edit form. */
export interface EditFormState<T> {
  saved: T
  draft: T
  changed: readonly (keyof T)[]
  saving: boolean
  /** Error of the last save; null if there was none, or if it is shown at the fields or as a conflict. */
  fault: unknown
  /** Validation message of a field, by JSON Pointer (`/patterns/3`). */
  errorAt: (path: string) => string | undefined
  set: (changes: Partial<T>) => void
  /** How often the draft was dropped; what was said about its values counts no longer. */
  dropped: number
  discard: () => void
  save: () => void
  /** Reloads the saved version after another save on the same page, and keeps the unsaved changes. */
  rebase: () => Promise<void>
  /** The version that another user saved meanwhile; null without a conflict. */
  stale: StaleVersion<T> | null
  useTheirs: () => void
  keepMine: () => void
  notNow: () => void
}

/** A newer version, and the change that made it; `change` is null if the audit log does not say. */
export interface StaleVersion<T> extends Versioned<T> {
  change: AuditItem | null
}

interface Edits<T> {
  base: Versioned<T>
  overrides: Partial<T>
}

const equal = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
const keysOf = <T>(part: Partial<T>) => Object.keys(part) as (keyof T)[]

const pick = <T>(keys: readonly (keyof T)[], from: Partial<T>): Partial<T> => {
  const part: Partial<T> = {}
  for (const key of keys) part[key] = from[key]
  return part
}
const differing = <T>(overrides: Partial<T>, base: T): Partial<T> =>
  pick(
    keysOf(overrides).filter((key) => !equal(overrides[key], base[key])),
    overrides,
  )

/** The last entries of the audit log about an object; none if the log cannot be read now. */
const lastChanges = (targetId: string): Promise<readonly AuditItem[]> =>
  request<List<AuditItem>>('GET', `/audit?targetId=${targetId}&limit=5`).then(
    ({ data }) => data.items,
    () => [],
  )

/** Whether a change set a field that now differs: the log may lack the last change, for example of the directory. */
const explains = <T extends object>({ after }: AuditItem, before: T, now: T): boolean =>
  keysOf<T>(now).some((key) => String(key) in (after ?? {}) && !equal(before[key], now[key]))

/**
 * An edit form with explicit saving. Without changes the draft follows the server. From the first change on, it keeps the
 * version and ETag it started with, so that the server detects concurrent changes.
 */
export function useEditForm<T extends object>({
  name,
  loaded,
  save,
  reload,
  auditedAs,
  about,
}: EditFormOptions<T>): EditFormState<T> {
  const { shell, problems } = useTranslations()
  const toasts = useToasts()
  const own = useId()
  const [edits, setEdits] = useState<Edits<T> | null>(null)
  const [saving, setSaving] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const [stale, setStale] = useState<StaleVersion<T> | null>(null)
  const [dropped, setDropped] = useState(0)
  const base = edits?.base ?? loaded
  const overrides = edits?.overrides ?? {}
  const changed = keysOf(overrides)

  const edit = (from: Versioned<T>, next: Partial<T>) => {
    const remaining = differing(next, from.data)
    setEdits(keysOf(remaining).length === 0 ? null : { base: from, overrides: remaining })
  }

  const drop = () => {
    setFault(null)
    setEdits(null)
    setDropped(dropped + 1)
  }

  const undo = async (before: Partial<T>, etag: string | null) => {
    try {
      await save(before, etag)
      toasts.done(shell.undone, name)
    } catch (refusal) {
      toasts.failure(refusal)
    }
  }

  const newerVersion = async (before: T): Promise<StaleVersion<T> | null> => {
    const [now, changes] = await Promise.all([reload().catch(() => null), lastChanges(auditedAs)])
    return now && { ...now, change: changes.find((change) => explains(change, before, now.data)) ?? null }
  }

  const send = async (from: Versioned<T>) => {
    setSaving(true)
    setFault(null)
    const before = pick<T>(changed, from.data)
    try {
      const { etag } = await save(overrides, from.etag)
      setEdits(null)
      toasts.undoable(about ?? own, shell.saved, name, { label: shell.undo, act: () => void undo(before, etag) })
    } catch (refusal) {
      if (refusal instanceof Refused && refusal.problem.code === 'stale') setStale(await newerVersion(from.data))
      setFault(refusal)
    } finally {
      setSaving(false)
    }
  }

  const refused = fault instanceof Refused ? fault.problem : null
  const errorAt = (path: string) => {
    const error = refused?.errors?.find((each) => each.path === path)
    if (!refused || !error) return undefined
    return refused.code === 'invalid' || refused.code.startsWith('bad') ? error.message : problems[refused.code]
  }

  return {
    saved: base.data,
    draft: { ...base.data, ...overrides },
    changed,
    saving,
    fault: refused?.errors?.length || stale ? null : fault,
    errorAt,
    set: (changes) => {
      setFault(null)
      edit(base, { ...overrides, ...changes })
    },
    dropped,
    discard: drop,
    save: () => void send(base),
    rebase: async () => edit(await reload(), overrides),
    stale,
    useTheirs: () => {
      setStale(null)
      drop()
    },
    keepMine: () => {
      if (!stale) return
      setStale(null)
      edit(stale, overrides)
      void send(stale)
    },
    notNow: () => setStale(null),
  }
}
