import { spawn, spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** Runs a program in the project root and shows its output; throws when it fails. */
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options })
  if (done.error) throw done.error
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${done.status ?? done.signal}`)
}

const ended = (command, args) =>
  new Promise((resolve) => {
    let output = ''
    const append = (part) => (output += part)
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.setEncoding('utf8').on('data', append)
    child.stderr.setEncoding('utf8').on('data', append)
    child.on('error', (error) => resolve({ output: String(error) }))
    child.on('close', (status) => resolve({ output, status }))
  })

/**
 * Runs rows of programs in parallel, the programs of one row in sequence, and shows the output of each program when it
 * ends. A failure does not stop the other programs, so that one run shows every problem; throws at the end if any failed.
 */
export async function runRows(rows) {
  const failed = []
  const runRow = async (row) => {
    for (const [command, args] of row) {
      const { output, status } = await ended(command, args)
      process.stdout.write(output)
      if (status !== 0) failed.push(`${command} ${args.join(' ')}`)
    }
  }
  await Promise.all(rows.map(runRow))
  if (failed.length > 0) throw new Error(failed.map((each) => `failed: ${each}`).join('\n'))
}

/** Installs exactly the locked dependencies if they are missing or if the lock file has changed since the last installation. */
export function installMissing() {
  const lock = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex')
  const marker = `${root}node_modules/.interact-installed`
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lock) return
  // `npm ci` would empty the folder that the link leads to, which belongs to another checkout.
  if (lstatSync(`${root}node_modules`, { throwIfNoEntry: false })?.isSymbolicLink()) return
  console.log('Installing dependencies (a minute or two, once) ...')
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { shell: process.platform === 'win32' })
  writeFileSync(marker, lock)
}

/** Installs and builds, each only when needed. Runs in a separate process because Vite sets NODE_ENV in its own. */
export const build = () => run(process.execPath, ['infra/build/build.mjs'])

const jestProgram = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js']
const jestCommand = [...jestProgram, '--config=tests/jest.config.js']

/** Runs jest with these arguments and shows its output; throws when a test fails. */
export const jest = (args) => run(process.execPath, [...jestCommand, ...args])

/** Paths of the tests that jest selects by these arguments. */
export function listTests(args) {
  const { stdout, status } = spawnSync(process.execPath, [...jestCommand, '--listTests', ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) throw new Error('jest could not list the tests')
  return stdout.split('\n').filter((line) => line !== '')
}

/** Runs the task of a command; on failure prints the error's message and sets exit code 1. */
export async function main(task) {
  try {
    await task()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
