import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { ring, silence, unlockSound } from '../../../../tab/features/chats/store/notificationSound.ts'

/** Tones that the browser has started, and whether they were stopped at once rather than at their end. */
let tones: { isStopped: boolean }[] = []
/** How often the page asked the browser to allow sound. */
let unlocked = 0

class Audio {
  state = 'suspended'
  currentTime = 0
  destination = {}
  resume() {
    this.state = 'running'
    unlocked += 1
    return Promise.resolve()
  }
  createGain() {
    const level = () => undefined
    return { gain: { setValueAtTime: level, linearRampToValueAtTime: level }, connect: () => undefined }
  }
  createOscillator() {
    const tone = { isStopped: false }
    tones.push(tone)
    const stop = (at?: number) => {
      if (at === undefined) tone.isStopped = true
    }
    return { frequency: { value: 0 }, connect: (next: unknown) => next, start: () => undefined, stop }
  }
}
const page = new EventTarget()
const touch = async () => {
  page.dispatchEvent(new Event('pointerdown'))
  await Promise.resolve()
}

beforeAll(() => void Object.assign(globalThis, { window: page, AudioContext: Audio }))
beforeEach(() => {
  silence()
  tones = []
})

describe('the notification sound', () => {
  it('waits for the first gesture, unless the ring has ended before it', async () => {
    const leave = unlockSound()
    ring()
    silence()
    await touch()
    expect(tones).toEqual([])
    leave()
  })

  it('stops its tones, also those that are still to come, as soon as the ring ends', async () => {
    const leave = unlockSound()
    await touch()
    ring()
    expect(tones).toEqual([{ isStopped: false }, { isStopped: false }])
    silence()
    expect(tones).toEqual([{ isStopped: true }, { isStopped: true }])
    leave()
  })

  it('no longer listens for gestures once nobody listens for rings', async () => {
    unlockSound()()
    const before = unlocked
    await touch()
    page.dispatchEvent(new Event('keydown'))
    expect(unlocked).toBe(before)
  })
})
