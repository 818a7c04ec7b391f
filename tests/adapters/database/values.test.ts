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
    ['a timestamp', { at: new Date('2026-11-22T10:20:30.456Z') }],
    ['a timestamp before 1970', { at: new Date('1901-01-01T00:00:00.001Z') }],
    ['a date without a time zone', { day: '2026-03-29' }],
    ['bytes', { bytes: Buffer.from([0, 1, 92, 34, 255]) }],
    ['an array', { list: ['plain', 'with "quotes" and \\', '{braces}, commas', '', 'NULL', null, 'línea\nnueva'] }],
    ['an empty array', { list: [] }],
    ['an array of ids', { ids: [contoso, fabrikam] }],
    ['a JSON object', { data: { a: [1, { b: null }], c: 'é"\\' } }],
    ['true', { yes: true }],
    ['false', { yes: false }],
    ['an exact decimal', { amount: '12345678901234567890.123456789' }],
    ['null', { text: null, data: null, number: null }],
    ['hostile text', { text: `'; drop table things; -- \\ $1 {{x}} <script>` }],
    ['text beyond the Basic Multilingual Plane', { text: '👩‍👩‍👧 𝕏 ‮' }],
  ])('is read back as it was stored: %s', async (_what, thing) => {
    expect(await kept(thing)).toEqual(thing)
  })

  test('that is a JSON array is written as JSON text', async () => {
    expect(await kept({ data: JSON.stringify([1, 'two']) })).toEqual({ data: [1, 'two'] })
  })

  test('is refused instead of rounded when no number can hold it exactly', async () => {
    await expect(kept({ number: 9007199254740993n })).rejects.toThrow('which no number holds exactly')
    expect(await kept({ number: 1 })).toEqual({ number: 1 })
  })

  test('with a NUL character is refused, and the connection keeps working', async () => {
    await expect(kept({ text: 'a\0b' })).rejects.toMatchObject({ code: '22021' })
    expect(await kept({ text: 'ab' })).toEqual({ text: 'ab' })
  })

  test('replaces a lone surrogate with U+FFFD', async () => {
    expect(await kept({ text: 'a\ud800b' })).toEqual({ text: 'a\ufffdb' })
  })

  test('is computed correctly by a prepared statement that failed first, and fails again in between', async () => {
    const half = (n: number) =>
      database.inTenant(contoso, (trx) => sql<{ n: number }>`select 10 / ${n}::int as n`.execute(trx))
    for (let round = 0; round < 30; round += 1) await expect(half(0)).rejects.toMatchObject({ code: '22012' })
    for (let round = 0; round < 10; round += 1) {
      expect((await half(5)).rows).toEqual([{ n: 2 }])
      await expect(half(0)).rejects.toMatchObject({ code: '22012' })
    }
  })
})
