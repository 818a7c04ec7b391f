import { spawnSync } from 'node:child_process'
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
