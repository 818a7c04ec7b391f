/** Where tests open browsers and start servers, the slowest first: one that begins last keeps one core waiting. */
const slow = ['/tests/tab/pages.', '/tests/e2e/', '/tests/tab/', '/tests/widget/']
const rank = ({ path }) => {
  const place = slow.findIndex((part) => path.includes(part))
  return place === -1 ? slow.length : place
}

/** The order in which jest starts test files; a fresh clone remembers no durations, and size says nothing about them. */
export default class SlowestFirst {
  sort(tests) {
    return tests.toSorted((one, other) => rank(one) - rank(other) || one.path.localeCompare(other.path))
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
