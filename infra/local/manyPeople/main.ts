import { parseArgs } from 'node:util'
import { openDatabase } from '#api/adapters/postgres/database/openDatabase'
import { createStore } from '#api/adapters/postgres/store'
import type { Tables } from '#api/adapters/postgres/database/tables'
import { seed } from '../seed.ts'
import { readSettings } from '../settings.ts'
import { fillWorld, type Filling } from './fillWorld.ts'

const usage = 'npm run seed accepts only: -- --users <number> --sessions <number>'
/**
 * After so many users the statistics are updated. Otherwise the foreign keys of each row would go on to be checked by plans
 * from when the tables were empty, which read them whole: 50,000 users would take half an hour.
 */
const grown = [1000, 10_000]
/** In milliseconds. The embedded database tidies up every ten minutes, which takes longer the more there is. */
const patience = 300_000
/** Enough for every figure that Interact promises, and few enough that a wrong zero fills no disk. */
const most = 200_000

/** Numbers of users and sessions from the command line. Throws a sentence that says what is wrong. */
export function readSeedArguments(args: readonly string[]): Filling {
  let values: { users?: string; sessions?: string }
  try {
    ;({ values } = parseArgs({
      args: [...args],
      options: { users: { type: 'string' }, sessions: { type: 'string' } },
      strict: true,
    }))
  } catch {
    throw new Error(usage)
  }
  if (values.users === undefined && values.sessions === undefined) throw new Error(usage)
  const numberOf = (name: keyof Filling): number => {
    const text = values[name] ?? '0'
    if (/^\d{1,9}$/.test(text) && Number(text) <= most) return Number(text)
    throw new Error(`--${name} ${text} is not a whole number from 0 to ${most}`)
  }
  return { users: numberOf('users'), sessions: numberOf('sessions') }
}

/**
 * Fills the database of the embedded world, which must not be running on the same folder, and prints how far it is.
 * Ctrl-C stops after the current batch; the same command then goes on.
 */
export async function seedMany(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const wanted = readSeedArguments(args)
  const settings = readSettings(env)
  const database = await openDatabase<Tables>(settings.databaseUrl, undefined, patience)
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  process.once('SIGTERM', () => stop.abort())
  try {
    await database.migrate()
    const store = createStore(database)
    await seed(store, `http://localhost:${settings.ports.demo}`)
    const print = printer(wanted)
    for await (const { what, done } of fillWorld(store, wanted, Date.now())) {
      print(what, done)
      if (what === 'users' && grown.includes(done)) await database.analyze()
      if (stop.signal.aborted) throw new Error('Stopped. The same command goes on where it was.')
    }
    await database.analyze()
    console.log('npm start shows them: Users as Adele, Chats as Alex.')
  } finally {
    await database.close()
  }
}

/** Prints each tenth, and on a terminal every batch on the same line. */
function printer(wanted: Filling) {
  let last = ''
  const count = (value: number) => value.toLocaleString('en')
  return (what: keyof Filling, done: number) => {
    const line = `${what}: ${count(done)} of ${count(wanted[what])}`
    if (process.stdout.isTTY) process.stdout.write(`\r${line}${done === wanted[what] ? '\n' : ''}`)
    const tenth = `${what} ${Math.floor((10 * done) / wanted[what])}`
    if (!process.stdout.isTTY && tenth !== last) console.log(line)
    last = tenth
  }
}
