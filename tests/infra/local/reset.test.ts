import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { openPglite } from '#api/adapters/postgres/database/openPglite'
import { lockDataFolder, resetData } from '#infra/local/dataFolder'
import { readSecrets } from '#infra/local/secrets'
import { signingKeys } from '#infra/local/signingKeys'
import { pgliteTemplate } from '../../support/database/databases.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'interact-reset-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const reset = (env: Record<string, string> = {}) => resetData({ DATA_DIR: folder, ...env })
const openDatabase = async () => openPglite({ folder: join(folder, 'database'), from: await pgliteTemplate() })

describe('npm start -- --reset', () => {
  test('removes what the embedded world has stored, says what, and leaves other files', async () => {
    readSecrets(folder)
    await signingKeys(folder)
    await (await openDatabase()).close()
    mkdirSync(join(folder, 'playground'))
    writeFileSync(join(folder, 'notes.txt'), 'mine')
    expect(reset()).toBe(`Removed from ${folder}: database, entra-keys.json, playground, secrets.json.`)
    expect(readdirSync(folder)).toEqual(['notes.txt'])
  })

  test('says that there was nothing, also without a folder', () => {
    expect(reset()).toBe(`There was nothing to remove in ${folder}.`)
    rmSync(folder, { recursive: true })
    expect(reset()).toBe(`There was nothing to remove in ${folder}.`)
  })

  test('refuses while a process runs the embedded world or has its database open, and removes nothing', async () => {
    readSecrets(folder)
    const world = lockDataFolder(folder)
    expect(() => reset()).toThrow(`The data folder is in use by process ${process.pid}`)
    world.release()
    const database = await openDatabase()
    expect(() => reset()).toThrow(`The data folder is in use by process ${process.pid}`)
    await database.close()
    expect(existsSync(join(folder, 'database', 'database'))).toBe(true)
    expect(reset()).toContain('database, secrets.json')
  })

  test('refuses a folder that no embedded world has made', () => {
    mkdirSync(join(folder, 'database'))
    writeFileSync(join(folder, 'database', 'customers.csv'), 'precious')
    expect(() => reset()).toThrow('holds no embedded world, so nothing was removed')
    expect(existsSync(join(folder, 'database', 'customers.csv'))).toBe(true)
  })

  test('refuses where the data is in another database', () => {
    readSecrets(folder)
    expect(() => reset({ EMBEDDED_DATABASE_URL: 'postgres://me:secret@localhost/mine' })).toThrow(
      /^The data is in the database of EMBEDDED_DATABASE_URL, which a reset leaves alone/,
    )
    expect(readdirSync(folder)).toEqual(['secrets.json'])
  })
})

test('npm start refuses unknown arguments before it builds', () => {
  const program = fileURLToPath(new URL('../../../infra/build/start.mjs', import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, '--reste'], { encoding: 'utf8' })
  expect({ status, stdout, stderr }).toEqual({
    status: 1,
    stdout: '',
    stderr: 'npm start does not know --reste. It accepts only: -- --reset\n',
  })
})
