import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { takeLock, type Lock } from '#api/adapters/postgres/database/lockFile'
import { readSettings } from './settings.ts'

const lockFile = 'in-use.lock'
const databaseFolder = 'database'
/** Written at every first start, so it tells a data folder from any other folder. */
const secretsFile = 'secrets.json'
/** What the embedded world stores in its data folder. Nothing else is ever removed. */
const ours = [databaseFolder, 'playground', 'entra-keys.json', secretsFile]

/** Creates the data folder and locks it for this process. Throws an error that names the process that has it. */
export function lockDataFolder(dataFolder: string): Lock {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  return takeLock(join(dataFolder, lockFile))
}

/**
 * Removes what the embedded world has stored in its data folder, and returns a sentence that names it. Throws while
 * another process uses the folder, if its files are not those of an embedded world, and if the data is elsewhere.
 */
export function resetData(env: Readonly<Record<string, string | undefined>>): string {
  const { dataFolder } = readSettings(env)
  if (env.EMBEDDED_DATABASE_URL)
    throw new Error(
      'The data is in the database of EMBEDDED_DATABASE_URL, which a reset leaves alone: drop that database yourself.',
    )
  const found = existsSync(dataFolder) ? readdirSync(dataFolder).filter((name) => ours.includes(name)) : []
  if (found.length === 0) return `There was nothing to remove in ${dataFolder}.`
  if (!found.includes(secretsFile))
    throw new Error(`${dataFolder} holds no embedded world, so nothing was removed. DATA_DIR names its folder.`)
  const locks = [lockDataFolder(dataFolder)]
  try {
    // A program that opens the database alone, like the seed, locks only that.
    const database = join(dataFolder, databaseFolder)
    if (existsSync(database)) locks.push(takeLock(join(database, 'database.lock')))
    for (const name of found) rmSync(join(dataFolder, name), { recursive: true, force: true })
  } finally {
    for (const lock of locks) lock.release()
  }
  return `Removed from ${dataFolder}: ${found.join(', ')}.`
}
