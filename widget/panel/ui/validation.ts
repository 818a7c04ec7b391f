import type { Say, Translations } from '../../i18n/translate.ts'

type Translate = Say<Translations>

/** Maximum message length in UTF-16 code units. The server counts the same way. */
export const messageLimit = 4000

/** Error text for a message; null if it can be sent. */
export function textProblem(text: string, say: Translate): string | null {
  if (!text.trim()) return say('messageMissing')
  const over = text.length - messageLimit
  return over > 0 ? say('tooLong', { count: over }) : null
}

export const emailProblem = (email: string, say: Translate): string | null =>
  !email.trim() || /^[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)+$/.test(email.trim()) ? null : say('emailWrong')
