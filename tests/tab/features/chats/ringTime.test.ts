import { describe, expect, it } from '@jest/globals'
import { changeChats, noChats, type ChatsChange } from '../../../../tab/features/chats/store/chatState.ts'
import { timeLeft } from '../../../../tab/features/chats/store/sessionLists.ts'
import { aMessage, at } from '../../support/chatsSamples.ts'

describe('the ring time', () => {
  const opened = new Date(at(0)).toISOString()
  const ends = new Date(at(0) + 40_000).toISOString()

  it('runs from full to zero and never below', () => {
    expect(timeLeft(opened, ends, at(0), null)).toEqual({ seconds: 40, part: 1 })
    expect(timeLeft(opened, ends, at(0) + 30_500, null)).toEqual({ seconds: 10, part: 0.2375 })
    expect(timeLeft(opened, ends, at(5), null)).toEqual({ seconds: 0, part: 0 })
  })

  it('is correct on a machine whose clock is an hour ahead', () => {
    const hour = 3_600_000
    const frame: ChatsChange = {
      kind: 'frame',
      frame: { type: 'events', sessionId: 's1', items: [aMessage(1)], next: 1 },
      at: Date.parse(aMessage(1).at) + hour,
    }
    expect(timeLeft(opened, ends, at(0) + hour + 10_000, changeChats(noChats, frame).skew).seconds).toBe(30)
  })
})
