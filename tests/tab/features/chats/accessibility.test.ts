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
    const { server } = world
    const sessionId = await server.open({
      name: 'Cara',
      email: 'cara@example.com',
      text: 'Hello',
      page: { timeZone: 'Europe/Rome' },
    })
    await server.agent.accepts(sessionId)
    await server.agent.writes('Hi', sessionId)
    await server.open({ name: 'Dora', text: 'Anybody?', preview: true })
    const { tab, page } = await world.open({ ...look, path: `chats/${sessionId}` })
    await tab.getByRole('log').getByText('Hi', { exact: true }).waitFor()
    await takePicture(page, `tab-chats-${name.replace(/\W+/g, '-')}`)
    await expectNoAxeViolations(tab)
  })

  it.each(['light', 'dark'] as const)(
    'has no axe violations in dialogs, warnings and error states: %s',
    async (theme) => {
      const sessionId = await world.server.open({ name: 'Cara', idleWarningMs: 0 })
      await world.server.agent.accepts(sessionId)
      await world.server.fireTimer(sessionId)
      const { tab, page } = await world.open({ theme, path: `chats/${sessionId}` })
      await tab.getByRole('button', { name: 'End', exact: true }).click()
      await tab.getByRole('button', { name: 'End session' }).waitFor()
      await expectNoAxeViolations(tab)
      await tab.getByRole('button', { name: 'Cancel' }).click()
      world.api.hold('/messages', { refused: 'invalid' })
      await tab.getByRole('textbox').fill('Are you there?')
      await page.keyboard.press('Enter')
      await tab.getByText(/^Not delivered: the server rejected/).waitFor()
      world.api.troubles.down = true
      world.api.cut()
      await tab.getByText('You’re offline.').waitFor()
      await tab.getByRole('textbox').fill('🙂'.repeat(2001))
      await tab.getByText('2 characters too many').waitFor()
      await takePicture(page, `tab-chats-trouble-${theme}`)
      await expectNoAxeViolations(tab)
    },
  )
})
