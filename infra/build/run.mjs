import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** Runs a program in the project's root with its output shown; throws when it fails. */
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options })
  if (done.error) throw done.error
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${done.status ?? done.signal}`)
}

const ended = (command, args) =>
  new Promise((resolve) => {
    let said = ''
    const hear = (part) => (said += part)
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.setEncoding('utf8').on('data', hear)
    child.stderr.setEncoding('utf8').on('data', hear)
    child.on('error', (error) => resolve({ said: String(error) }))
    child.on('close', (status) => resolve({ said, status }))
  })

/**
 * Runs rows of programs beside each other, the programs of a row one after another. What each has said is shown when it
 * ends, and every row goes to its end, so that all that is wrong is seen at once; then it throws when any has failed.
 */
export async function runRows(rows) {
  const failed = []
  const runRow = async (row) => {
    for (const [command, args] of row) {
      const { said, status } = await ended(command, args)
      process.stdout.write(said)
      if (status !== 0) failed.push(`${command} ${args.join(' ')}`)
    }
  }
  await Promise.all(rows.map(runRow))
  if (failed.length > 0) throw new Error(failed.map((each) => `failed: ${each}`).join('\n'))
}

/** Installs the locked dependencies when they are missing or when the lock file has changed since. */
export function installMissing() {
  const lock = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex')
  const marker = `${root}node_modules/.interact-installed`
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lock) return
  console.log('Installing dependencies (about a minute, once) ...')
  // Not `npm ci`: it refuses a lock file in which optional packages of other platforms are missing. Versions are exact.
  const quiet = ['--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  run('npm', ['install', ...quiet], { shell: process.platform === 'win32' })
  mkdirSync(`${root}node_modules`, { recursive: true })
  writeFileSync(marker, lock)
}

/** Installs and builds, each only when needed; in a process of its own, since vite sets NODE_ENV in the one it runs in. */
export const build = () => run(process.execPath, ['infra/build/build.mjs'])

/** Runs a command line's task and turns a failure into one sentence and exit code 1. */
export async function main(task) {
  try {
    await task()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
