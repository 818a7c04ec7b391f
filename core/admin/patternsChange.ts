import { refuse, type Decided } from '../contract/problems.ts'
import { checkPatterns, type CheckedPatterns } from '../reach/patternList.ts'

type Reason = CheckedPatterns['problems'][number]['reason']

const longestQuote = 100

/** Why an entry cannot be saved; completes a sentence that begins with the entry. */
const sentences: Record<Reason, string> = {
  empty: 'is empty. Enter a host, or remove the entry.',
  tooLong: 'is too long for an origin.',
  severalHosts: 'contains more than one host. Enter each host separately.',
  regularExpression:
    'is a regular expression, which isn’t supported. Enter a full host name, or use *. at the beginning.',
  badCharacter: 'contains a character that isn’t allowed in host names.',
  badScheme: 'has an unsupported scheme. Only https:// and http:// are allowed.',
  hasPath: 'has a path. An origin ends after the host and port.',
  hasQuery: 'has a query. An origin ends after the host and port.',
  hasFragment: 'has a fragment. An origin ends after the host and port.',
  hasUserInfo: 'has a user name. An origin is only a scheme, host, and port.',
  nullOrigin: 'is what sandboxed and local pages send. It can never be allowed.',
  badHost: 'isn’t a valid host name.',
  badAddress: 'isn’t a valid IP address.',
  badPort: 'has an invalid port. Use a number from 1 to 65535.',
  loneWildcard: 'would allow every page. Enter the hosts instead.',
  wildcardTooShort: 'is too broad. At least two labels must follow *., as in *.example.com.',
  wildcardInside: 'has a * in the wrong place. Use * only at the beginning, as in *.example.com.',
  wildcardOnAddress: 'uses a wildcard with an IP address, which has no subdomains.',
  tooMany: 'exceeds the limit. A domain template can contain up to 100 patterns.',
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
