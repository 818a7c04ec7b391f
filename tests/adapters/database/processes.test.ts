import { once } from 'node:events'
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { openPglite } from '#api/adapters/postgres/database/openPglite'
import { compileEngine } from '../../support/database/compiledDatabase.ts'
import { pgliteTemplate } from '../../support/database/databases.ts'
import { testRun } from '../../support/database/testRun.ts'
import { contoso, migrations, notesOf, type Notes } from './notes.ts'

jest.setTimeout(120_000)

const own = new URL('../../../api/adapters/postgres/migrations/', import.meta.url)

// Writes notes with ids from `from` on, and prints each id once the write is acknowledged.
const writer = (engine: string, folder: string, from: number) => `
  import { writeSync } from 'node:fs'
  import { openPglite } from '${engine}openPglite.js'
  const database = await openPglite({ folder: ${JSON.stringify(folder)} }, { checkpointEvery: 50 })
  for (let id = ${from}; ; id += 1) {
    await database.inTenant('${contoso}', (trx) => trx.insertInto('notes').values({ id, text: 'x'.repeat(500) }).execute())
    writeSync(1, id + '\\n')
  }`

describe('The folder of an embedded database', () => {
  const root = join(testRun(), `processes-${process.pid}`)
  const folder = join(root, 'data')
  let compiled: ReturnType<typeof compileEngine>
  const children: ChildProcessWithoutNullStreams[] = []

  const start = (from: number): ChildProcessWithoutNullStreams => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', writer(compiled.engine, folder, from)])
    children.push(child)
    return child
  }

  /** Reads the ids that a writer prints, and kills it with SIGKILL after `enough` ids. */
  const readUntil = async (child: ChildProcessWithoutNullStreams, enough: number): Promise<number[]> => {
    const ids: number[] = []
    const complaints: unknown[] = []
    const exited = once(child, 'exit')
    child.stderr.on('data', (text) => complaints.push(text))
    for await (const line of createInterface({ input: child.stdout })) {
      ids.push(Number(line))
      if (ids.length === enough) child.kill('SIGKILL')
    }
    // Its output may end before the killed process is gone, and until then it holds the lock.
    await exited
    if (ids.length < enough) throw new Error(`The writer ended by itself: ${complaints.join('')}`)
    return ids
  }

  beforeAll(async () => {
    compiled = compileEngine()
    const database = await openPglite({ folder, from: await pgliteTemplate() })
    await database.migrate([own, ...migrations])
    await database.close()
  })
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
  })
  afterAll(() => {
    compiled.remove()
    rmSync(root, { recursive: true })
  })

  test('loses no acknowledged note when its process is killed repeatedly', async () => {
    const acknowledged: number[] = []
    for (let round = 0; round < 3; round += 1) acknowledged.push(...(await readUntil(start(round * 10_000), 300)))
    expect(acknowledged.length).toBeGreaterThanOrEqual(900)

    const database = await openPglite<Notes>({ folder })
    const found = new Set(await notesOf(database))
    await database.close()
    expect(acknowledged.filter((id) => !found.has(id))).toEqual([])
    // At each kill, at most the note in progress is stored without an acknowledgement.
    expect(found.size - acknowledged.length).toBeLessThanOrEqual(3)
  })

  test('is locked for a second process while the first one runs, and unlocked when it was killed', async () => {
    const first = start(100_000)
    const alive = new Promise<void>((resolve) => first.stdout.once('data', () => resolve()))
    await alive
    await expect(openPglite({ folder })).rejects.toThrow(`The data folder is in use by process ${first.pid ?? 0}.`)
    const exited = once(first, 'exit')
    first.kill('SIGKILL')
    await exited

    const database = await openPglite<Notes>({ folder })
    expect(await notesOf(database)).toContain(100_000)
    await database.close()
  })

  test.each<[string, Record<string, unknown>, boolean]>([
    ['opens when the lock is from a dead process', { pid: 4_000_000 }, true],
    ['opens when another program has the process id of the lock', { started: '1' }, true],
    ['stays locked when the lock is from this process', {}, false],
    [
      'stays locked when the lock is from a process of another machine that was recently active',
      { world: 'elsewhere' },
      false,
    ],
  ])('%s', async (_who, holder, free) => {
    const lock = join(folder, 'database.lock')
    const database = await openPglite({ folder })
    const current = JSON.parse(readFileSync(lock, 'utf8')) as Record<string, unknown>
    await database.close()
    writeFileSync(lock, JSON.stringify({ ...current, id: 'left behind', ...holder }))
    const opening = openPglite({ folder })
    if (free) await (await opening).close()
    else await expect(opening).rejects.toThrow('The data folder is in use by process')
    rmSync(lock, { force: true })
  })

  test('opens when the lock is damaged', async () => {
    writeFileSync(join(folder, 'database.lock'), '')
    await (await openPglite({ folder })).close()
  })
})
