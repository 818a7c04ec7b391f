/**
 * Whether these patterns admit a page that sends this Origin header (undefined: no header), and the rule that decides
 * it.
 */
export type OriginCase = readonly [
  patterns: readonly string[],
  origin: string | undefined,
  expected: 'allow' | 'deny',
  why: string,
]
