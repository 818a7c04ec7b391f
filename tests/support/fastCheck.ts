import fc from 'fast-check'

/** Repeats a failed run: the failure of a property prints its seed, and `FAST_CHECK_SEED` sets it. */
const seed = process.env.FAST_CHECK_SEED
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) })

export default fc

/** Runs a slow check with one random value. */
export const checkOnce = <Value>(value: fc.Arbitrary<Value>, check: (value: Value) => Promise<void>): Promise<void> =>
  fc.assert(fc.asyncProperty(value, check), { numRuns: 1, endOnFailure: true })
