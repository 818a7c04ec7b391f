import { existsSync, fdatasyncSync, fstatSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { sql } from 'kysely'
import { openPglite, type PgliteDatabase, type PgliteOptions } from '#api/adapters/postgres/database/openPglite'
import { pgliteTemplate } from '../../support/database/databases.ts'
import { testRun } from '../../support/database/testRun.ts'
import { contoso, migrations, notesOf, write, type Notes } from './notes.ts'

jest.setTimeout(120_000)

const own = new URL('../../../api/adapters/postgres/migrations/', import.meta.url)
const opened: PgliteDatabase<Notes>[] = []
const remember = <T extends PgliteDatabase<Notes>>(database: T): T => {
  opened.push(database)
  return database
}
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close()
})

const inMemory = async (options: PgliteOptions = {}) => {
  const database = remember(await openPglite<Notes>({ memory: await pgliteTemplate() }, options))
  await database.migrate([own, ...migrations])
  return database
}

describe('The queue of the embedded database', () => {
  test('serves callers in order of arrival', async () => {
    const database = await inMemory()
    const served: number[] = []
    const arrivals = Array.from({ length: 40 }, (_, index) => index)
    const callers = arrivals.map(async (n) => {
      const tenant = n % 2 === 0 ? contoso : '33333333-3333-4333-8333-333333333333'
      await database.inTenant(tenant, async (trx) => {
        served.push(n)
        await write(trx, n)
      })
    })
    await Promise.all(callers)
    expect(served).toEqual(arrivals)
  })

  test('yields to the event loop between transactions', async () => {
    const database = await inMemory()
    let turns = 0
    let done = false
    const turn = () => {
      turns += 1
      if (!done) setImmediate(turn)
    }
    setImmediate(turn)
    await Promise.all(Array.from({ length: 100 }, (_, n) => database.inTenant(contoso, (trx) => write(trx, n))))
    done = true
    expect(turns).toBeGreaterThanOrEqual(99)
  })

  test('rejects a nested transaction with an explanation, and keeps working', async () => {
    const database = await inMemory({ patience: 200 })
    const nested = database.inTenant(contoso, async (trx) => {
      await write(trx, 1)
      await database.inTenant(contoso, (inner) => write(inner, 2))
    })
    await expect(nested).rejects.toThrow('A transaction opened inside another one waits for itself')
    await database.inTenant(contoso, (trx) => write(trx, 3))
    expect(await notesOf(database)).toEqual([3])
  })

  test('finishes earlier callers before the database closes, and rejects later ones', async () => {
    const database = await openPglite<Notes>({ memory: await pgliteTemplate() })
    await database.migrate([own, ...migrations])
    const early = database.inTenant(contoso, async (trx) => {
      await new Promise((resolve) => setImmediate(resolve))
      await write(trx, 1)
      return 'stored'
    })
    const closed = database.close()
    await expect(database.check()).rejects.toMatchObject({ unavailable: true })
    expect(await early).toBe('stored')
    await closed
  })
})

describe('The embedded database in a folder', () => {
  const root = join(testRun(), `embedded-${process.pid}`)
  const folder = join(root, 'data')
  let syncs: string[] = []
  let full = false
  const sync = (descriptor: number) => {
    if (full) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
    syncs.push(fstatSync(descriptor).isDirectory() ? 'folder' : 'file')
    fdatasyncSync(descriptor)
  }
  const open = async (options: PgliteOptions = {}) =>
    remember(await openPglite<Notes>({ folder }, { sync, checkpointEvery: 3_600_000, ...options }))

  const recovered = async (database: PgliteDatabase<Notes>) => {
    for (const end = Date.now() + 30_000; Date.now() < end;) {
      const answers = await database.check().then(
        () => true,
        () => false,
      )
      if (answers) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  beforeEach(async () => {
    if (existsSync(folder)) return
    const database = await openPglite({ folder, from: await pgliteTemplate() })
    await database.migrate([own, ...migrations])
    await database.close()
  })
  afterAll(() => rmSync(root, { recursive: true }))

  test('syncs each commit to disk before it acknowledges it, and does not sync for reads', async () => {
    const database = await open()
    await database.inTenant(contoso, (trx) => write(trx, 1))
    for (let id = 2; id <= 20; id += 1) {
      syncs = []
      await database.inTenant(contoso, (trx) => write(trx, id))
      expect(syncs).toContain('file')
    }
    syncs = []
    await notesOf(database)
    expect(syncs).toEqual([])
  })

  test('acknowledges no write while the disk is full, loses no data, and recovers when there is space', async () => {
    const database = await open()
    const before = await notesOf(database)
    full = true
    await expect(database.inTenant(contoso, (trx) => write(trx, 501))).rejects.toMatchObject({ unavailable: true })
    await expect(database.inTenant(contoso, (trx) => write(trx, 502))).rejects.toMatchObject({ unavailable: true })
    full = false
    await recovered(database)
    await database.inTenant(contoso, (trx) => write(trx, 503))
    const after = await notesOf(database)
    expect(after.filter((id) => id < 501)).toEqual(before)
    expect(after).toContain(503)
  })

  test('recovers from a disk that fills up during a statement', async () => {
    const database = await open()
    const before = await notesOf(database)
    full = true
    const flood = sql`insert into notes (id, text) select n, repeat('x', 60) from generate_series(10000, 160000) n`
    await expect(database.inTenant(contoso, (trx) => flood.execute(trx))).rejects.toMatchObject({ unavailable: true })
    full = false
    await recovered(database)
    expect(await notesOf(database)).toEqual(before)
  })

  test('runs its own checkpoints, which keep the write-ahead log small', async () => {
    const database = await open({ checkpointEvery: 20, vacuumEvery: 0 })
    const control = join(folder, 'database/global/pg_control')
    const at = statSync(control).mtimeMs
    await database.inTenant(contoso, (trx) => write(trx, 601))
    for (const end = Date.now() + 10_000; statSync(control).mtimeMs === at && Date.now() < end;) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    expect(statSync(control).mtimeMs).toBeGreaterThan(at)
    await database.inTenant(contoso, (trx) => write(trx, 602))
  })

  test('refuses a second opener, with the process id, until the first has closed it', async () => {
    const first = await openPglite<Notes>({ folder })
    const refusal = `The data folder is in use by process ${process.pid}.`
    await expect(openPglite({ folder })).rejects.toThrow(refusal)
    await first.close()
    await (await openPglite({ folder })).close()
    expect(readdirSync(folder)).toEqual(['database'])
  })

  test('is created again when its creation was interrupted', async () => {
    const other = join(root, 'other')
    mkdirSync(join(other, 'database.new/base'), { recursive: true })
    writeFileSync(join(other, 'database.new/PG_VERSION'), '18')
    const database = remember(await openPglite<Notes>({ folder: other, from: await pgliteTemplate() }))
    await database.migrate([own, ...migrations])
    await database.inTenant(contoso, (trx) => write(trx, 1))
    expect(await notesOf(database)).toEqual([1])
  })
})
