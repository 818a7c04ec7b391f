import { statSync } from 'node:fs'

/** Takes minutes whatever its size, so it starts first: the other cores would wait for it at the end. */
const longest = '/tests/tab/shell/pages.'

const weight = ({ path }) => (path.includes(longest) ? Infinity : statSync(path).size)

/**
 * Sorts test files for jest: the larger file first, as jest does without recorded durations. This mixes files that open
 * browsers with those that do not, because two browsers at a time slow each other down.
 */
export default class LongestFirst {
  sort(tests) {
    return tests
      .map((test) => ({ test, weight: weight(test) }))
      .sort((one, other) => (one.weight < other.weight ? 1 : one.weight > other.weight ? -1 : 0))
      .map(({ test }) => test)
  }
  allFailedTests(tests) {
    return tests
  }
  shard(tests) {
    return tests
  }
  cacheResults() {
    // The order does not depend on earlier runs.
  }
}
