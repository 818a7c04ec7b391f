import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { openPglite } from '#api/adapters/postgres/database/openPglite'
import { openPostgres } from '#api/adapters/postgres/database/openPostgres'
import { describeEachDatabase, describePostgres, makePostgresDatabase } from '../../support/database/databases.ts'
import { query } from '../../support/database/postgres.ts'
import { contoso, migrations, notesOf, write, type Notes } from './notes.ts'

jest.setTimeout(120_000)

const own = new URL('../../../api/adapters/postgres/migrations/', import.meta.url)

describeEachDatabase('A migration', (open) => {
  let folder: string
  let extra: URL
  const put = (name: string, sql: string) => writeFileSync(join(folder, name), sql)
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'interact-migrations-'))
    extra = pathToFileURL(`${folder}/`)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('runs once and in order of its number, and is refused when it was changed or is unknown', async () => {
    const database = await open<Notes>({ migrations })
    expect(await database.migrate([own, ...migrations])).toEqual([])
    put('902_second.sql', `insert into trail values ('902')`)
    put('901_first.sql', `create table trail (step text); insert into trail values ('901')`)
    expect(await database.migrate([own, ...migrations, extra])).toEqual(['901_first.sql', '902_second.sql'])
    expect(await database.migrate([own, ...migrations, extra])).toEqual([])

    put('903_fails.sql', `insert into trail values ('903'); create table half (id int); select 1 / 0`)
    await expect(database.migrate([own, ...migrations, extra])).rejects.toThrow(
      '903_fails.sql failed: division by zero',
    )
    put('903_fails.sql', `create table half (id int)`)
    expect(await database.migrate([own, ...migrations, extra])).toEqual(['903_fails.sql'])

    put('901_first.sql', `create table trail (step text, note text)`)
    await expect(database.migrate([own, ...migrations, extra])).rejects.toThrow(
      '901_first.sql was changed after it ran',
    )

    await expect(database.migrate([own, ...migrations])).rejects.toThrow(
      'newer than this version of Interact: it has 901_first.sql',
    )

    await database.inTenant(contoso, (trx) => write(trx, 1))
    expect(await notesOf(database)).toEqual([1])
  })

  test('is refused when its number is lower than one that ran before', async () => {
    const database = await open<Notes>({ migrations })
    const late = mkdtempSync(join(tmpdir(), 'interact-migrations-'))
    writeFileSync(join(late, '899_late.sql'), 'select 1')
    const folders = [own, ...migrations, pathToFileURL(`${late}/`)]
    await expect(database.migrate(folders)).rejects.toThrow('899_late.sql was left out when later migrations ran')
    rmSync(late, { recursive: true })
  })

  test('needs a unique number', async () => {
    const database = await open()
    await expect(database.migrate([own, own])).rejects.toThrow('have the same number')
  })
})

test('A database without the first migration rejects every use and names the migrate command', async () => {
  const database = await openPglite({ memory: true })
  await expect(database.check()).rejects.toThrow('The database has not been migrated yet: run npm run migrate.')
  await expect(database.inTenant(contoso, () => Promise.resolve())).rejects.toThrow('run npm run migrate')
  expect(await database.migrate()).toContain('000_foundation.sql')
  await database.check()
  await database.close()
})

describePostgres('The first migration', () => {
  test('names the statements for an administrator when the account may not create roles', async () => {
    const { url, drop } = await makePostgresDatabase()
    const name = `plain_${process.pid}_${Date.now()}`
    await query(url, `create role ${name} login`, `create schema ${name}`, `grant all on schema ${name} to ${name}`)
    const plain = new URL(url)
    plain.username = name
    plain.searchParams.set('options', `-c search_path=${name}`)
    const database = openPostgres(plain.href)
    await expect(database.migrate()).rejects.toThrow(
      `An administrator must run: grant interact_app to ${name}; grant interact_system to ${name};`,
    )
    await database.close()
    await drop()
    await query(url.replace(/\/test_[^?]*/, '/postgres'), `drop role ${name}`)
  })

  test('is run by an account that is not a superuser, so that row-level security applies to it', async () => {
    const { url, drop } = await makePostgresDatabase()
    const rows = await query(url, 'select rolsuper or rolbypassrls as free from pg_roles where rolname = current_user')
    if (process.env.TEST_DATABASE_URL === undefined) expect(rows).toEqual([{ free: false }])
    await expect(query(url, 'set role interact_app', 'drop table interact_migrations')).rejects.toThrow('must be owner')
    await drop()
  })
})
