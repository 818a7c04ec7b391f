import { z } from 'zod'
import { mayPlaceIn } from '#core/admin/permissionChecks'
import { beforeAndAfter, changedFields, isNoChange, type PatchOf } from '#core/admin/patch'
import { decideItemPlace, inUseRefusal } from '#core/admin/itemChange'
import { pageOf } from '#core/admin/presenters'
import { type AdminScope, unitAccess } from '#core/admin/permissions'
import { listQuery } from '#core/contract/lists'
import { ok } from '../../server/route.ts'
import { adminRoute, audited, scopeOf, type AdminRouteDependencies } from './dependencies.ts'
import { created, ifMatch, unwritten, versioned } from './etags.ts'
import { id } from '#core/contract/ids'
import { refuse, type Decided } from '#core/contract/problems'
import type { Actor, AuditEntry, Holder, Written } from '#core/admin/ports'

/** `inUse=allow` deletes an item even if users use it. */
const removal = z.strictObject({ inUse: z.literal('allow').optional() })

/** The list, create, read, update and delete routes of one kind of configuration item. */
export function itemRoutes<Row extends ItemRow, Fields extends { organizationUnitId: string }>(
  deps: AdminRouteDependencies,
  item: ItemKind<Row, Fields>,
) {
  const { path, called, schemas, store } = item
  const one = `${path}/{id}`
  const target = (id: string) => ({ kind: item.kind, id })
  const answer = async (scope: AdminScope, id: string) => {
    const row = await readItem(store, scope, id)
    return row.refused ? row : versioned(item.view(scope, row.value), row.value.version)
  }

  return [
    adminRoute(
      {
        method: 'get',
        path,
        who: 'admin',
        summary: `List every ${called} that the caller can read, by name`,
        query: listQuery,
        answers: { 200: schemas.list },
      },
      async ({ caller, query }) => {
        const scope = await scopeOf(deps, caller)
        const page = pageOf(await store.list(caller.tenantId, scope.readable), query, ({ id }) => id)
        return ok({ ...page, items: page.items.map((row) => item.view(scope, row)) })
      },
    ),
    adminRoute(
      {
        method: 'post',
        path,
        who: 'admin',
        summary: `Create a ${called}`,
        body: schemas.create,
        answers: { 201: schemas.one },
      },
      async ({ caller, body }) => {
        const scope = await scopeOf(deps, caller)
        const decided = mayPlaceIn(scope, body.organizationUnitId, '/organizationUnitId') ?? item.decide(body)
        if (decided.refused) return decided
        const id = deps.newId()
        const by = audited(caller, `${item.kind}.created`, target(id), { before: null, after: { ...decided.value } })
        const failed = unwritten(await store.create(caller.tenantId, id, decided.value, by))
        if (failed) return failed
        const row = await readItem(store, scope, id)
        return row.refused ? row : created(item.view(scope, row.value), row.value.version, `${path}/${id}`)
      },
    ),
    adminRoute(
      { method: 'get', path: one, who: 'admin', summary: `Get a ${called}`, params, answers: { 200: schemas.one } },
      async ({ caller, params: { id } }) => answer(await scopeOf(deps, caller), id),
    ),
    adminRoute(
      {
        method: 'patch',
        path: one,
        who: 'admin',
        summary: `Change a ${called}`,
        params,
        body: schemas.patch,
        ifMatch: 'honoured',
        answers: { 200: schemas.one },
      },
      async ({ caller, params: { id }, body, request }) => {
        const scope = await scopeOf(deps, caller)
        const previous = await readItem(store, scope, id)
        if (previous.refused) return previous
        const guard = ifMatch(request, previous.value.version)
        if (guard.refused) return guard
        const placed = decideItemPlace(scope, previous.value, body.organizationUnitId)
        if (placed.refused) return placed
        const fields = item.fieldsOf(previous.value)
        const decided = item.decide(changedFields(fields, body))
        if (decided.refused) return decided
        if (isNoChange(decided.value)) return answer(scope, id)
        const by = audited(caller, `${item.kind}.changed`, target(id), beforeAndAfter(fields, decided.value))
        const failed = unwritten(await store.patch(caller.tenantId, id, guard.value ?? null, decided.value, by))
        if (failed) return failed
        deps.settingsChanged()
        return answer(scope, id)
      },
    ),
    adminRoute(
      {
        method: 'delete',
        path: one,
        who: 'admin',
        summary: `Delete a ${called}. If it’s in use, inUse=allow is required.`,
        params,
        query: removal,
        ifMatch: 'honoured',
        answers: { 204: null },
      },
      async ({ caller, params: { id }, query, request }) => {
        const scope = await scopeOf(deps, caller)
        const previous = await readItem(store, scope, id)
        if (previous.refused) return previous
        const guard = ifMatch(request, previous.value.version)
        if (guard.refused) return guard
        const decided = decideItemPlace(scope, previous.value, undefined)
        if (decided.refused) return decided
        const before = { ...item.fieldsOf(previous.value) }
        const by = audited(caller, `${item.kind}.deleted`, target(id), { before, after: null })
        const written = await store.remove(caller.tenantId, id, query.inUse === 'allow', by, guard.value)
        if (!written.written && written.why === 'inUse') return { refused: inUseRefusal(previous.value.usedBy) }
        const failed = unwritten(written)
        if (failed) return failed
        deps.settingsChanged()
        return { status: 204 }
      },
    ),
  ]
}

type By = { actor: Actor; audit: AuditEntry }

interface ItemRow {
  id: string
  version: number
  organizationUnitId: string
  usedBy: Holder[]
}

/** A kind of configuration item: the differences between domain templates and direct system messages. */
export interface ItemKind<Row extends ItemRow, Fields extends { organizationUnitId: string }> {
  kind: 'domainTemplate' | 'directSystemMessages'
  path: string
  /** Name of one item, for use in a sentence. */
  called: string
  schemas: { one: z.ZodType; list: z.ZodType; create: z.ZodType<Fields>; patch: z.ZodType<PatchOf<Fields>> }
  store: {
    find(tenantId: string, id: string): Promise<Row | null>
    list(tenantId: string, units: readonly string[] | null): Promise<Row[]>
    create(tenantId: string, id: string, item: Fields, by: By): Promise<Written>
    patch(tenantId: string, id: string, version: number | null, change: Partial<Fields>, by: By): Promise<Written>
    remove(tenantId: string, id: string, evenIfInUse: boolean, by: By, version?: number): Promise<Written>
  }
  fieldsOf(row: Row): Fields
  view(scope: AdminScope, row: Row): unknown
  /** Validates the fields; the value is what will be stored. */
  decide<Given extends Partial<Fields>>(given: Given): Decided<Given>
}

export const params = z.object({ id })

/** Finds an item that the caller may read: in their own units or in a unit above. Otherwise refuses with `notFound`. */
export async function readItem<Row extends ItemRow>(
  store: { find(tenantId: string, id: string): Promise<Row | null> },
  scope: AdminScope,
  id: string,
): Promise<Decided<Row>> {
  const row = await store.find(scope.actor.tenantId, id)
  return row && unitAccess(scope, row.organizationUnitId) !== 'hidden' ? { value: row } : refuse('notFound')
}
