import { troubleOf, unreachable, within, type Patience, type Tried } from './trouble.ts'

type Acquired = Promise<{ accessToken: string } | null>

/** The part of msal-node's ConfidentialClientApplication that is used here. */
export interface EntraTokens {
  acquireTokenOnBehalfOf(request: { oboAssertion: string; scopes: string[] }): Acquired
  acquireTokenByClientCredential(request: { scopes: string[] }): Acquired
}

/** Nobody has consented, or an admin must. Source: learn.microsoft.com/entra/identity-platform/reference-error-codes */
const consentCodes = /AADSTS(65001|65004|90094|90095|90099|500011|650052)\b/
const spoken = /AADSTS\d+: .*?(?=\s+(?:-\s+)?(?:Correlation|Trace) ID\b|$)/s

/** A token of Entra ID, or why there is none. */
export async function entraToken(patience: Patience, acquire: () => Acquired): Promise<Tried<string>> {
  try {
    const token = await within(patience, acquire())
    return token ? { value: token.accessToken } : troubleOf('unreachable', 'Entra ID answered without a token')
  } catch (error) {
    const said = error instanceof Error ? (spoken.exec(error.message)?.[0] ?? null) : null
    if (said === null) return unreachable(error)
    if (isServersFault(error)) return troubleOf('unreachable', said)
    return troubleOf(consentCodes.test(said) ? 'consent' : 'refused', said)
  }
}

const isServersFault = (error: unknown): boolean =>
  error instanceof Error && 'status' in error && (error.status === 429 || Number(error.status) >= 500)
