/** When a token ends, in milliseconds since the epoch; null where it does not say so. Nothing is verified: the server does. */
export function expiresAt(token: string): number | null {
  try {
    const claims: unknown = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')))
    const end = typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : null
    return typeof end === 'number' ? end * 1000 : null
  } catch {
    return null
  }
}
