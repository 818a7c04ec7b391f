import { startLoop, type Loop } from './worker.ts'

type Turn = () => Promise<boolean>

/** How often each loop turns without being woken, in milliseconds. */
const every = {
  outbox: 1000,
  inbox: 1000,
  clock: 500,
  decideAgain: 30_000,
  directory: 10_000,
  sweep: 60_000,
} as const

export type Loops = Record<keyof typeof every, Loop>

export function startLoops(
  turns: Record<keyof Loops, Turn>,
  fault: (where: string) => (error: unknown) => void,
): Loops {
  const start = (name: keyof Loops) => startLoop(every[name], turns[name], fault(name))
  return {
    outbox: start('outbox'),
    inbox: start('inbox'),
    clock: start('clock'),
    decideAgain: start('decideAgain'),
    directory: start('directory'),
    sweep: start('sweep'),
  }
}

const still: Loop = { wake: () => undefined, stop: () => Promise.resolve() }
/** Before anything runs. */
export const idle: Loops = {
  ...{ outbox: still, inbox: still, clock: still },
  ...{ decideAgain: still, directory: still, sweep: still },
}
