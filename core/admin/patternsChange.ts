import { refuse, type Decided } from '../contract/problems.ts'
import { checkPatterns, type CheckedPatterns } from '../reach/patternList.ts'

type Reason = CheckedPatterns['problems'][number]['reason']

const longestQuote = 100

/** Why an entry cannot be saved; completes a sentence that begins with the entry. */
const sentences: Record<Reason, string> = {
  empty: 'is empty. Remove it or name a host.',
  tooLong: 'is longer than any origin can be.',
  severalHosts: 'holds more than one host. Give each host an entry of its own.',
  regularExpression: 'is a regular expression. Only whole hosts and *. at the beginning are compared.',
  badCharacter: 'holds a character that no host has.',
  badScheme: 'has a scheme that is not allowed. Only https:// and http:// can be named.',
  hasPath: 'has a path. An origin ends after host and port.',
  hasQuery: 'has a query. An origin ends after host and port.',
  hasFragment: 'has a fragment. An origin ends after host and port.',
  hasUserInfo: 'has a user name. An origin is only scheme, host and port.',
  nullOrigin: 'is what sandboxed and local pages send. It can never be allowed.',
  badHost: 'is not a valid host name.',
  badAddress: 'is not a valid IP address.',
  badPort: 'has a port that does not exist. Ports go from 1 to 65535.',
  loneWildcard: 'would allow every page. Name the hosts instead.',
  wildcardTooShort: 'is too wide. After *. at least two labels are needed, as in *.example.com.',
  wildcardInside: 'has a * where none is allowed. It can only stand at the beginning, as in *.example.com.',
  wildcardOnAddress: 'puts a wildcard on an IP address, which has no subdomains.',
  tooMany: 'is one entry too many. A domain template holds at most 100.',
}

/**
 * Decides whether these patterns may be saved. Answers the patterns to store. Refusal: `badPattern`, with every invalid
 * entry, its reason and its path in the request (`/patterns/3`).
 */
export function decidePatterns(
  texts: readonly string[],
  isPublicSuffix: (host: string) => boolean,
): Decided<readonly string[]> {
  const { patterns, problems } = checkPatterns(texts, isPublicSuffix)
  if (problems.length === 0) return { value: patterns }
  const errors = problems.map(({ index, entry, reason }) => ({
    path: `/patterns/${index}`,
    message: `“${quoted(entry)}” ${sentences[reason]}`,
  }))
  return refuse('badPattern', errors.map(({ message }) => message).join(' '), errors)
}

const quoted = (entry: string): string =>
  (entry.length > longestQuote ? `${entry.slice(0, longestQuote)}…` : entry).toWellFormed()
