import { createTranslatorContext } from '../../i18n/translatorContext.ts'
import type { Translations } from '../../i18n/translate.ts'

export const { Provider: TranslatorProvider, useTranslator } = createTranslatorContext<Translations>()
