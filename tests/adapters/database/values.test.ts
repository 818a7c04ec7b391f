import { beforeAll, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import type { Database } from '#api/adapters/postgres/database/database'
import { describeEachDatabase } from '../../support/database/databases.ts'
import { contoso, fabrikam, migrations } from './notes.ts'

interface Thing {
  number: number | bigint | null
  at: Date | null
  day: string | null
  bytes: Uint8Array | null
  list: (string | null)[] | null
  ids: string[] | null
  data: unknown
  text: string | null
  yes: boolean | null
  amount: string | null
}

describeEachDatabase('A value', (open) => {
  let database: Database<{ things: Thing }>
  beforeAll(async () => {
    database = await open({ migrations })
  })

  const kept = (thing: Partial<Thing>) =>
    database.inTenant(contoso, async (trx) => {
      await trx.deleteFrom('things').execute()
      await trx.insertInto('things').values(thing).execute()
      return await trx
        .selectFrom('things')
        .select(Object.keys(thing) as (keyof Thing)[])
        .executeTakeFirstOrThrow()
    })

  test.each<[string, Partial<Thing>]>([
    ['a count', { number: 9007199254740991 }],
    ['a negative count', { number: -1 }],
    ['a moment', { at: new Date('2026-11-22T10:20:30.456Z') }],
    ['a moment before 1970', { at: new Date('1901-01-01T00:00:00.001Z') }],
    ['a day, without a time zone', { day: '2026-03-29' }],
    ['bytes', { bytes: Buffer.from([0, 1, 92, 34, 255]) }],
    ['a list', { list: ['plain', 'with "quotes" and \\', '{braces}, commas', '', 'NULL', null, 'línea\nnueva'] }],
    ['an empty list', { list: [] }],
    ['a list of ids', { ids: [contoso, fabrikam] }],
    ['an object', { data: { a: [1, { b: null }], c: 'é"\\' } }],
    ['yes', { yes: true }],
    ['no', { yes: false }],
    ['an exact amount', { amount: '12345678901234567890.123456789' }],
    ['nothing', { text: null, data: null, number: null }],
    ['hostile text', { text: `'; drop table things; -- \\ $1 {{x}} <script>` }],
    ['text beyond the basic plane', { text: '👩‍👩‍👧 𝕏 ‮' }],
  ])('that is %s comes back as it was stored', async (_what, thing) => {
    expect(await kept(thing)).toEqual(thing)
  })

  test('that is a list inside JSON is written as JSON text', async () => {
    expect(await kept({ data: JSON.stringify([1, 'two']) })).toEqual({ data: [1, 'two'] })
  })

  test('that no number holds exactly is refused rather than rounded', async () => {
    await expect(kept({ number: 9007199254740993n })).rejects.toThrow('which no number holds exactly')
    expect(await kept({ number: 1 })).toEqual({ number: 1 })
  })

  test('with a NUL is refused, and the session goes on', async () => {
    await expect(kept({ text: 'a\0b' })).rejects.toMatchObject({ code: '22021' })
    expect(await kept({ text: 'ab' })).toEqual({ text: 'ab' })
  })

  test('that is half a character becomes the replacement character', async () => {
    expect(await kept({ text: 'a\ud800b' })).toEqual({ text: 'a\ufffdb' })
  })

  test('keeps its meaning when its statement is prepared by a failure, and fails again in between', async () => {
    const half = (n: number) =>
      database.inTenant(contoso, (trx) => sql<{ n: number }>`select 10 / ${n}::int as n`.execute(trx))
    for (let round = 0; round < 30; round += 1) await expect(half(0)).rejects.toMatchObject({ code: '22012' })
    for (let round = 0; round < 10; round += 1) {
      expect((await half(5)).rows).toEqual([{ n: 2 }])
      await expect(half(0)).rejects.toMatchObject({ code: '22012' })
    }
  })
})
