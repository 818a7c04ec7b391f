type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** A sentence with a number in it: the form that the language wants for that number, `#` being the number itself. */
export const counted = (language: string, forms: Forms): ((count: number) => string) => {
  const rules = new Intl.PluralRules(language)
  const numbers = new Intl.NumberFormat(language)
  return (count) => (forms[rules.select(count)] ?? forms.other).replace('#', numbers.format(count))
}
