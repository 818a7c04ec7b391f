import { Ajv } from 'ajv'

/**
 * The part of the Adaptive Cards 1.5 schema that our cards may use. It is closed: a property that is not listed is an
 * error, although the renderer would ignore it. Written from the schema explorer of adaptivecards.io.
 */
const text = { type: 'string', minLength: 1 }
const spacing = { enum: ['None', 'Small'] }
const closed = (type: string, required: Record<string, object>, optional: Record<string, object> = {}) => ({
  type: 'object',
  additionalProperties: false,
  required: ['type', ...Object.keys(required)],
  properties: { type: { const: type }, ...required, ...optional },
})

const textRun = closed(
  'TextRun',
  { text },
  { weight: { enum: ['Bolder'] }, isSubtle: { type: 'boolean' }, size: { enum: ['Small', 'Medium'] } },
)
const blocks = [
  closed(
    'RichTextBlock',
    { inlines: { type: 'array', minItems: 1, items: textRun } },
    { spacing, separator: { type: 'boolean' } },
  ),
  closed(
    'TextBlock',
    { text, wrap: { const: true } },
    {
      ...{ weight: { enum: ['Bolder'] }, size: { enum: ['Medium'] }, isSubtle: { type: 'boolean' }, spacing },
      style: { const: 'heading' },
    },
  ),
  closed('Input.Text', {
    ...{ id: text, label: text, value: { type: 'string' } },
    ...{ isMultiline: { type: 'boolean' }, maxLength: { type: 'integer' } },
  }),
]
const data = { type: 'object' }
const actions = [
  closed(
    'Action.Execute',
    { title: text, verb: text, data, fallback: closed('Action.Submit', { title: text, data }) },
    { style: { enum: ['positive', 'destructive'] } },
  ),
  closed(
    'Action.OpenUrl',
    { title: text, url: { type: 'string', pattern: '^https?://' } },
    { style: { const: 'positive' } },
  ),
]
const ofType = (schemas: readonly object[]) => ({ type: 'object', required: ['type'], oneOf: schemas })

const validate = new Ajv({ allErrors: true, strict: false }).compile(
  closed(
    'AdaptiveCard',
    {
      $schema: { const: 'http://adaptivecards.io/schemas/adaptive-card.json' },
      version: { const: '1.5' },
      body: { type: 'array', minItems: 1, items: ofType(blocks) },
    },
    { rtl: { const: true }, actions: { type: 'array', minItems: 1, maxItems: 6, items: ofType(actions) } },
  ),
)

/** The schema errors of a card; empty for a valid one. */
export const faultsOf = (card: unknown): unknown[] => (validate(card) ? [] : (validate.errors ?? []))
