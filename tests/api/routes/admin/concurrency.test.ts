import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { InteractDatabase } from '#api/adapters/postgres/database/tables'
import { units } from '#infra/local/seedPeople'
import { openWorldDatabase } from '../../../support/database/databases.ts'
import { startWorld, type World } from '../../../support/world.ts'

const adele = 'adele@contoso.test'
let world: World
let held: { reached: () => void; released: Promise<void> } | null = null

/** The same database, in which one write can be delayed; reads continue. */
const heldUp = (database: InteractDatabase): InteractDatabase => ({
  ...database,
  inTenant: async (tenantId, work) => {
    const waits = held
    held = null
    waits?.reached()
    await waits?.released
    return database.inTenant(tenantId, work)
  },
})

/** Delays the next write: `reached` resolves when it arrives, and `release` lets it continue. */
function holdNextWrite() {
  let release: () => void = () => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  const reached = new Promise<void>((resolve) => (held = { reached: resolve, released }))
  return { reached, release }
}

beforeAll(async () => {
  world = await startWorld({ database: heldUp(await openWorldDatabase()) })
})
afterAll(() => world.close())

async function make(path: string, body: object): Promise<string> {
  const made = await world.ask(adele, 'POST', path, { body: { name: randomUUID(), ...body } })
  return `${path}/${String(made.body.id)}`
}
const unit = () => make('/organization-units', { parentId: units.root.id })
const template = () => make('/domain-templates', { organizationUnitId: units.root.id })
const messages = () => make('/direct-system-messages', { organizationUnitId: units.root.id })
const user = async () => `/users/${await world.userId('nestor@contoso.test')}`
const page = async () => `/users/${await world.userId('megan@contoso.test')}/interact`
const tenant = () => Promise.resolve('/tenant')

test.each<[string, () => Promise<string>, object, object | null]>([
  ['deletes a unit', unit, { name: 'First' }, null],
  ['deletes a domain template', template, { name: 'First' }, null],
  ['deletes a set of direct system messages', messages, { name: 'First' }, null],
  ['changes a unit', unit, { name: 'Second' }, { name: 'Late' }],
  ['changes a domain template', template, { name: 'Second' }, { name: 'Late' }],
  ['changes a set of direct system messages', messages, { name: 'Second' }, { name: 'Late' }],
  ['changes a user', user, { licences: ['contactCenter'] }, { licences: ['interact'] }],
  ['changes Interact settings', page, { audioVideo: false }, { instantMessaging: false }],
  ['changes the tenant', tenant, { ringSeconds: 100 }, { ringSeconds: 200 }],
])(
  '%s only in the version that was read, even if another write reaches the database first',
  async (_what, at, change, late) => {
    const path = await at()
    const ifMatch = (await world.ask(adele, 'GET', path)).headers.get('etag') ?? ''
    const { reached, release } = holdNextWrite()
    const second = world.ask(adele, late ? 'PATCH' : 'DELETE', path, { ifMatch, ...(late && { body: late }) })
    await Promise.race([reached, second])
    const first = await world.ask(adele, 'PATCH', path, { ifMatch, body: change })
    release()
    expect([first.status, await second]).toMatchObject([200, { status: 412, body: { code: 'stale' } }])
  },
)
