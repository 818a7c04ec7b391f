import type { Translations } from '../i18n/translations.ts'

/** The part of Adaptive Cards 1.5 that the bot uses. */
export interface TextRun {
  type: 'TextRun'
  text: string
  weight?: 'Bolder'
  isSubtle?: boolean
  size?: 'Small' | 'Medium'
}
export interface RichTextBlock {
  type: 'RichTextBlock'
  inlines: TextRun[]
  spacing?: 'None' | 'Small'
  separator?: boolean
}
export interface TextBlock {
  type: 'TextBlock'
  text: string
  wrap: true
  weight?: 'Bolder'
  size?: 'Medium'
  isSubtle?: boolean
  style?: 'heading'
  spacing?: 'None' | 'Small'
}
export interface InputText {
  type: 'Input.Text'
  id: string
  label: string
  value: string
  isMultiline: true
  maxLength: number
}
export interface Execute {
  type: 'Action.Execute'
  title: string
  verb: string
  data: Record<string, unknown>
  style?: 'positive' | 'destructive'
  /** For clients without Action.Execute. */
  fallback: { type: 'Action.Submit'; title: string; data: Record<string, unknown> }
}
export interface OpenUrl {
  type: 'Action.OpenUrl'
  title: string
  url: string
  style?: 'positive'
}
export type Block = RichTextBlock | TextBlock | InputText
export type Action = Execute | OpenUrl
export interface Card {
  type: 'AdaptiveCard'
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json'
  version: '1.5'
  rtl?: true
  body: Block[]
  actions?: Action[]
}

/** Maximum number of actions on a card. */
export const actionLimit = 6

export function card(translations: Translations, body: Block[], actions: Action[] = []): Card {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    ...(translations.rightToLeft ? { rtl: true } : {}),
    body,
    ...(actions.length > 0 ? { actions: actions.slice(0, actionLimit) } : {}),
  }
}

/** A heading in our own words. Never use it for customer text, because its Markdown would be rendered. */
export const heading = (text: string): TextBlock => ({
  type: 'TextBlock',
  text,
  wrap: true,
  weight: 'Bolder',
  size: 'Medium',
  style: 'heading',
})

/** A sentence in our own words; see `heading`. */
export const plain = (text: string): TextBlock => ({ type: 'TextBlock', text, wrap: true, spacing: 'Small' })
export const subtle = (text: string): TextBlock => ({ ...plain(text), isSubtle: true })

/** An instant that each client formats in its own time zone and language. */
export const timeOf = (instant: number): string =>
  `{{TIME(${new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z')})}}`
