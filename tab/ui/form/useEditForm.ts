import { useId, useState } from 'react'
import { Refused, type Versioned } from '../../api/httpClient.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useToasts } from '../feedback/useToasts.ts'

interface EditorWay<T> {
  /** What is edited, as the note says it that still stands when another page is open. */
  name: string
  loaded: Versioned<T>
  save: (changes: Partial<T>, etag: string | null) => Promise<Versioned<T>>
  reload: () => Promise<Versioned<T>>
  /** What is edited, where deleting it must take the offer to undo along. */
  about?: string
}

/** A thing being edited: what is saved, what the person made of it, and what the server says about that. */
export interface EditForm_<T> {
  saved: T
  draft: T
  changed: readonly (keyof T)[]
  saving: boolean
  /** Why the last save failed as a whole; null where the fields say it, or nothing failed. */
  fault: unknown
  /** The sentence at a field, by JSON Pointer (`/patterns/3`). */
  errorAt: (path: string) => string | undefined
  set: (changes: Partial<T>) => void
  discard: () => void
  save: () => void
  /** Takes up what was saved elsewhere on this very page, and keeps what is being edited. */
  rebase: () => Promise<void>
  /** Somebody else saved meanwhile: what they made of it. */
  stale: Versioned<T> | null
  useTheirs: () => void
  keepMine: () => void
  notNow: () => void
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

/**
 * Explicit saving with a dirty state. While nothing is changed the draft follows the server; from the first change on it
 * stays with the version it began with, so that the server can tell when somebody else was faster.
 */
export function useEditForm<T extends object>({ name, loaded, save, reload, about }: EditorWay<T>): EditForm_<T> {
  const { shell, problems } = useWords()
  const showToast = useToasts()
  const own = useId()
  const [edits, setEdits] = useState<Edits<T> | null>(null)
  const [saving, setSaving] = useState(false)
  const [fault, setFault] = useState<unknown>(null)
  const [stale, setStale] = useState<Versioned<T> | null>(null)
  const base = edits?.base ?? loaded
  const overrides = edits?.overrides ?? {}
  const changed = keysOf(overrides)

  const edit = (from: Versioned<T>, next: Partial<T>) => {
    const storedDrafts = differing(next, from.data)
    setEdits(keysOf(storedDrafts).length === 0 ? null : { base: from, overrides: storedDrafts })
  }

  const undo = async (before: Partial<T>, etag: string | null) => {
    try {
      await save(before, etag)
      showToast.done(shell.undone, name)
    } catch (refusal) {
      showToast.failure(refusal)
    }
  }

  const send = async (from: Versioned<T>) => {
    setSaving(true)
    setFault(null)
    const before = pick<T>(changed, from.data)
    try {
      const { etag } = await save(overrides, from.etag)
      setEdits(null)
      showToast.undoable(about ?? own, shell.saved, name, { label: shell.undo, act: () => void undo(before, etag) })
    } catch (refusal) {
      if (refusal instanceof Refused && refusal.problem.code === 'stale') setStale(await reload().catch(() => null))
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
    discard: () => {
      setFault(null)
      setEdits(null)
    },
    save: () => void send(base),
    rebase: async () => edit(await reload(), overrides),
    stale,
    useTheirs: () => {
      setStale(null)
      setFault(null)
      setEdits(null)
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
