import { t0 } from '../../support/memory/sessionFixtures.ts'

const RealDate = Date
let now = t0

/** Time stands still while an exhibit is drawn, so that it looks the same every day. Only exhibits advance it. */
class StillDate extends RealDate {
  constructor(...args: [] | [number | string | Date]) {
    super(args.length === 0 ? now : args[0])
  }
  static override now = () => now
}
globalThis.Date = StillDate as DateConstructor

/** Advances the time of everything in the page. */
export const pass = (seconds: number): void => void (now += seconds * 1000)
export const resetClock = (): void => void (now = t0)
