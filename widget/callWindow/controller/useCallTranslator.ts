import { createTranslatorContext } from '../../i18n/translatorContext.ts'
import type { CallTranslations } from '../../i18n/callTranslations.ts'

export const { Provider: CallTranslatorProvider, useTranslator: useCallTranslator } =
  createTranslatorContext<CallTranslations>()
