import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { sql } from 'kysely'
import { openPostgres } from '#api/adapters/postgres/database/openPostgres'
import type { Database } from '#api/adapters/postgres/database/database'
import { describePostgres } from '../../support/database/databases.ts'
import { query } from '../../support/database/postgres.ts'
import { startPostgres, stopPostgres, type PostgresServer } from '../../support/database/postgresServer.ts'
import { contoso, migrations, notesOf, write, type Notes } from './notes.ts'

jest.setTimeout(120_000)

// All client connections except the one that runs the query.
const others = `pid <> pg_backend_pid() and backend_type = 'client backend'`
const own = new URL('../../../api/adapters/postgres/migrations/', import.meta.url)

describePostgres('An outage of PostgreSQL', () => {
  let folder: string
  let server: PostgresServer
  let database: Database<Notes>

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'interact-outage-'))
    server = await startPostgres(folder)
    const url = server.url('postgres')
    database = openPostgres<Notes>(url, { max: 4, patience: 2_000 })
    await database.migrate([own, ...migrations])
  })
  afterAll(async () => {
    await database.close()
    await stopPostgres(folder, server.pid)
    rmSync(folder, { recursive: true })
  })

  test('loses no acknowledged write under load, and the pool recovers by itself', async () => {
    const stored: number[] = []
    const refused: unknown[] = []
    let killed = false
    const writeMany = async (writer: number) => {
      for (let n = 0; n < 150; n += 1) {
        const id = writer * 1_000 + n
        await database
          .inTenant(contoso, (trx) => write(trx, id))
          .then(
            () => stored.push(id),
            (error: unknown) => refused.push(error),
          )
        if (stored.length >= 200 && !killed) {
          killed = true
          process.kill(server.pid, 'SIGKILL')
        }
      }
    }
    await Promise.all([0, 1, 2, 3, 4, 5].map(writeMany))
    expect(refused.length).toBeGreaterThan(0)
    for (const error of refused) expect(error).toMatchObject({ unavailable: true })
    await expect(database.check()).rejects.toMatchObject({ unavailable: true })

    server = await startPostgres(folder)
    const found = new Set(await notesOf(database))
    expect(stored.filter((id) => !found.has(id))).toEqual([])
    await database.check()
  })

  test('fails only the transaction whose connection was lost', async () => {
    const work = database.inTenant(contoso, async (trx) => {
      await write(trx, 900_001)
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
      await database.inTenant(contoso, (other) => write(other, 900_002))
      await query(server.url('postgres'), `select pg_terminate_backend(${rows[0]?.pid ?? 0})`)
      await write(trx, 900_003)
    })
    await expect(work).rejects.toMatchObject({ unavailable: true })
    expect((await notesOf(database)).filter((id) => id > 900_000)).toEqual([900_002])
  })

  test('is reported when idle connections are lost, and the pool reconnects', async () => {
    let received: () => void = () => undefined
    const loss = new Promise<void>((resolve) => (received = resolve))
    const other = openPostgres<Notes>(server.url('postgres'), { onFault: () => received() })
    await other.check()
    await query(server.url('postgres'), `select pg_terminate_backend(pid) from pg_stat_activity where ${others}`)
    await loss
    await other.check()
    await other.close()
  })

  test('is reported as unavailable, even if the address is wrong', async () => {
    const nowhere = openPostgres('postgres://localhost:1/none', { patience: 1_000 })
    await expect(nowhere.check()).rejects.toMatchObject({ unavailable: true })
    await expect(nowhere.inTenant(contoso, () => Promise.resolve())).rejects.toMatchObject({ unavailable: true })
    await nowhere.close()
  })
})

describePostgres('A deadlock', (open) => {
  test('between two transactions is retried until both are stored', async () => {
    const database = await open<Notes>({ migrations })
    await database.inTenant(contoso, async (trx) => [await write(trx, 1, ''), await write(trx, 2, '')])
    let tries = 0
    let bothBegun: () => void = () => undefined
    const begun = new Promise<void>((resolve) => (bothBegun = resolve))
    const sign = (letter: string, order: readonly number[]) =>
      database.inTenant(contoso, async (trx) => {
        tries += 1
        for (const id of order) {
          await sql`update notes set text = text || ${letter} where id = ${id}`.execute(trx)
          if (tries === 2) bothBegun()
          if (id === order[0]) await begun
        }
      })
    await Promise.all([sign('a', [1, 2]), sign('b', [2, 1])])
    const texts = await database.inTenant(contoso, (trx) => trx.selectFrom('notes').select('text').execute())
    expect(texts).toHaveLength(2)
    for (const { text } of texts) expect(['ab', 'ba']).toContain(text)
    // On a slow machine PostgreSQL may abort both of them.
    expect(tries).toBeGreaterThanOrEqual(3)
  })
})
