import { Refused, Unreachable } from '../../api/httpClient.ts'
import { SignInFailed } from '../../host/teamsHost.ts'
import { useTranslations } from '../../i18n/useTranslations.ts'

/** Translates an error into a message for the user. */
export function useErrorText(): (fault: unknown) => string {
  const { shell, problems } = useTranslations()
  return (fault) => {
    if (fault instanceof Refused) {
      const sentence = problems[fault.problem.code]
      return fault.retryAfter === null ? sentence : `${sentence} ${shell.retryIn({ count: fault.retryAfter })}`
    }
    if (fault instanceof Unreachable) return shell.unreachable
    if (fault instanceof SignInFailed) return fault.reason === 'consent' ? shell.consentNeeded : shell.signInFailed
    return shell.unexpected
  }
}
