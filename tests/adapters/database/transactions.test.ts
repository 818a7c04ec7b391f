import { beforeAll, beforeEach, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import type { Database } from '#api/adapters/postgres/database/database'
import { describeEachDatabase } from '../../support/database/databases.ts'
import { contoso, fabrikam, migrations, notesOf, write, type Notes } from './notes.ts'

const raise = (state: string) => sql.raw(`do $$ begin raise exception 'not now' using errcode = '${state}'; end $$`)

describeEachDatabase('A transaction', (open) => {
  let database: Database<Notes>
  beforeAll(async () => {
    database = await open<Notes>({ migrations })
  })
  beforeEach(async () => {
    await database.inTenant(contoso, (trx) => trx.deleteFrom('notes').execute())
  })

  test('stores its writes when it commits', async () => {
    await database.inTenant(contoso, (trx) => write(trx, 1))
    expect(await notesOf(database)).toEqual([1])
  })

  test('stores nothing when its work fails', async () => {
    const work = database.inTenant(contoso, async (trx) => {
      await write(trx, 1)
      throw new Error('second thoughts')
    })
    await expect(work).rejects.toThrow('second thoughts')
    expect(await notesOf(database)).toEqual([])
  })

  test('is rejected when a statement failed, even if the work succeeds', async () => {
    const work = database.inTenant(contoso, async (trx) => {
      await write(trx, 1)
      await write(trx, 1).catch(() => undefined)
      return 'all is well'
    })
    await expect(work).rejects.toThrow('rolled back')
    expect(await notesOf(database)).toEqual([])
  })

  test('is rejected when a statement that was not awaited failed', async () => {
    const work = database.inTenant(contoso, async (trx) => {
      await write(trx, 1)
      write(trx, 1).catch(() => undefined)
    })
    await expect(work).rejects.toThrow('rolled back')
    expect(await notesOf(database)).toEqual([])
  })

  test('that fails leaves a working connection', async () => {
    for (let round = 0; round < 12; round += 1) {
      const wrong = database.inTenant(contoso, (trx) => sql`select ${'no number'}::int + ${round}`.execute(trx))
      await expect(wrong).rejects.toMatchObject({ code: '22P02' })
    }
    await database.inTenant(contoso, (trx) => write(trx, 1))
    expect(await notesOf(database)).toEqual([1])
  })

  test('names the violated constraint', async () => {
    await database.inTenant(contoso, (trx) => write(trx, 1))
    const again = database.inTenant(contoso, (trx) => write(trx, 1))
    await expect(again).rejects.toMatchObject({ code: '23505', constraint: 'notes_pkey' })
  })

  test('runs concurrent statements in the order in which they were started', async () => {
    const numbers = Array.from({ length: 20 }, (_, index) => index)
    const answers = await database.inTenant(contoso, (trx) =>
      Promise.all(numbers.map(async (n) => (await sql<{ n: number }>`select ${n}::int as n`.execute(trx)).rows[0]?.n)),
    )
    expect(answers).toEqual(numbers)
  })

  test('cannot be used after its end', async () => {
    let kept: Parameters<Parameters<typeof database.inTenant<void>>[1]>[0] | undefined
    await database.inTenant(contoso, async (trx) => {
      await write(trx, 1)
      kept = trx
    })
    const late = async () => kept && (await write(kept, 2))
    await expect(late()).rejects.toThrow('This transaction is over')
    expect(await notesOf(database)).toEqual([1])
  })

  test('cannot begin another one on the same connection', async () => {
    const work = database.inTenant(contoso, (trx) => trx.transaction().execute((inner) => write(inner, 1)))
    await expect(work).rejects.toThrow()
    expect(await notesOf(database)).toEqual([])
  })

  test('loses no update when many run concurrently', async () => {
    await database.inTenant(contoso, (trx) => write(trx, 1, '0'))
    const increment = () =>
      database.inTenant(contoso, async (trx) => {
        const { text } = await trx
          .selectFrom('notes')
          .select('text')
          .where('id', '=', 1)
          .forUpdate()
          .executeTakeFirstOrThrow()
        await trx
          .updateTable('notes')
          .set({ text: String(Number(text) + 1) })
          .where('id', '=', 1)
          .execute()
      })
    await Promise.all(Array.from({ length: 60 }, increment))
    const [note] = await database.inTenant(contoso, (trx) => trx.selectFrom('notes').select('text').execute())
    expect(note?.text).toBe('60')
  })

  test('returns the number of updated rows', async () => {
    await database.inTenant(contoso, async (trx) => [await write(trx, 1), await write(trx, 2)])
    const changed = await database.inTenant(contoso, (trx) =>
      trx.updateTable('notes').set({ text: 'new' }).executeTakeFirst(),
    )
    expect(changed.numUpdatedRows).toBe(2n)
  })

  test('is retried after a serialization failure and after a deadlock', async () => {
    for (const [id, state] of [
      [1, '40001'],
      [2, '40P01'],
    ] as const) {
      let tries = 0
      await database.inTenant(contoso, async (trx) => {
        await write(trx, id)
        tries += 1
        if (tries < 3) await raise(state).execute(trx)
      })
      expect(tries).toBe(3)
    }
    expect(await notesOf(database)).toEqual([1, 2])
  })

  test('fails after three retries', async () => {
    let tries = 0
    const work = database.inTenant(contoso, async (trx) => {
      tries += 1
      await raise('40001').execute(trx)
    })
    await expect(work).rejects.toMatchObject({ code: '40001' })
    expect(tries).toBe(4)
  })

  test('that runs out of time or resources reports the store as unavailable', async () => {
    for (const state of ['57014', '53100', '55P03']) {
      const work = database.inTenant(contoso, (trx) => raise(state).execute(trx))
      await expect(work).rejects.toMatchObject({ name: 'StoreUnavailable', unavailable: true })
    }
  })

  test('of one statement is stored, returns its rows and stays in its tenant', async () => {
    const insert = (id: number) =>
      database.oneInTenant(contoso, (build) =>
        build.insertInto('notes').values({ id, text: 'one' }).returning('id').compile(),
      )
    expect(await insert(1)).toEqual([{ id: 1 }])
    await expect(insert(1)).rejects.toMatchObject({ code: '23505' })
    expect(await notesOf(database)).toEqual([1])
    expect(await notesOf(database, fabrikam)).toEqual([])
  })

  test('of one statement stores nothing when the statement fails late', async () => {
    const all = sql`insert into notes (id, text) select n, 'x' from generate_series(1, 9) n where 10 / (8 - n) < 100`
    const work = database.oneInTenant(contoso, (build) => all.compile(build))
    await expect(work).rejects.toMatchObject({ code: '22012' })
    expect(await notesOf(database)).toEqual([])
  })
})
