import { beforeEach, describe, expect, it } from '@jest/globals'
import { readable } from '../../support/agentChat.ts'
import { callChat, pathBehind } from '../../support/callChat.ts'
import { key, openingFacts } from '../../support/memory/sessionFixtures.ts'

let chat: Awaited<ReturnType<typeof callChat>>
beforeEach(async () => {
  chat = await callChat()
})

const { reach } = openingFacts()
const callsOnly = () => {
  chat.contactIs({ reach: { ...reach, instantMessaging: false } })
}

describe('a plain reply', () => {
  it('never takes a call: it is told to take it first, and how', async () => {
    const mia = await chat.calls('Mia', 'audio', 'Hello')
    const [answer] = await chat.writes('I am here')
    expect(readable(answer?.card)).toMatch(/Take the call with Mia .* before you reply\. Your reply was not sent\./)
    expect(pathBehind(answer?.card, 'Take the call')).toBe(`chats/${mia}/take`)
    expect([await chat.statusOf(mia), await chat.got(mia)]).toEqual(['ringing', []])
  })

  it('with a chat open beside it asks, since it may be meant for either', async () => {
    const [mia, ben] = [await chat.chats('Mia'), await chat.calls('Ben')]
    const [asked] = await chat.writes('One moment')
    expect(readable(asked)).toContain('To whom?')
    expect(pathBehind(asked?.card, 'Take the call: \u2068Ben')).toBe(`chats/${ben}/take`)
    expect(readable(await chat.presses(asked?.card, 'Mia'))).toContain('To Mia')
    expect([await chat.got(mia), await chat.statusOf(ben)]).toEqual([['One moment'], 'ringing'])
  })

  it('to a call without a chat says why it cannot be sent', async () => {
    callsOnly()
    const mia = await chat.calls('Mia')
    await chat.takesCall(mia)
    const [answer] = await chat.writes('Look at the link')
    expect(readable(answer)).toMatch(/With Mia .* you can talk but not write[^]*Your reply was not sent\.$/)
    expect(await chat.got(mia)).toEqual([])
  })

  it('with such a call and a chat open is asked for, with no button to the call', async () => {
    const mia = await chat.chats('Mia')
    callsOnly()
    await chat.takesCall(await chat.calls('Ben'))
    const [asked] = await chat.writes('Look at the link')
    expect(asked?.card?.actions?.map(({ title }) => title)).toEqual([expect.stringContaining('Mia')])
    expect(readable(asked)).toMatch(/With Ben .* you can talk but not write/)
    expect(await chat.got(mia)).toEqual([])
  })

  it('to one of two calls that ring goes nowhere, and both can be taken', async () => {
    await chat.calls('Mia')
    await chat.calls('Ben')
    const [answer] = await chat.writes('Yes?')
    expect(readable(answer)).toContain('Your reply was not sent.')
    expect(readable(answer)).not.toContain('To whom?')
    expect(answer?.card?.actions?.map(({ type }) => type)).toEqual(['Action.OpenUrl', 'Action.OpenUrl'])
  })

  it('during a call is a line like any other', async () => {
    const mia = await chat.calls('Mia')
    await chat.takesCall(mia)
    expect(await chat.writes('Here is the link')).toEqual([])
    expect(await chat.got(mia)).toEqual(['Here is the link'])
  })

  it('a button that was there before the call rings on leads to the call as well', async () => {
    const mia = await chat.calls('Mia')
    const value = { verb: 'choose', sessionId: mia, messageKey: key(7), text: 'Yes?' }
    const [answer] = await chat.hears({ value })
    expect(pathBehind(answer?.card, 'Take the call')).toBe(`chats/${mia}/take`)
    expect(await chat.statusOf(mia)).toBe('ringing')
  })
})

describe('commands', () => {
  it('/status counts the calls', async () => {
    await chat.takesCall(await chat.calls('Mia'))
    await chat.wantsCall(await chat.chats('Ben'))
    expect(readable((await chat.writes('/status'))[0])).toBe(
      'You are available.\n\nOpen sessions: 2\n\nIn a call: 1\n\nWaiting for you to take a call: 1',
    )
  })

  it('/chats names who is in a call, and leads to those that ring', async () => {
    const mia = await chat.calls('Mia')
    const [alone] = await chat.writes('/chats')
    expect(pathBehind(alone?.card, 'Take the call: ')).toBe(`chats/${mia}/take`)
    await chat.takesCall(mia)
    await chat.chats('Ben')
    const [list] = await chat.writes('/chats')
    expect(readable(list)).toMatch(/You are in a call with Mia/)
    expect(list?.card?.actions?.map(({ type }) => type)).toEqual(['Action.Execute', 'Action.Execute'])
  })

  it('/chats lets nobody choose a call without a chat', async () => {
    callsOnly()
    await chat.takesCall(await chat.calls('Mia'))
    const [list] = await chat.writes('/chats')
    expect(list?.card?.actions).toBeUndefined()
    expect(readable(list)).toMatch(/With Mia .* you can talk but not write/)
  })

  it('/end ends a call with its session', async () => {
    const mia = await chat.calls('Mia')
    await chat.takesCall(mia)
    await chat.writes('/end')
    await chat.delivers()
    expect(await chat.statusOf(mia)).toBe('ended')
    expect(readable(chat.posted[0]?.card)).toMatch(/You ended the session\.\nIn a call: /)
  })
})
