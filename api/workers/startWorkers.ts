import { startWorker, type Worker } from './worker.ts'

type Turn = () => Promise<boolean>

/** How often each loop turns without being woken, in milliseconds. */
const every = {
  outbox: 1000,
  inbox: 1000,
  sessionTimers: 500,
  reachabilityCheck: 30_000,
  directory: 10_000,
  retention: 60_000,
} as const

export type Workers = Record<keyof typeof every, Worker>

export function startWorkers(
  turns: Record<keyof Workers, Turn>,
  fault: (where: string) => (error: unknown) => void,
): Workers {
  const start = (name: keyof Workers) => startWorker(every[name], turns[name], fault(name))
  return {
    outbox: start('outbox'),
    inbox: start('inbox'),
    sessionTimers: start('sessionTimers'),
    reachabilityCheck: start('reachabilityCheck'),
    directory: start('directory'),
    retention: start('retention'),
  }
}

const still: Worker = { wake: () => undefined, stop: () => Promise.resolve() }
/** Before anything runs. */
export const idle: Workers = {
  ...{ outbox: still, inbox: still, sessionTimers: still },
  ...{ reachabilityCheck: still, directory: still, retention: still },
}
