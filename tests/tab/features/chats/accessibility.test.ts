import { textContent } from '#core/contract/sessions'
import { describe, it } from '@jest/globals'
import { expectNoAxeViolations, takePicture } from '../../../support/browser/browser.ts'
import { chatsForEachTest, type Look } from '../../support/openChats.ts'

const world = chatsForEachTest()

const phone = { viewport: { width: 390, height: 760 } }

describe('the accessibility of Chats', () => {
  const looks: [string, Look][] = [
    ['light', { theme: 'light' }],
    ['dark, in German', { theme: 'dark', locale: 'de' }],
    ['high contrast', { theme: 'contrast' }],
    ['right to left, in Arabic', { locale: 'ar' }],
    ['on a phone', { options: phone }],
  ]
  it.each(looks)('has no axe violations: %s', async (name, look) => {
    const { room } = world.api
    const sessionId = room.open({
      name: 'Cara',
      email: 'cara@example.com',
      text: 'Hello',
      page: { timeZone: 'Europe/Rome' },
    })
    room.dispatch(sessionId, { kind: 'agentAccepts' })
    room.dispatch(sessionId, {
      kind: 'agentWrites',
      key: crypto.randomUUID(),
      content: textContent('Hi'),
      via: 'teams',
    })
    room.open({ name: 'Dora', text: 'Anybody?', preview: true })
    const { tab, page } = await world.open({ ...look, path: `chats/${sessionId}` })
    await tab.getByRole('log').getByText('Hi', { exact: true }).waitFor()
    await takePicture(page, `tab-chats-${name.replace(/\W+/g, '-')}`)
    await expectNoAxeViolations(tab)
  })

  it.each(['light', 'dark'] as const)(
    'has no axe violations in dialogs, warnings and error states: %s',
    async (theme) => {
      const sessionId = world.api.room.open({ name: 'Cara', idleWarningMs: 0 })
      world.api.room.dispatch(sessionId, { kind: 'agentAccepts' })
      world.api.room.dispatch(sessionId, { kind: 'timerFired' })
      const { tab, page } = await world.open({ theme, path: `chats/${sessionId}` })
      await tab.getByRole('button', { name: 'End', exact: true }).click()
      await tab.getByRole('button', { name: 'End session' }).waitFor()
      await expectNoAxeViolations(tab)
      await tab.getByRole('button', { name: 'Cancel' }).click()
      world.api.troubles.messageRefusal = { code: 'invalid' }
      await tab.getByRole('textbox').fill('Are you there?')
      await page.keyboard.press('Enter')
      await tab.getByText(/^Not delivered: the server refused/).waitFor()
      world.api.troubles.down = true
      world.api.cut()
      await tab.getByText('No connection.').waitFor()
      await tab.getByRole('textbox').fill('🙂'.repeat(2001))
      await tab.getByText('2 characters too many').waitFor()
      await takePicture(page, `tab-chats-trouble-${theme}`)
      await expectNoAxeViolations(tab)
    },
  )
})
