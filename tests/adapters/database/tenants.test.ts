import { beforeAll, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import type { Database } from '#api/adapters/postgres/database/database'
import { describeEachDatabase } from '../../support/database/databases.ts'
import { contoso, fabrikam, migrations, notesOf, write, type Notes } from './notes.ts'

describeEachDatabase('A row of a tenant', (open) => {
  let database: Database<Notes>
  beforeAll(async () => {
    database = await open<Notes>({ migrations })
    await database.inTenant(contoso, (trx) => write(trx, 1, 'of Contoso'))
    await database.inTenant(fabrikam, (trx) => write(trx, 2, 'of Fabrikam'))
    await database.inTenant(contoso, (trx) => trx.insertInto('errands').values({ id: 1 }).execute())
    await database.inTenant(fabrikam, (trx) => trx.insertInto('errands').values({ id: 2 }).execute())
  })

  test('is visible to its tenant only, whatever the query', async () => {
    expect(await notesOf(database, contoso)).toEqual([1])
    expect(await notesOf(database, fabrikam)).toEqual([2])
    const asked = await database.inTenant(contoso, (trx) =>
      trx.selectFrom('notes').selectAll().where('tenant_id', '=', fabrikam).execute(),
    )
    expect(asked).toEqual([])
  })

  test('cannot be inserted for another tenant', async () => {
    const work = database.inTenant(contoso, (trx) =>
      trx.insertInto('notes').values({ tenant_id: fabrikam, id: 9, text: 'smuggled' }).execute(),
    )
    await expect(work).rejects.toMatchObject({ code: '42501' })
    expect(await notesOf(database, fabrikam)).toEqual([2])
  })

  test('cannot be changed or deleted by another tenant', async () => {
    const changed = await database.inTenant(contoso, (trx) =>
      trx.updateTable('notes').set({ text: 'defaced' }).where('id', '=', 2).executeTakeFirst(),
    )
    const deleted = await database.inTenant(contoso, (trx) =>
      trx.deleteFrom('notes').where('id', '=', 2).executeTakeFirst(),
    )
    expect([changed.numUpdatedRows, deleted.numDeletedRows]).toEqual([0n, 0n])
    expect(await notesOf(database, fabrikam)).toEqual([2])
  })

  test('cannot be moved to another tenant', async () => {
    const work = database.inTenant(contoso, (trx) => trx.updateTable('notes').set({ tenant_id: fabrikam }).execute())
    await expect(work).rejects.toMatchObject({ code: '42501' })
  })

  test.each([
    ['read', sql`select * from notes`],
    ['inserted', sql`insert into notes (tenant_id, id, text) values (${contoso}, 7, 'x')`],
    ['updated', sql`update notes set text = 'x'`],
    ['deleted', sql`delete from notes`],
  ])('cannot be %s without a tenant', async (_what, statement) => {
    const work = database.inTenant(contoso, async (trx) => {
      await sql`select set_config('app.tenant', '', true)`.execute(trx)
      await statement.execute(trx)
    })
    await expect(work).rejects.toMatchObject({ code: '42501', message: 'This statement needs a tenant.' })
  })

  test('is not accessible after a manual commit in the transaction', async () => {
    const work = database.inTenant(contoso, async (trx) => {
      await sql`commit`.execute(trx)
      await trx.selectFrom('notes').selectAll().execute()
    })
    await expect(work).rejects.toThrow('This statement needs a tenant.')
    expect(await notesOf(database, contoso)).toEqual([1])
  })

  test('is refused for a tenant that is not a UUID', async () => {
    for (const name of ['', 'contoso', `${contoso}'; reset role; --`, ` ${contoso}`, `${contoso}\n`]) {
      await expect(database.inTenant(name, (trx) => write(trx, 8))).rejects.toThrow('A tenant is named by a UUID.')
      const one = database.oneInTenant(name, (build) => build.selectFrom('notes').selectAll().compile())
      await expect(one).rejects.toThrow('A tenant is named by a UUID.')
    }
  })

  test('is accessible to the system role only in granted tables, and only as granted', async () => {
    const errands = await database.asSystem((trx) => trx.selectFrom('errands').selectAll().orderBy('id').execute())
    expect(errands).toEqual([
      { tenant_id: contoso, id: 1, done: false },
      { tenant_id: fabrikam, id: 2, done: false },
    ])
    const denied = { code: '42501', message: expect.stringContaining('permission denied') as unknown }
    await expect(database.asSystem((trx) => trx.selectFrom('notes').selectAll().execute())).rejects.toMatchObject(
      denied,
    )
    await expect(database.asSystem((trx) => trx.deleteFrom('errands').execute())).rejects.toMatchObject(denied)
  })

  test('stays hidden from other tenants after the system role has used the same connection', async () => {
    for (let round = 0; round < 12; round += 1)
      await database.asSystem((trx) => trx.selectFrom('errands').selectAll().execute())
    const all = await database.inTenant(contoso, (trx) => trx.selectFrom('errands').select('id').execute())
    expect(all).toEqual([{ id: 1 }])
  })

  test('is in a table whose row-level security also applies to the owner', async () => {
    const { rows } = await database.inTenant(contoso, (trx) =>
      sql<{ name: string }>`
        select relname as name from pg_class
        where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'interact_migrations'
          and not (relrowsecurity and relforcerowsecurity)`.execute(trx),
    )
    expect(rows).toEqual([])
  })

  test('cannot be exposed by a change of the schema, because the application role owns no table', async () => {
    for (const change of [
      'alter table notes disable row level security',
      'drop policy one_tenant on notes',
      'drop table notes',
    ]) {
      await expect(database.inTenant(contoso, (trx) => sql.raw(change).execute(trx))).rejects.toMatchObject({
        code: '42501',
      })
    }
  })
})
