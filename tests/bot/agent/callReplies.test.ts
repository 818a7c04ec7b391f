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

it('/chats counts the chats for which the button of a ringing call leaves no room', async () => {
  for (const name of ['Mia', 'Ben', 'Cara', 'Dan', 'Eve']) await chat.chats(name)
  await chat.wantsCall(await chat.chats('Finn'))
  const [listed] = await chat.writes('/chats')
  expect(readable(listed)).toContain('There is 1 more session.')
  expect(listed?.card?.actions?.map(({ type }) => type)).toEqual([
    'Action.OpenUrl',
    ...Array<string>(5).fill('Action.Execute'),
  ])
})

describe('a plain reply', () => {
  it('never accepts a call, and is answered with the way to accept it', async () => {
    const mia = await chat.calls('Mia', 'audio', 'Hello')
    const [answer] = await chat.writes('I am here')
    expect(readable(answer?.card)).toMatch(/Accept the call from Mia .* before you reply\. Your reply wasn’t sent\./)
    expect(pathBehind(answer?.card, 'Accept the call')).toBe(`chats/${mia}/accept`)
    expect([await chat.statusOf(mia), await chat.got(mia)]).toEqual(['ringing', []])
  })

  it('is routed by a question if a chat is open as well', async () => {
    const [mia, ben] = [await chat.chats('Mia'), await chat.calls('Ben')]
    const [asked] = await chat.writes('One moment')
    expect(readable(asked)).toContain('Send this to...')
    expect(pathBehind(asked?.card, 'Accept the call: \u2068Ben')).toBe(`chats/${ben}/accept`)
    expect(readable(await chat.presses(asked?.card, 'Mia'))).toContain('To Mia')
    expect([await chat.got(mia), await chat.statusOf(ben)]).toEqual([['One moment'], 'ringing'])
  })

  it('to a call without a chat is refused with the reason', async () => {
    callsOnly()
    const mia = await chat.calls('Mia')
    await chat.takesCall(mia)
    const [answer] = await chat.writes('Look at the link')
    expect(readable(answer)).toMatch(/You can talk with Mia .* but not send messages[^]*Your reply wasn’t sent\.$/)
    expect(await chat.got(mia)).toEqual([])
  })

  it('is routed by a question without a button for a call that has no chat', async () => {
    const mia = await chat.chats('Mia')
    callsOnly()
    await chat.takesCall(await chat.calls('Ben'))
    const [asked] = await chat.writes('Look at the link')
    expect(asked?.card?.actions?.map(({ title }) => title)).toEqual([expect.stringContaining('Mia')])
    expect(readable(asked)).toMatch(/You can talk with Ben .* but not send messages/)
    expect(await chat.got(mia)).toEqual([])
  })

  it('is not sent while two calls ring, and the answer links to both', async () => {
    await chat.calls('Mia')
    await chat.calls('Ben')
    const [answer] = await chat.writes('Yes?')
    expect(readable(answer)).toContain('Your reply wasn’t sent.')
    expect(readable(answer)).not.toContain('Send this to...')
    expect(answer?.card?.actions?.map(({ type }) => type)).toEqual(['Action.OpenUrl', 'Action.OpenUrl'])
  })

  it('during a call is sent as a message', async () => {
    const mia = await chat.calls('Mia')
    await chat.takesCall(mia)
    expect(await chat.writes('Here is the link')).toEqual([])
    expect(await chat.got(mia)).toEqual(['Here is the link'])
  })

  it('sent with a picker button is not sent to a ringing call but answered with its link', async () => {
    const mia = await chat.calls('Mia')
    const value = { verb: 'choose', sessionId: mia, messageKey: key(7), text: 'Yes?' }
    const [answer] = await chat.hears({ value })
    expect(pathBehind(answer?.card, 'Accept the call')).toBe(`chats/${mia}/accept`)
    expect(await chat.statusOf(mia)).toBe('ringing')
  })
})

describe('commands', () => {
  it('/status shows the number of calls', async () => {
    await chat.takesCall(await chat.calls('Mia'))
    await chat.wantsCall(await chat.chats('Ben'))
    expect(readable((await chat.writes('/status'))[0])).toBe(
      'You’re available.\n\nOpen sessions: 2\n\nIn calls: 1\n\nCalls waiting for you: 1',
    )
  })

  it('/chats shows who is in a call and links to ringing calls', async () => {
    const mia = await chat.calls('Mia')
    const [alone] = await chat.writes('/chats')
    expect(pathBehind(alone?.card, 'Accept the call: ')).toBe(`chats/${mia}/accept`)
    await chat.takesCall(mia)
    await chat.chats('Ben')
    const [list] = await chat.writes('/chats')
    expect(readable(list)).toMatch(/You’re in a call with Mia/)
    expect(list?.card?.actions?.map(({ type }) => type)).toEqual(['Action.Execute', 'Action.Execute'])
  })

  it('/chats offers no button for a call without a chat', async () => {
    callsOnly()
    await chat.takesCall(await chat.calls('Mia'))
    const [list] = await chat.writes('/chats')
    expect(list?.card?.actions).toBeUndefined()
    expect(readable(list)).toMatch(/You can talk with Mia .* but not send messages/)
  })

  it('/end ends the call and its session', async () => {
    const mia = await chat.calls('Mia')
    await chat.takesCall(mia)
    await chat.writes('/end')
    await chat.delivers()
    expect(await chat.statusOf(mia)).toBe('ended')
    expect(readable(chat.posted[0]?.card)).toMatch(/You ended the session\.\nIn a call: /)
  })
})
