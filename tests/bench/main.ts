import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopSharedPostgres } from '../support/database/postgres.ts'
import { testRun } from '../support/database/testRun.ts'
import { brokenOff, stopChildren } from './children.ts'
import { openDatabases } from './databases.ts'
import { isReached, table, type Figure } from './figures.ts'
import { measureLaunch } from './launch.ts'
import { measureMessages } from './messages.ts'
import { measureMemory } from './memory.ts'
import { measureUsers } from './users.ts'
import { measureWorld } from './world.ts'

/** Time limit of the whole benchmark, in milliseconds. At the limit it stops without the remaining figures. */
const longest = 8 * 60_000

const folder = mkdtempSync(join(tmpdir(), 'interact-bench-'))
const databases = await openDatabases(folder)
const measures: Record<string, () => Promise<Figure[]>> = {
  world: () => measureWorld(folder),
  messages: () => measureMessages(databases),
  launch: () => measureLaunch(databases),
  users: () => measureUsers(databases),
  memory: () => measureMemory(databases),
}

async function measureAll(names: readonly string[]): Promise<void> {
  let missed = 0
  for (const name of names) {
    const measure = measures[name]
    if (!measure) throw new Error(`There is no measure ${name}; there are ${Object.keys(measures).join(', ')}.`)
    const figures = await measure()
    missed += figures.filter((figure) => isReached(figure) === false).length
    console.log(`\n${table(figures)}`)
  }
  console.log(`\n${missed === 0 ? 'Every goal is reached.' : `${missed} goals are missed.`}`)
}

async function end(): Promise<void> {
  await stopChildren()
  await databases.drop()
  await stopSharedPostgres()
  for (const made of [folder, testRun()]) rmSync(made, { recursive: true, force: true })
}

const stopped = new Promise<never>((_resolve, reject) => {
  const stop = (why: string) => () => reject(new Error(why))
  process.once('SIGINT', stop('Stopped.'))
  process.once('SIGTERM', stop('Stopped.'))
  process.on('unhandledRejection', reject)
  setTimeout(stop(`The benchmark took longer than ${longest / 60_000} minutes.`), longest).unref()
})
try {
  const asked = process.argv.slice(2)
  await Promise.race([measureAll(asked.length > 0 ? asked : Object.keys(measures)), stopped, brokenOff])
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await end()
}
process.exit()
