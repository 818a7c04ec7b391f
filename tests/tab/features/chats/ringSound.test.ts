import { describe, expect, it } from '@jest/globals'
import type { Frame, Page } from 'playwright-core'
import { eventually } from '../../../support/eventually.ts'
import { chatsForEachTest, type Look } from '../../support/openChats.ts'

declare global {
  interface Window {
    tones: number
  }
}

const world = chatsForEachTest()
/** Tones of one ring. */
const tonesEach = 2

/** Counts the tones that are played in this frame from now on. */
const countTones = (tab: Frame) =>
  tab.evaluate(() => {
    window.tones = 0
    const Original = window.AudioContext
    window.AudioContext = class extends Original {
      override createOscillator() {
        window.tones += 1
        return super.createOscillator()
      }
    }
  })
const tones = (tab: Frame) => tab.evaluate(() => window.tones)
const touch = (tab: Frame) => tab.getByRole('region', { name: 'Sessions' }).click({ position: { x: 3, y: 3 } })
const rangAtLeast = (tab: Frame, rings: number) =>
  eventually(async () => (await tones(tab)) >= rings * tonesEach, `it rang ${rings} times`)

/** Opens Chats on a page whose clock the test controls. */
async function listening(look: Look = {}): Promise<{ tab: Frame; page: Page }> {
  const { tab, page } = await world.open(look)
  await page.clock.install()
  await countTones(tab)
  await touch(tab)
  return { tab, page }
}

/** Advances the clock by two ring intervals and returns the tones played; a due timer fires only once. */
async function rangMeanwhile(tab: Frame, page: Page): Promise<number> {
  const before = await tones(tab)
  await page.clock.fastForward(6000)
  return (await tones(tab)) - before
}

describe('the ring sound', () => {
  it('repeats while a session rings and stops once it is accepted', async () => {
    const { tab, page } = await listening()
    await world.server.open({ name: 'Cara' })
    await rangAtLeast(tab, 1)
    expect(await rangMeanwhile(tab, page)).toBeGreaterThanOrEqual(tonesEach)
    expect(await rangMeanwhile(tab, page)).toBeGreaterThanOrEqual(tonesEach)
    await tab.getByRole('button', { name: 'Accept Cara' }).click()
    await tab.getByText('You accepted').waitFor()
    expect(await rangMeanwhile(tab, page)).toBe(0)
  })

  it('continues until the last of two ringing sessions has ended', async () => {
    const { tab, page } = await listening()
    const cara = await world.server.open({ name: 'Cara' })
    await world.server.open({ name: 'Dora' })
    await tab.getByRole('button', { name: 'Accept Dora' }).waitFor()
    await rangAtLeast(tab, 1)
    await world.server.agent.declines(cara)
    await tab.getByRole('button', { name: 'Accept Cara' }).waitFor({ state: 'detached' })
    expect(await rangMeanwhile(tab, page)).toBeGreaterThanOrEqual(tonesEach)
    await world.server.pass(46)
    await tab.getByRole('button', { name: 'Accept Dora' }).waitFor({ state: 'detached' })
    expect(await rangMeanwhile(tab, page)).toBe(0)
  })

  it('plays for a session that was already ringing when the tab was opened', async () => {
    await world.server.open({ name: 'Cara' })
    const { tab } = await world.open()
    await tab.getByRole('button', { name: 'Accept Cara' }).waitFor()
    await countTones(tab)
    await touch(tab)
    await rangAtLeast(tab, 1)
  })

  it('plays at the first user gesture and does not wait for the next ring', async () => {
    const { tab, page } = await world.open()
    await page.clock.install()
    await countTones(tab)
    await page.clock.pauseAt(Date.now() + 60_000)
    await world.server.open({ name: 'Cara' })
    await tab.getByRole('button', { name: 'Accept Cara' }).waitFor()
    await touch(tab)
    await rangAtLeast(tab, 1)
  })

  it('stops when the sound is switched off and plays again when it is switched on', async () => {
    const { tab, page } = await listening()
    await world.server.open({ name: 'Cara' })
    await rangAtLeast(tab, 1)
    const sound = tab.getByRole('menuitemcheckbox', { name: 'Play a sound for incoming sessions' })
    await tab.getByRole('button', { name: /^Your availability/ }).click()
    await sound.click()
    expect(await rangMeanwhile(tab, page)).toBe(0)
    const before = await tones(tab)
    await sound.click()
    await eventually(async () => (await tones(tab)) > before, 'it rings again')
  })

  it('stops when the agent is away', async () => {
    const { tab, page } = await listening()
    await world.server.open({ name: 'Cara' })
    await rangAtLeast(tab, 1)
    await tab.getByRole('button', { name: 'Your availability: Available' }).click()
    await tab.getByRole('menuitemradio', { name: /^Away/ }).click()
    await tab.getByRole('button', { name: 'Your availability: Away' }).waitFor()
    expect(await rangMeanwhile(tab, page)).toBe(0)
  })

  it('does not play for a message', async () => {
    const sessionId = await world.server.open({ name: 'Cara' })
    await world.server.agent.accepts(sessionId)
    const { tab, page } = await listening()
    await world.server.customer.writes('Hello?', sessionId)
    await tab.getByText('Hello?').first().waitFor()
    expect(await rangMeanwhile(tab, page)).toBe(0)
    expect(await tones(tab)).toBe(0)
  })
})
