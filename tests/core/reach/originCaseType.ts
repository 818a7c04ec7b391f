/** Do these patterns admit a page that sends this Origin header (undefined: none), and by which rule. */
export type OriginCase = readonly [
  patterns: readonly string[],
  origin: string | undefined,
  expected: 'allow' | 'deny',
  why: string,
]
