import { statSync } from 'node:fs'

/** Takes minutes, whatever its size: where it begins last, one core waits for it. */
const longest = '/tests/tab/shell/pages.'

const weight = ({ path }) => (path.includes(longest) ? Infinity : statSync(path).size)

/**
 * The order in which jest starts test files. A fresh clone remembers no durations, so the larger file goes first, as in
 * jest itself; that mixes files that open browsers with those that do not, and two browsers at a time slow each other down.
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
    // Nothing to remember: the order is the same each time.
  }
}
