import type { CheckedPatterns, PatternWarning } from '#core/reach/patternList'
import type { NotAllowed } from '#core/reach/originAllowlist'
import { counted } from '../format/plural.ts'

type Problem = CheckedPatterns['problems'][number]['reason']

const problems: Record<Problem, string> = {
  empty: 'Empty. Remove it, or name a host.',
  tooLong: 'Longer than any origin can be.',
  severalHosts: 'More than one host. Give each its own row.',
  regularExpression: 'Regular expressions are not understood. Only whole hosts and *. at the beginning are.',
  badCharacter: 'Holds a character that no host has.',
  badScheme: 'Only https:// and http:// can be named.',
  hasPath: 'Has a path. An origin ends after host and port.',
  hasQuery: 'Has a query. An origin ends after host and port.',
  hasFragment: 'Has a fragment. An origin ends after host and port.',
  hasUserInfo: 'Has a user name. An origin is only scheme, host and port.',
  nullOrigin: 'Sandboxed and local pages send this. It can never be allowed.',
  badHost: 'Not a valid host name.',
  badAddress: 'Not a valid IP address.',
  badPort: 'No such port. Ports go from 1 to 65535.',
  loneWildcard: 'Would allow every page. Name the hosts instead.',
  wildcardTooShort: 'Too wide. At least two labels must follow *., as in *.example.com.',
  wildcardInside: 'A * can only stand at the beginning, as in *.example.com.',
  wildcardOnAddress: 'An IP address has no subdomains.',
  tooMany: 'One too many. A domain template holds at most 100 patterns.',
}
const warnings: Record<PatternWarning, string> = {
  publicSuffix: 'Shared hosting: whoever rents a name there is let in.',
  ipv6CannotFrame: 'Chromium shows no widget on pages with an IPv6 address.',
  underscoreCannotFrame: 'Chromium shows no widget on hosts with an underscore.',
  trailingDot: 'At the end there is a dot: it is another host than without it.',
}
const notAllowed: Record<NotAllowed, string> = {
  portNotListed: 'Not allowed: the host is listed, but not with this port.',
  httpNotWritten: 'Not allowed: http is let in only where http:// is written.',
  schemeNotAllowed: 'Not allowed: the host is listed with another scheme.',
  trailingDot: 'Not allowed: with or without the dot at the end are two different hosts.',
  apexNotIncluded: 'Not allowed: a pattern with *. lets subdomains in, not the name itself.',
  subdomainNotIncluded: 'Not allowed: the name is listed without *., so its subdomains are not let in.',
  hostNotListed: 'Not allowed: the host is not listed.',
  noPatterns: 'Not allowed: the template holds no valid pattern.',
  absent: 'Not allowed: the page sends no origin.',
  opaque: 'Not allowed: sandboxed and local pages send null.',
  schemeNotWeb: 'Not allowed: only https and http pages can be let in.',
  notAnOrigin: 'This is not the address of a page.',
}

export const templates = {
  create: 'New domain template',
  none: 'No domain templates yet',
  noneText: 'A domain template lists the web pages that may reach a user. Select it on the user’s Interact page.',
  patterns: 'Patterns',
  patternCount: counted('en', { one: '# pattern', other: '# patterns' }),
  emptyShort: 'Empty: lets nobody in',
  empty: 'This template is empty. It lets nobody in.',
  patternsHint: 'One pattern a row: a host, or *. and a host for its subdomains. Without a scheme, https is meant.',
  pattern: (row: number) => `Pattern ${row}`,
  newPattern: 'New pattern',
  addPattern: 'Add the pattern',
  addHint: 'Press Enter to add it. You can paste many lines at once.',
  removePattern: (pattern: string) => `Remove ${pattern}`,
  ofLimit: (count: string, limit: string) => `${count} of ${limit}`,
  thisHost: (host: string) => `Exactly ${host},`,
  everySubdomain: (host: string) => `Every subdomain of ${host}, not ${host} itself,`,
  onlyScheme: (scheme: string) => `by ${scheme}`,
  bothSchemes: 'by https and http',
  onlyPort: (port: string) => `on port ${port}`,
  sameAs: (row: string) => `Means the same as row ${row}. It is kept once.`,
  problems,
  warnings,
  notAllowed,
  tester: 'Tester',
  testerLabel: 'Would this page be let in?',
  testerHint:
    'Tests the patterns as they are on the screen, saved or not. A program outside a browser can claim any page.',
  testedAs: 'Tested as',
  allowedBy: (pattern: string) => `Allowed by ${pattern}`,
  nearest: (pattern: string) => `Nearest: ${pattern}`,
  refusedLately: 'Refused lately',
  refusedNone: 'No page was refused under this template.',
  refusedTimes: counted('en', { one: 'once', other: '# times' }),
  add: 'Add',
  addOrigin: (origin: string) => `Add ${origin}`,
  added: 'On the list',
  deleteConsequence:
    'Without a template, nobody can reach these users until another one is selected for them. Chats that run from their pages end.',
}
export type TemplatesTranslations = typeof templates
