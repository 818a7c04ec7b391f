import { beforeEach, describe, expect, it } from '@jest/globals'
import { installedChat, readable } from '../../support/agentChat.ts'

let chat: Awaited<ReturnType<typeof installedChat>>
beforeEach(async () => {
  chat = await installedChat()
})

const titles = (card: { actions?: { title: string }[] } | null | undefined) =>
  (card?.actions ?? []).map(({ title }) => title.replace(/[\u2068\u2069]/g, ''))

describe('a plain reply with two sessions open', () => {
  it('is sent only after the agent has chosen a session', async () => {
    const [mia, ben] = [await chat.chats('Mia'), await chat.chats('Ben')]
    const [asked] = await chat.writes('Your parcel is on its way')
    expect(readable(asked)).toContain('Send this to...')
    expect(titles(asked?.card)).toEqual([
      expect.stringMatching(/^Ben #\w{4} \(shop\.example\)$/),
      expect.stringMatching(/^Mia /),
    ])
    expect([await chat.got(mia), await chat.got(ben)]).toEqual([[], []])

    const answer = await chat.presses(asked?.card, 'Mia')
    expect(readable(answer)).toMatch(/^\nTo Mia #\w{4} \(shop\.example\)$/)
    expect([await chat.got(mia), await chat.got(ben)]).toEqual([['Your parcel is on its way'], []])
  })

  it('leads to a question again after a choice for the previous reply', async () => {
    const mia = await chat.chats('Mia')
    await chat.chats('Ben')
    const [asked] = await chat.writes('One')
    await chat.presses(asked?.card, 'Mia')
    expect(readable((await chat.writes('Two'))[0])).toContain('Send this to...')
    expect(await chat.got(mia)).toEqual(['One'])
  })

  it('is sent once even if several buttons are pressed', async () => {
    const [mia, ben] = [await chat.chats('Mia'), await chat.chats('Ben')]
    const [asked] = await chat.writes('Once')
    await chat.presses(asked?.card, 'Mia')
    await chat.presses(asked?.card, 'Mia')
    expect(readable(await chat.presses(asked?.card, 'Ben'))).toContain('To Mia')
    expect([await chat.got(mia), await chat.got(ben)]).toEqual([['Once'], []])
  })

  it('leads to a question if one of the sessions only rings', async () => {
    const mia = await chat.chats('Mia')
    await chat.rings('Ben')
    const [asked] = await chat.writes('Hello')
    expect(titles(asked?.card)).toEqual([expect.stringMatching(/^Accept and send: Ben/), expect.stringMatching(/^Mia/)])
    expect(await chat.got(mia)).toEqual([])
  })

  it('leads to a question with the same text if the chosen session has ended', async () => {
    const [mia, ben] = [await chat.chats('Mia'), await chat.chats('Ben')]
    const [asked] = await chat.writes('Still there?')
    await chat.customerEnds(mia)
    const again = await chat.presses(asked?.card, 'Mia')
    expect(readable(again)).toContain('The session with Mia')
    expect(readable(again)).toContain('[Still there?]')
    expect(titles(again)).toEqual([expect.stringMatching(/^Ben/)])
    await chat.presses(again ?? undefined, 'Ben')
    expect(await chat.got(ben)).toEqual(['Still there?'])
  })

  it('leads to a question with six sessions at most and the number of the rest', async () => {
    for (const name of ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']) await chat.chats(name)
    const [asked] = await chat.writes('Hello')
    expect(titles(asked?.card)).toHaveLength(6)
    expect(readable(asked)).toContain('There are 2 more sessions.')
  })
})

describe('the session selected for replies', () => {
  it('is set with Reply on a message, and each reply names it', async () => {
    const [mia, ben] = [await chat.chats('Mia'), await chat.chats('Ben')]
    await chat.customerWrites(mia, 'Where is my parcel?')
    const pressed = await chat.presses(chat.posted.at(-1)?.card, 'Reply')
    expect(readable(pressed)).toContain('Where is my parcel?')
    expect(readable(pressed)).toContain('Your next replies go to Mia')
    expect(readable((await chat.writes('On its way'))[0])).toContain('To Mia')
    expect([await chat.got(mia), await chat.got(ben)]).toEqual([['On its way'], []])
  })

  it('is set with /chats', async () => {
    const [mia, ben] = [await chat.chats('Mia'), await chat.chats('Ben')]
    const [list] = await chat.writes('/chats')
    await chat.presses(list?.card, 'Ben')
    await chat.writes('Hello Ben')
    expect([await chat.got(mia), await chat.got(ben)]).toEqual([[], ['Hello Ben']])
  })

  it.each([
    ['another customer writes', (ben: string): Promise<unknown> => chat.customerWrites(ben, 'And I?')],
    ['another customer rings', () => chat.rings('Cem')],
    ['another session is accepted', () => chat.chats('Cem')],
  ])('is cleared when %s', async (_when, happens) => {
    const [mia, ben] = [await chat.chats('Mia'), await chat.chats('Ben')]
    const [list] = await chat.writes('/chats')
    await chat.presses(list?.card, 'Mia')
    await happens(ben)
    expect(readable((await chat.writes('Hello'))[0])).toContain('Send this to...')
    expect(await chat.got(mia)).toEqual([])
  })

  it('stays selected while its customer writes', async () => {
    const mia = await chat.chats('Mia')
    await chat.chats('Ben')
    const [list] = await chat.writes('/chats')
    await chat.presses(list?.card, 'Mia')
    await chat.customerWrites(mia, 'Thank you')
    await chat.writes('You are welcome')
    expect(await chat.got(mia)).toEqual(['You are welcome'])
  })
})

describe('a plain reply after the end of a session', () => {
  it('is not sent to the remaining session if it was meant for the ended one', async () => {
    const [mia, ben] = [await chat.chats('Mia'), await chat.chats('Ben')]
    await chat.customerEnds(mia)
    const [asked] = await chat.writes('See you, Mia')
    expect(readable(asked)).toContain('The session with Mia')
    expect(readable(asked)).toContain('Send this to...')
    expect(await chat.got(ben)).toEqual([])
    await chat.customerWrites(ben, 'Hello?')
    expect(readable((await chat.writes('And good luck'))[0])).toContain('Send this to...')
    chat.pass(60_000)
    await chat.writes('Now to you')
    expect(await chat.got(ben)).toEqual(['Now to you'])
  })

  it.each([
    ['is not sent to the remaining session a millisecond before', 58_999, []],
    ['is sent to the remaining session', 59_000, ['Now to you']],
  ])('%s a minute is over', async (_what, passed, got) => {
    const [mia, ben] = [await chat.chats('Mia'), await chat.chats('Ben')]
    await chat.customerEnds(mia)
    chat.pass(passed)
    // The message is written a second later.
    await chat.writes('Now to you')
    expect(await chat.got(ben)).toEqual(got)
  })

  it('is sent without a question if the ended session was never accepted', async () => {
    const ben = await chat.chats('Ben')
    await chat.customerEnds(await chat.rings('Mia'))
    await chat.writes('Hello Ben')
    expect(await chat.got(ben)).toEqual(['Hello Ben'])
  })

  it('is sent without a question to a customer accepted since', async () => {
    await chat.customerEnds(await chat.chats('Mia'))
    const ben = await chat.chats('Ben')
    await chat.writes('Hello Ben')
    expect(await chat.got(ben)).toEqual(['Hello Ben'])
  })

  it('is refused with the name of the ended session if none is left', async () => {
    await chat.customerEnds(await chat.chats('Mia'))
    expect(readable((await chat.writes('Bye'))[0])).toMatch(
      /The session with Mia .* has ended. Your reply wasn’t sent./,
    )
  })

  it('is refused if there was no session', async () => {
    expect(readable((await chat.writes('Anybody?'))[0])).toContain('No session is open')
  })
})
