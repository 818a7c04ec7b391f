import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A child process of the benchmark. It ends with its parent, even if the parent crashes. */
export interface Child<Ready> {
  ready: Ready
  /** Bytes of heap and external memory in use after a garbage collection. */
  memory(): Promise<number>
  stop(): Promise<void>
}

type Answer = { ready: unknown } | { memory: number }

const patience = 120_000
const running = new Set<ChildProcess>()
let raiseAlarm: (fault: Error) => void = () => undefined

/** Rejects when a process of the benchmark ends unexpectedly. */
export const brokenOff = new Promise<never>((_resolve, reject) => (raiseAlarm = reject))

/** Starts a module of the benchmark in a child process and waits until it is ready. */
export async function startChild<Ready>(name: 'product' | 'limits', options: unknown): Promise<Child<Ready>> {
  const path = fileURLToPath(new URL(`${name}.js`, import.meta.url))
  const child = fork(path, [JSON.stringify(options)], { execArgv: ['--expose-gc', ...process.execArgv] })
  running.add(child)
  child.once('exit', (code) => {
    // `stop` removes a process from `running` first.
    if (running.delete(child)) raiseAlarm(new Error(`The process ${name} ended with ${code ?? 'a signal'}`))
  })
  const first = await nextAnswer(child)
  return {
    ready: 'ready' in first ? (first.ready as Ready) : raise('The process answered before it was ready.'),
    memory: async () => {
      const answer = nextAnswer(child)
      child.send('memory')
      const received = await answer
      return 'memory' in received ? received.memory : raise('The process did not answer with its memory.')
    },
    stop: () => stop(child),
  }
}

/** Ends a process that was started elsewhere together with the benchmark. */
export const endWithBench = (child: ChildProcess): void => {
  running.add(child)
  child.once('exit', () => running.delete(child))
}

/** Ends every process that is still running. */
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

function nextAnswer(child: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer)
      child.off('message', onMessage).off('exit', ended)
      act()
    }
    const onMessage = (answer: unknown) => settle(() => resolve(answer as Answer))
    const ended = (code: number | null) =>
      settle(() => reject(new Error(`A process of the benchmark ended with ${code}`)))
    const timer = setTimeout(
      () => settle(() => reject(new Error('A process of the benchmark does not answer'))),
      patience,
    )
    child.on('message', onMessage).on('exit', ended)
  })
}

const raise = (why: string): never => {
  throw new Error(why)
}
