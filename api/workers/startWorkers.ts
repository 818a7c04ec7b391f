import type { Report } from './report.ts'
import { startWorker, type RunOnce, type Worker } from './worker.ts'

const intervalsMs = {
  outbox: 1000,
  inbox: 1000,
  sessionTimers: 500,
  reachabilityCheck: 30_000,
  directory: 10_000,
  retention: 60_000,
} as const

export type Workers = Record<keyof typeof intervalsMs, Worker>

export function startWorkers(runs: Record<keyof Workers, RunOnce>, reportFor: (worker: string) => Report): Workers {
  const start = (name: keyof Workers) => startWorker(intervalsMs[name], runs[name], reportFor(name))
  return {
    outbox: start('outbox'),
    inbox: start('inbox'),
    sessionTimers: start('sessionTimers'),
    reachabilityCheck: start('reachabilityCheck'),
    directory: start('directory'),
    retention: start('retention'),
  }
}

const noopWorker: Worker = { wake: () => undefined, stop: () => Promise.resolve() }

/** Takes the place of the workers until they are started. */
export const noopWorkers: Workers = {
  ...{ outbox: noopWorker, inbox: noopWorker, sessionTimers: noopWorker },
  ...{ reachabilityCheck: noopWorker, directory: noopWorker, retention: noopWorker },
}
