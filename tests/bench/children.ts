import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A process of the bench's own. It ends with its parent, whatever becomes of that. */
export interface Child<Ready> {
  ready: Ready
  /** Bytes that the process's objects and buffers hold after a garbage collection. */
  memory(): Promise<number>
  stop(): Promise<void>
}

type Said = { ready: unknown } | { memory: number }

const patience = 120_000
const running = new Set<ChildProcess>()
let raiseAlarm: (fault: Error) => void = () => undefined

/** Rejects when a process of the bench ends on its own. */
export const brokenOff = new Promise<never>((_resolve, reject) => (raiseAlarm = reject))

/** Starts one of the bench's modules with options in a process of its own and waits until it is ready. */
export async function startChild<Ready>(name: 'product' | 'limits', options: unknown): Promise<Child<Ready>> {
  const path = fileURLToPath(new URL(`${name}.js`, import.meta.url))
  const child = fork(path, [JSON.stringify(options)], { execArgv: ['--expose-gc', ...process.execArgv] })
  running.add(child)
  child.once('exit', (code) => {
    // Whoever is stopped was taken from the running ones before.
    if (running.delete(child)) raiseAlarm(new Error(`The process ${name} ended with ${code ?? 'a signal'}`))
  })
  const first = await nextWord(child)
  return {
    ready: 'ready' in first ? (first.ready as Ready) : raise('It answered before it was ready.'),
    memory: async () => {
      const word = nextWord(child)
      child.send('memory')
      const said = await word
      return 'memory' in said ? said.memory : raise('It said something else than its memory.')
    },
    stop: () => stop(child),
  }
}

/** Has a process that was started elsewhere ended with the bench. */
export const endWithBench = (child: ChildProcess): void => {
  running.add(child)
  child.once('exit', () => running.delete(child))
}

/** Ends every process that is still there. */
export const stopChildren = (): Promise<unknown> => Promise.all([...running].map(stop))

async function stop(child: ChildProcess): Promise<void> {
  running.delete(child)
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  const last = setTimeout(() => child.kill('SIGKILL'), 10_000)
  if (child.connected) child.disconnect()
  else child.kill('SIGTERM')
  await gone
  clearTimeout(last)
}

function nextWord(child: ChildProcess): Promise<Said> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer)
      child.off('message', onMessage).off('exit', ended)
      act()
    }
    const onMessage = (said: unknown) => settle(() => resolve(said as Said))
    const ended = (code: number | null) => settle(() => reject(new Error(`A process of the bench ended with ${code}`)))
    const timer = setTimeout(() => settle(() => reject(new Error('A process of the bench is silent'))), patience)
    child.on('message', onMessage).on('exit', ended)
  })
}

const raise = (why: string): never => {
  throw new Error(why)
}
