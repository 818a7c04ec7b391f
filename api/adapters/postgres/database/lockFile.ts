import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'

/** The process that holds the lock. `world` identifies the boot and the PID namespace in which `pid` is valid. */
interface Holder {
  pid: number
  started: string
  world: string
  id: string
}

export interface Lock {
  release(): void
}

const beat = 2_000
const silence = 10_000

const orNothing = (read: () => string): string => {
  try {
    return read().trim()
  } catch {
    return ''
  }
}

// proc(5): the state is field 3 and the start time is field 22. Fields are counted after the closing parenthesis of the
// program name, which may contain spaces. A zombie process (Z) holds no lock.
const startOf = (pid: number): string => {
  const stat = orNothing(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  const fields = stat.replace(/^.*\) /s, '').split(' ')
  return fields[0] === 'Z' || fields[0] === 'X' ? '' : (fields[19] ?? '')
}

const thisWorld = (): string => {
  const boot = orNothing(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'))
  return `${boot || hostname()} ${orNothing(() => readlinkSync('/proc/self/ns/pid'))}`.trim()
}

const isAlive = ({ pid, started }: Holder): boolean => {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  // A PID can be reused by another process, but not with the same start time.
  return started === '' || startOf(pid) === started
}

const read = (path: string): Holder | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

// A process in another container or on another machine cannot be checked by PID; its heartbeat updates the file's
// mtime.
const holds = (path: string, holder: Holder): boolean =>
  holder.world === thisWorld() ? isAlive(holder) : Date.now() - statSync(path).mtimeMs < silence

function refuse(path: string, { pid, world }: Holder): never {
  const elsewhere =
    world === thisWorld() ? '' : `, in another container or on another machine, seen ${silence / 1000} s ago or less`
  throw new Error(
    `The data folder is in use by process ${pid}${elsewhere}. Stop it first: two processes on one folder lose data. (${path})`,
  )
}

/** Moves a stale lock file away; restores it if another process has acquired the lock meanwhile. */
const putAside = (path: string, stale: Holder | undefined): void => {
  const aside = `${path}.${randomUUID()}`
  try {
    renameSync(path, aside)
  } catch {
    return
  }
  const found = read(aside)
  if (found?.id !== stale?.id) linkSync(aside, path)
  rmSync(aside, { force: true })
}

/** Acquires the lock at `path` for this process. Throws an error that names the holder while a live process has it. */
export function takeLock(path: string): Lock {
  const own: Holder = { pid: process.pid, started: startOf(process.pid), world: thisWorld(), id: randomUUID() }
  const draft = `${path}.${own.id}`
  writeFileSync(draft, JSON.stringify(own), { mode: 0o600 })
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        linkSync(draft, path)
        break
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 5) throw error
        const holder = read(path)
        if (holder !== undefined && holds(path, holder)) refuse(path, holder)
        putAside(path, holder)
      }
    }
  } finally {
    rmSync(draft, { force: true })
  }
  const heart = setInterval(() => touch(path), beat)
  heart.unref()
  return {
    release() {
      clearInterval(heart)
      if (read(path)?.id === own.id) rmSync(path, { force: true })
    },
  }
}

const touch = (path: string): void => {
  try {
    utimesSync(path, new Date(), new Date())
  } catch {
    // The folder was deleted, and with it the data that the lock protects.
  }
}
