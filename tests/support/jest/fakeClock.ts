import { afterEach, beforeEach, jest } from '@jest/globals'

/** Gives each test of the calling file a fake clock, and forgets the timers that the test leaves. */
export function fakeClockForEachTest(): void {
  beforeEach(() => void jest.useFakeTimers())
  afterEach(() => {
    jest.clearAllTimers()
    jest.useRealTimers()
  })
}
