type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** Selects the plural form of a message for a number and replaces `#` with the formatted number. */
export const counted = (language: string, forms: Forms): ((count: number) => string) => {
  const rules = new Intl.PluralRules(language)
  const numbers = new Intl.NumberFormat(language)
  return (count) => (forms[rules.select(count)] ?? forms.other).replace('#', numbers.format(count))
}
