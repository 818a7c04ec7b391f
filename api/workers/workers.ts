import type { Report } from './report.ts'
import { createWorker, type RunOnce, type Worker } from './worker.ts'

const intervalsMs = {
  outbox: 1000,
  inbox: 1000,
  sessionTimers: 500,
  reachabilityCheck: 30_000,
  directory: 10_000,
  conversations: 2000,
  retention: 60_000,
} as const

type Name = keyof typeof intervalsMs
const names = Object.keys(intervalsMs) as Name[]

export interface Workers {
  /** Starts the next iteration of a worker now. May be called before `start`. */
  wake(name: Name): void
  start(runs: Record<Name, RunOnce>): void
  /** Resolves when the current iteration of every worker has finished. */
  stop(): Promise<void>
}

/** The background jobs of the server, not yet started. */
export function createWorkers(reportFor: (worker: string) => Report): Workers {
  const workers = Object.fromEntries(
    names.map((name) => [name, createWorker(intervalsMs[name], reportFor(name))]),
  ) as Record<Name, Worker>
  return {
    wake: (name) => workers[name].wake(),
    start: (runs) => {
      for (const name of names) workers[name].start(runs[name])
    },
    stop: async () => {
      await Promise.all(names.map((name) => workers[name].stop()))
    },
  }
}
