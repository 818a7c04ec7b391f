import { AdaptiveCard, HostConfig } from 'adaptivecards'
import type { Card } from '#bot/cards/adaptiveCard'
import { isRightToLeft } from '../../../bot/i18n/compiled/languages.ts'
import type { ChatLine } from './botStories.ts'
import type { Look, Theme } from './exhibit.ts'

/** Colours of Teams: page, message of the agent, card, its border, text, subtle text, accent, good, attention. */
const colours: Record<Theme, Record<string, string>> = {
  light: {
    ...{ page: '#f5f5f5', own: '#e8ebfa', card: '#ffffff', line: '#d1d1d1', text: '#242424', subtle: '#616161' },
    ...{ accent: '#5b5fc7', good: '#237b4b', attention: '#c4314b' },
  },
  dark: {
    ...{ page: '#1f1f1f', own: '#2f2f4a', card: '#292929', line: '#4d4d4d', text: '#ffffff', subtle: '#adadad' },
    ...{ accent: '#9299f7', good: '#92c353', attention: '#f9526b' },
  },
  contrast: {
    ...{ page: '#000000', own: '#000000', card: '#000000', line: '#ffffff', text: '#ffffff', subtle: '#ffffff' },
    ...{ accent: '#ffff01', good: '#ffffff', attention: '#ffffff' },
  },
}

const font = '"Segoe UI", "Segoe UI Web", system-ui, sans-serif'

const hostConfig = ({ text, subtle, accent, good, attention, card, line }: Record<string, string>) => {
  const one = (colour = '', faint = colour) => ({ default: colour, subtle: faint })
  const foregroundColors = {
    ...{ default: one(text, subtle), accent: one(accent), good: one(good), attention: one(attention) },
    ...{ warning: one(attention), light: one(text, subtle), dark: one(text, subtle) },
  }
  return new HostConfig({
    fontFamily: font,
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: line },
    supportsInteractivity: true,
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 200, default: 400, bolder: 600 },
    containerStyles: { default: { backgroundColor: card, foregroundColors } },
    actions: {
      maxActions: 6,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      buttonSpacing: 8,
      spacing: 'default',
    },
  })
}

// Teams renders Markdown. Our own sentences have none, and customers' texts stand in text runs, which are never Markdown.
AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.didProcess = true
  result.outputHtml = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function drawCard(json: Card, palette: Record<string, string>): HTMLElement {
  const card = new AdaptiveCard()
  card.hostConfig = hostConfig(palette)
  card.parse(json)
  const drawn = card.render()
  if (!drawn) throw new Error('The card could not be drawn.')
  return drawn
}

const make = (className: string, ...content: (Node | string)[]) => {
  const element = Object.assign(document.createElement('div'), { className })
  element.append(...content)
  return element
}

/** Draws the chat of an agent with the bot as Teams does. */
export function drawChat(lines: readonly ChatLine[], { theme, language }: Look): void {
  const palette = colours[theme]
  for (const [name, colour] of Object.entries(palette)) document.documentElement.style.setProperty(`--${name}`, colour)
  document.documentElement.style.colorScheme = theme === 'light' ? 'light' : 'dark'
  Object.assign(document.documentElement, { lang: language, dir: isRightToLeft(language) ? 'rtl' : 'ltr' })
  document.body.style.fontFamily = font
  const drawn = lines.map((line) => {
    if (line.from === 'agent')
      return make('line own', make('bubble', line.text.length > 200 ? `${line.text.slice(0, 200)}…` : line.text))
    const { shown } = line
    const content = shown.card
      ? drawCard(shown.card, palette)
      : make('says', ...shown.text.split('\n\n').map((text) => make('paragraph', text)))
    const toast = shown.card && shown.summary !== '' ? [make('toast', shown.summary)] : []
    return make('line', make('bubble', content), ...toast)
  })
  document.body.replaceChildren(make('chat', ...drawn))
}
