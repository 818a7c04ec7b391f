import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { addressOf, askRaw, codeOf, type Raw } from '../support/rawRequests.ts'
import { apiSpecs, nameOf, servedRoutes, type Spec } from '../support/routeTable.ts'
import { apiRows, isHidden, type Row } from './apiRows.ts'
import { kinds, places, startCast, tenantOf, type Caller, type Cast, type Place } from './cast.ts'
import { idFields, references } from './references.ts'
import { stateOf } from './stateOf.ts'

let cast: Cast
let before: Record<string, unknown>[]
const stateOfBoth = async () => [await stateOf(cast, 'contoso'), await stateOf(cast, 'fabrikam')]

beforeAll(async () => {
  cast = await startCast()
  before = await stateOfBoth()
})
afterAll(() => cast.close())

const malformed = ['x', `${randomUUID()}0`, '%00', "1'or'1"]
/** Ids are parsed the same for every caller, so one caller tries all malformed ids. */
const malformedFor = ({ role }: Caller) => (role === 'tenantAdmin' ? malformed : malformed.slice(0, 1))
const routes = apiSpecs.map((spec) => [nameOf(spec), spec] as const)
const ofRoute = (route: string): Row => {
  const row = apiRows[route]
  if (!row) throw new Error(`${route} has no row`)
  return row
}

function ask(spec: Spec, caller: Caller, id: string, body: object | undefined, ifMatch = '*'): Promise<Raw> {
  return askRaw(spec.method.toUpperCase(), addressOf(`${cast.world.apiUrl}/api/v1`, spec, id), {
    token: caller.token,
    headers: spec.ifMatch ? { 'if-match': ifMatch } : {},
    ...(body === undefined ? {} : { body }),
  })
}

/** The status with which the route refuses this caller before it reads any id; null if it does not. */
function atTheDoor({ who }: Spec, { role }: Caller): 401 | 403 | null {
  if (role === null) return 401
  if (who === 'tenantAdmin') return role === 'tenantAdmin' ? null : 403
  return who === 'admin' && role === 'agent' ? 403 : null
}

const placesAt = ({ kind }: Row) => (kind === null ? [] : places.filter((place) => cast.things[place][kind] !== null))
const thingAt = ({ kind }: Row, place: Place) => (kind && cast.things[place][kind]) ?? ''

/** The ids of the cast that must not appear in any response to this caller. */
const hiddenFrom = (caller: Caller): string[] =>
  places.flatMap((place) =>
    kinds.flatMap((kind) => {
      const id = cast.things[place][kind]
      return id !== null && isHidden(caller, kind, place, tenantOf(place)) ? [id] : []
    }),
  )

test('has one row for every route that the product serves', async () => {
  const served = (await servedRoutes(cast.world)).filter((route) => !route.includes(' /widget/'))
  expect(Object.keys(apiRows).sort()).toEqual(served)
  expect(routes.map(([route]) => route).sort()).toEqual(served)
})

describe('a resource that the caller may not see', () => {
  test.each(routes)('is answered like a missing one and stays unchanged: %s', async (route, spec) => {
    const row = ofRoute(route)
    for (const caller of cast.callers) {
      const body = row.body?.(cast, caller)
      const surface = atTheDoor(spec, caller)
      if (row.kind === null && surface === null) continue
      const unknown = await ask(spec, caller, randomUUID(), body)
      expect([caller.name, unknown.status]).toEqual([caller.name, surface ?? 404])
      const seeing = (place: Place) => (surface === null ? row.may(caller, place) : 'notFound')
      const asUnknown = placesAt(row).filter((place) => seeing(place) === 'notFound')
      for (const id of [
        ...asUnknown.map((place) => thingAt(row, place)),
        ...(row.kind && surface === null ? malformedFor(caller) : []),
      ])
        expect({ caller: caller.name, id, ...(await ask(spec, caller, id, body)) }).toEqual({
          ...{ caller: caller.name, id },
          ...unknown,
        })
      for (const place of asUnknown.filter(() => spec.ifMatch && surface === null))
        expect(await ask(spec, caller, thingAt(row, place), body, '"1"')).toEqual(unknown)
      for (const place of placesAt(row).filter((each) => seeing(each) === 'forbidden')) {
        const refused = await ask(spec, caller, thingAt(row, place), body)
        expect([caller.name, place, refused.status, codeOf(refused)]).toEqual([caller.name, place, 403, 'forbidden'])
      }
    }
    if (spec.method !== 'get') expect(await stateOfBoth()).toEqual(before)
  })
})

describe('an id in a body or query that the caller may not see', () => {
  test('has one row for every field that takes an id', () => {
    expect(Object.keys(references).sort()).toEqual(idFields.map(({ name }) => name).sort())
  })

  test.each(idFields.map((field) => [field.name, field] as const))('is unknown: %s', async (name, { field, spec }) => {
    const reference = references[name]
    if (!reference || reference === 'client') return
    const { kind, at, body } = reference
    for (const caller of cast.callers.filter((each) => !atTheDoor(spec, each))) {
      const [own = 'below'] = caller.writes
      const askFor = (id: string) =>
        ask(
          body ? spec : { ...spec, path: `${spec.path}?${field}=${id}` },
          caller,
          (at && cast.things[own][at]) ?? '',
          body?.(id),
        )
      const unknown = await askFor(randomUUID())
      const answers = caller.role === 'tenantAdmin' ? [422] : [403, 404, 422]
      expect(body ? answers : [200]).toContain(unknown.status)
      for (const place of places.filter((each) => isHidden(caller, kind, each, tenantOf(each)))) {
        const id = cast.things[place][kind]
        if (id !== null) expect({ place, ...(await askFor(id)) }).toEqual({ place, ...unknown })
      }
    }
    if (body) expect(await stateOfBoth()).toEqual(before)
  })
})

describe.each([
  ['contoso', 'fabrikam'],
  ['fabrikam', 'contoso'],
] as const)('a caller of %s, next to the tenant %s,', (tenant, other) => {
  let untouched: Record<string, unknown>
  beforeAll(async () => {
    untouched = await stateOf(cast, other)
  })

  test.each(routes)('gets only what they may see: %s', async (route, spec) => {
    const row = ofRoute(route)
    for (const caller of cast.callers.filter((each) => each.tenant === tenant && !atTheDoor(spec, each))) {
      const body = row.body && (row.harmless ?? row.body(cast, caller))
      for (const place of row.kind ? placesAt(row) : [null]) {
        if (place !== null && row.may(caller, place) !== 'ok') continue
        const id = place && row.kind && row.usesUp ? await cast.make(row.kind, place) : place && thingAt(row, place)
        const answer = await ask(spec, caller, id ?? '', body)
        const { status, bytes } = answer
        const served = row.lacks ? codeOf(answer) === row.lacks : Object.keys(spec.answers).includes(String(status))
        expect([caller.name, place, served, bytes]).toEqual([...[caller.name, place, true], expect.any(String)])
        const leaked = hiddenFrom(caller).filter((hidden) => bytes.includes(hidden))
        expect({ caller: caller.name, place, leaked }).toEqual({ caller: caller.name, place, leaked: [] })
      }
    }
  })

  test('changes nothing in the other tenant', async () => {
    expect(await stateOf(cast, other)).toEqual(untouched)
  })
})
