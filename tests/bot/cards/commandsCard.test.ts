import { describe, expect, it } from '@jest/globals'
import { commandIn } from '#bot/agent/chatCommands'
import { commandOrReplyCard, helpCard, welcomeMessage } from '#bot/cards/commandsCard'
import { everyLanguage } from '#bot/i18n/translations'
import { after, key, open, userId } from '../../support/memory/sessionFixtures.ts'
import { faultsOf } from './cardSchema.ts'
import { hostileTexts } from './hostileTexts.ts'
import { renderCard } from './renderCard.ts'

describe.each(everyLanguage.map((translations) => ({ ...translations, translations })))(
  'in $language',
  ({ translations, commands }) => {
    const titles = Object.values(commands)

    it('welcome and help are valid cards with buttons for all commands', () => {
      const { card: welcome, summary } = welcomeMessage(translations)
      const help = helpCard(translations)
      expect(summary).toBe(translations.welcome[0])
      expect(welcome.actions?.map(({ title }) => title)).toEqual(titles)
      expect(help.actions?.map(({ title }) => title)).toEqual(titles.slice(1))
      for (const card of [welcome, help]) expect([faultsOf(card), renderCard(card).faults]).toEqual([[], []])
    })

    it('help names each command as its button does', () => {
      for (const title of titles.slice(1)) expect(translations.help.join(' ')).toContain(title)
    })

    it('the title of each command is that command, with a slash or without', () => {
      for (const [name, title] of Object.entries(commands)) {
        expect(commandIn(title)).toEqual({ name, hasSlash: false })
        expect(commandIn(`/${title.toUpperCase()}`)).toEqual({ name, hasSlash: true })
      }
    })

    it('the question about a command is a valid card, whatever the customer is called', () => {
      for (const name of hostileTexts.slice(0, 8)) {
        const { session } = after([
          open({ customer: { name, email: null, verified: false } }),
          { kind: 'agentAccepts', userId },
        ])
        const written = { command: 'end', word: 'End', key: key(1), sessions: session ? [session] : [], isOnly: true }
        const card = commandOrReplyCard({ ...written, command: 'end' }, translations)
        expect([faultsOf(card), renderCard(card).faults]).toEqual([[], []])
        expect(card.actions).toHaveLength(2)
      }
    })
  },
)
