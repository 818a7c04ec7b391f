import { Refused, Unreachable } from '../../api/httpClient.ts'
import { SignInFailed } from '../../host/teamsHost.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'

/** Translates an error into a message for the user. `unit`: where a name must be unique. */
export function useErrorText(): (fault: unknown, unit?: string) => string {
  const { items, shell, problems } = useTranslations()
  return (fault, unit) => {
    if (fault instanceof Refused) {
      const { code } = fault.problem
      const sentence = code === 'nameTaken' && unit ? items.nameTaken({ unit }) : problems[code]
      return fault.retryAfter === null ? sentence : `${sentence} ${shell.retryIn({ count: fault.retryAfter })}`
    }
    if (fault instanceof Unreachable) return shell.unreachable
    if (fault instanceof SignInFailed) return fault.reason === 'consent' ? shell.consentNeeded : shell.signInFailed
    return shell.unexpected
  }
}
