import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { createStore, type Store } from '#api/adapters/postgres/store'
import type { InteractDatabase, Tables } from '#api/adapters/postgres/database/tables'
import { describeEachDatabase } from '../support/database/databases.ts'
import { newTenant, type TestTenant } from './support/newTenant.ts'

/** Maps a contact id to its tenant and is readable by all: a launch begins here, before its tenant is known. */
const open = 'contact_routes'
const forbidden = '42501'

/** Writes at least one row into every table of a tenant. */
async function fill(store: Store, contoso: TestTenant) {
  const { tenantId, rootUnitId, userId, contactId } = contoso
  const by = contoso.by()
  const item = { name: 'Shop', organizationUnitId: rootUnitId, description: '' }
  const id = randomUUID()
  await store.domainTemplates.create(tenantId, id, { ...item, patterns: [] }, by)
  await store.directSystemMessageSets.create(tenantId, randomUUID(), { ...item, displayName: null, texts: {} }, by)
  await store.interactSettings.patch(tenantId, userId, 1, { domainTemplateId: id }, by)
  await store.people.patch(tenantId, userId, { role: 'organizationUnitAdmin', administers: [rootUnitId] }, by)
  const facts = await store.contacts.find(contactId)
  if (facts) await store.contacts.sawRefusal(facts, 'https://a.example', 1)
  await store.customers.spend(tenantId, randomUUID(), 1)
  await store.previews.create({ tenantId, contactId }, randomUUID(), 1)
  const sessionId = await contoso.open({ text: 'Hello' })
  await store.agentConversations.noteMessage(tenantId, { sessionId, activityId: '1', purpose: 'card', shownUpTo: null })
  const secret = { id: randomUUID(), encrypted: 'locked', at: 1 }
  await store.verifiedCustomers.put(tenantId, secret, null, by)
  await store.directorySyncStore.take(tenantId, 0, 1)
  await store.inbox.put({ tenantId, conversationId: 'a', activityId: randomUUID(), activity: {} })
}

describeEachDatabase('Row-level security', (openDatabase) => {
  let database: InteractDatabase
  let contoso: TestTenant
  let fabrikam: TestTenant
  let tables: string[]

  beforeAll(async () => {
    database = await openDatabase<Tables>()
    const store = createStore(database)
    contoso = await newTenant(store)
    fabrikam = await newTenant(store)
    await fill(store, contoso)
    const listed = sql<{ name: string }>`
      select c.relname as name from pg_class c
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'interact_migrations'
      order by 1`
    const found = await database.oneInTenant(contoso.tenantId, (build) => listed.compile(build))
    tables = found.map(({ name }) => name)
  })

  const rowsSeenBy = async (tenantId: string, table: string) => {
    const count = sql<{
      count: number
    }>`select count(*) as count from ${sql.table(table)} where tenant_id = ${contoso.tenantId}`
    const [row] = await database.oneInTenant(tenantId, (build) => count.compile(build))
    return row?.count ?? 0
  }

  test('is enabled for every table, and applies to its owner too', async () => {
    const query = sql<{ name: string }>`
      select relname as name from pg_class
      where relname = any(${tables}) and relnamespace = 'public'::regnamespace
        and not (relrowsecurity and relforcerowsecurity)`
    expect(tables.length).toBeGreaterThan(15)
    expect(await database.oneInTenant(contoso.tenantId, (build) => query.compile(build))).toEqual([])
  })

  test('shows the rows of every table to their own tenant only', async () => {
    for (const table of tables) {
      expect({ table, own: (await rowsSeenBy(contoso.tenantId, table)) > 0 }).toEqual({ table, own: true })
      if (table !== open)
        expect({ table, foreign: await rowsSeenBy(fabrikam.tenantId, table) }).toEqual({ table, foreign: 0 })
    }
  })

  test('prevents a tenant from inserting, moving or deleting rows of another tenant', async () => {
    for (const table of tables) {
      const remove = sql`delete from ${sql.table(table)} where tenant_id = ${contoso.tenantId} returning tenant_id`
      expect(await database.oneInTenant(fabrikam.tenantId, (build) => remove.compile(build))).toEqual([])
    }
    const steal = sql`
      insert into contact_routes (contact_id, tenant_id) values (${randomUUID()}, ${contoso.tenantId})`
    const stolen = database.oneInTenant(fabrikam.tenantId, (build) => steal.compile(build))
    await expect(stolen).rejects.toMatchObject({ code: forbidden })
    const move = sql`update users set tenant_id = ${contoso.tenantId} where id = ${fabrikam.userId}`
    const moved = database.oneInTenant(fabrikam.tenantId, (build) => move.compile(build))
    await expect(moved).rejects.toMatchObject({ code: forbidden })
  })

  test('denies the workers across tenants every table and column that they do not need', async () => {
    for (const table of [
      'users',
      'session_events',
      'domain_templates',
      'audit',
      'agent_conversations',
      'contact_routes',
    ]) {
      const looked = database.asSystem((transaction) => sql`select from ${sql.table(table)}`.execute(transaction))
      await expect(looked).rejects.toMatchObject({ code: forbidden })
    }
    const changed = database.asSystem((transaction) => sql`update sessions set status = 'ended'`.execute(transaction))
    await expect(changed).rejects.toMatchObject({ code: forbidden })
  })
})
