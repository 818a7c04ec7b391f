import { describe, expect, it } from '@jest/globals'
import { chatsCard } from '#bot/cards/chatsCard'
import { sessionPickerCard } from '#bot/cards/sessionPickerCard'
import { sessionMessage } from '#bot/cards/sessionCard'
import { translationsFor } from '#bot/i18n/translations'
import { key } from '../../support/memory/sessionFixtures.ts'
import { messagesAbout, openLink, sessionsWith } from '../support/cardSamples.ts'
import { faultsOf } from './cardSchema.ts'
import { hostileTexts } from './hostileTexts.ts'
import { renderCard } from './renderCard.ts'

const en = translationsFor('en')
const result = (firstWords: string | null) => ({ firstWords, calls: null })
const locales = ['en', 'de', 'fr', 'it', 'ar']

describe.each(locales)('in %s', (locale) => {
  const translations = translationsFor(locale)

  it.each(messagesAbout('Mia', translations))('creates a valid %s card of version 1.5', (_name, { card }) => {
    expect(faultsOf(card)).toEqual([])
    expect(renderCard(card).faults).toEqual([])
  })
})

it('uses English for an unknown language', () => {
  for (const locale of ['ja-JP', '', undefined, 7, 'constructor', '__proto__']) expect(translationsFor(locale)).toBe(en)
  expect(translationsFor('de_CH').language).toBe('de')
})

it('writes Arabic cards from right to left', () => {
  expect(sessionMessage(sessionsWith('Mia').ringing, result(null), translationsFor('ar-SA'), openLink).card.rtl).toBe(
    true,
  )
})

describe('shows a hostile text literally', () => {
  /** One card of each kind; the others contain the same blocks. */
  const kinds = [
    'ringingSummary',
    'activeSummary',
    'endedSummary',
    'missed',
    'missedSummary',
    'message',
    'left message',
    'note',
    'chooser',
    'chats',
  ]
  /** Cards that show customer text in full; the others only name the customer, shortened. */
  const inFull = (name: string) => !['chooser', 'chats', 'note'].includes(name)

  it.each(hostileTexts)('%j', (text) => {
    for (const [name, message] of messagesAbout(text, en).filter(([kind]) => kinds.includes(kind))) {
      const { html, text: shown } = renderCard(message.card)
      expect(faultsOf(message.card)).toEqual([])
      if (inFull(name)) for (const row of text.split('\n')) expect(visible(shown)).toContain(visible(row))
      expect(html.querySelectorAll('a, img, script, iframe, svg, style, base, math, ul, ol, strong, em')).toHaveLength(
        0,
      )
      // Clients render Markdown in text blocks and in the summary of a message.
      const alive = message.card.body.flatMap((block) => (block.type === 'TextBlock' ? [block.text] : []))
      expect([...alive, message.summary].join('\n')).not.toContain(text)
    }
  })
})

it('isolates a name that changes the writing direction', () => {
  const { ringing } = sessionsWith('\u202eevil\u2069\u202e')
  const [button] = sessionPickerCard({ sessions: [ringing], text: 'x', key: key(1) }, en, openLink).actions ?? []
  expect(button?.title).toMatch(/\u2068evil\u2069 #\w{4} \(shop\.example\)$/)
})

it('cuts a long name on a button without splitting a character', () => {
  const { active } = sessionsWith('👩'.repeat(50))
  const [button] = chatsCard([active], null, en, openLink).actions ?? []
  expect(button?.title).toMatch(/^\u2068(👩){39}…\u2069 #/u)
})

it('names no customer in notifications', () => {
  const { ringing, active, ended, missed, calling, missedCall, wantsCall } = sessionsWith('Mia')
  const toasts = [ringing, active, ended, missed, calling, missedCall, wantsCall].map((session) =>
    sessionMessage(session, result('Hello'), en, openLink),
  )
  expect(toasts.map(({ summary }) => summary)).toEqual([
    'A customer is waiting',
    'You’re in a session',
    'This session has ended',
    'You missed a customer',
    'A customer is video calling',
    'You missed a call',
    'A customer would like to talk to you',
  ])
})

it.each([
  ['links Open in Interact to the session on the Chats page', undefined, ''],
  ['links Accept the call to the same page and accepts the call', 'accept', '/accept'],
] as const)('%s', (_what, act, path) => {
  const link = new URL(openLink('20000000-0000-4000-8000-000000000001', act))
  expect(link.origin + link.pathname).toBe('https://teams.microsoft.com/l/entity/9f0e/chats')
  expect(JSON.parse(link.searchParams.get('context') ?? '')).toEqual({
    subEntityId: `chats/20000000-0000-4000-8000-000000000001${path}`,
  })
})

/** Removes the invisible characters that cards add or remove to isolate a text. */
const visible = (text: string) => text.replace(/[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
