import { beforeEach, describe, expect, it } from '@jest/globals'
import { agentChat, readable, stranger } from '../support/agentChat.ts'

let chat: ReturnType<typeof agentChat>
beforeEach(async () => {
  chat = agentChat()
  await chat.hears({ type: 'installationUpdate', action: 'add' })
})

const titles = (card: { actions?: { title: string }[] } | null | undefined) =>
  (card?.actions ?? []).map(({ title }) => title.replace(/[\u2068\u2069]/g, ''))

const quoting = (id: string | undefined) => ({
  attachments: [
    {
      contentType: 'text/html',
      content: `<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="${String(id)}"><p itemprop="preview">Hello</p></blockquote><p>Yes</p>`,
    },
  ],
})

describe('with one session open', () => {
  it('a plain reply is a line of that session, and the bot adds nothing', async () => {
    const mia = await chat.talks('Mia')
    expect(await chat.writes('Good morning')).toEqual([])
    expect(await chat.got(mia)).toEqual(['Good morning'])
  })

  it('the text reaches the customer as typed, without the mention of the bot', async () => {
    const mia = await chat.talks('Mia')
    const mentions = [
      { type: 'mention', text: '<at>Interact</at>', mentioned: { id: '28:bot', name: 'Interact' } },
      { type: 'mention', text: '<at>Megan B</at>', mentioned: { id: '29:megan', name: 'Megan B' } },
    ]
    await chat.writes('<at>Interact</at> **2 < 3** &amp; ask <at>Megan B</at>\n\n  $& {{DATE()}} ', {
      entities: mentions,
    })
    expect(await chat.got(mia)).toEqual(['**2 < 3** &amp; ask Megan B\n\n  $& {{DATE()}}'])
  })

  it('a command word without its slash is a line, with its slash a command', async () => {
    const mia = await chat.talks('Mia')
    await chat.writes('help')
    expect(await chat.got(mia)).toEqual(['help'])
    expect(readable((await chat.writes('/help'))[0])).toContain('/end ends a session.')
    await chat.writes('/usr/bin/env')
    await chat.writes('/end of story')
    expect(await chat.got(mia)).toEqual(['help', '/usr/bin/env', '/end of story'])
  })

  it('a ringing customer must be accepted first, and one press accepts and sends', async () => {
    const mia = await chat.rings('Mia')
    const [asked] = await chat.writes('I am here')
    expect(readable(asked)).toContain('Accept the session with Mia')
    expect(await chat.got(mia)).toEqual([])
    await chat.presses(asked?.card, 'Accept and send')
    expect(await chat.statusOf(mia)).toBe('active')
    expect(await chat.got(mia)).toEqual(['I am here'])
  })
})

describe('with two sessions open', () => {
  it('a plain reply asks to whom, and nobody has it until a button is pressed', async () => {
    const [mia, ben] = [await chat.talks('Mia'), await chat.talks('Ben')]
    const [asked] = await chat.writes('Your parcel is on its way')
    expect(readable(asked)).toContain('To whom?')
    expect(titles(asked?.card)).toEqual([
      expect.stringMatching(/^Ben #\w{4} \(shop\.example\)$/),
      expect.stringMatching(/^Mia /),
    ])
    expect([await chat.got(mia), await chat.got(ben)]).toEqual([[], []])

    const answer = await chat.presses(asked?.card, 'Mia')
    expect(readable(answer)).toMatch(/^\nTo Mia #\w{4} \(shop\.example\)$/)
    expect([await chat.got(mia), await chat.got(ben)]).toEqual([['Your parcel is on its way'], []])
  })

  it('a choice counts for that one reply: the next one asks again', async () => {
    const mia = await chat.talks('Mia')
    await chat.talks('Ben')
    const [asked] = await chat.writes('One')
    await chat.presses(asked?.card, 'Mia')
    expect(readable((await chat.writes('Two'))[0])).toContain('To whom?')
    expect(await chat.got(mia)).toEqual(['One'])
  })

  it('pressing twice, also on two buttons, makes one line', async () => {
    const [mia, ben] = [await chat.talks('Mia'), await chat.talks('Ben')]
    const [asked] = await chat.writes('Once')
    await chat.presses(asked?.card, 'Mia')
    await chat.presses(asked?.card, 'Mia')
    expect(readable(await chat.presses(asked?.card, 'Ben'))).toContain('To Mia')
    expect([await chat.got(mia), await chat.got(ben)]).toEqual([['Once'], []])
  })

  it('one of them only ringing is in doubt too', async () => {
    const mia = await chat.talks('Mia')
    await chat.rings('Ben')
    const [asked] = await chat.writes('Hello')
    expect(titles(asked?.card)).toEqual([expect.stringMatching(/^Accept and send: Ben/), expect.stringMatching(/^Mia/)])
    expect(await chat.got(mia)).toEqual([])
  })

  it('the chosen session may have ended meanwhile: the agent is told and asked again with the same text', async () => {
    const [mia, ben] = [await chat.talks('Mia'), await chat.talks('Ben')]
    const [asked] = await chat.writes('Still there?')
    await chat.customerEnds(mia)
    const again = await chat.presses(asked?.card, 'Mia')
    expect(readable(again)).toContain('The session with Mia')
    expect(readable(again)).toContain('[Still there?]')
    expect(titles(again)).toEqual([expect.stringMatching(/^Ben/)])
    await chat.presses(again ?? undefined, 'Ben')
    expect(await chat.got(ben)).toEqual(['Still there?'])
  })

  it('shows six at most and says how many more there are', async () => {
    for (const name of ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']) await chat.talks(name)
    const [asked] = await chat.writes('Hello')
    expect(titles(asked?.card)).toHaveLength(6)
    expect(readable(asked)).toContain('There are 2 more sessions.')
  })
})

describe('the agent chooses where replies go', () => {
  it('with Reply on a line: replies go there, and each says so', async () => {
    const [mia, ben] = [await chat.talks('Mia'), await chat.talks('Ben')]
    await chat.customerSays(mia, 'Where is my parcel?')
    const pressed = await chat.presses(chat.posted.at(-1)?.card, 'Reply')
    expect(readable(pressed)).toContain('Where is my parcel?')
    expect(readable(pressed)).toContain('Your next replies go to Mia')
    expect(readable((await chat.writes('On its way'))[0])).toContain('To Mia')
    expect([await chat.got(mia), await chat.got(ben)]).toEqual([['On its way'], []])
  })

  it('with /chats', async () => {
    const [mia, ben] = [await chat.talks('Mia'), await chat.talks('Ben')]
    const [list] = await chat.writes('/chats')
    await chat.presses(list?.card, 'Ben')
    await chat.writes('Hello Ben')
    expect([await chat.got(mia), await chat.got(ben)]).toEqual([[], ['Hello Ben']])
  })

  it.each([
    ['another customer writes', async (_mia: string, ben: string) => chat.customerSays(ben, 'And I?')],
    ['another customer rings', async () => void (await chat.rings('Cem'))],
    ['another session is accepted', async () => void (await chat.talks('Cem'))],
  ])('the choice lapses when %s', async (_when, happens) => {
    const [mia, ben] = [await chat.talks('Mia'), await chat.talks('Ben')]
    const [list] = await chat.writes('/chats')
    await chat.presses(list?.card, 'Mia')
    await happens(mia, ben)
    expect(readable((await chat.writes('Hello'))[0])).toContain('To whom?')
    expect(await chat.got(mia)).toEqual([])
  })

  it('the choice stays while the chosen customer writes', async () => {
    const mia = await chat.talks('Mia')
    await chat.talks('Ben')
    const [list] = await chat.writes('/chats')
    await chat.presses(list?.card, 'Mia')
    await chat.customerSays(mia, 'Thank you')
    await chat.writes('You are welcome')
    expect(await chat.got(mia)).toEqual(['You are welcome'])
  })
})

describe('a quoted message', () => {
  it('leads to its session, whatever else is open or chosen', async () => {
    const [mia, ben] = [await chat.talks('Mia'), await chat.talks('Ben')]
    await chat.customerSays(mia, 'Is it red?')
    const line = chat.posted.at(-1)
    const [list] = await chat.writes('/chats')
    await chat.presses(list?.card, 'Ben')
    await chat.writes('It is', quoting(line?.activityId))
    expect([await chat.got(mia), await chat.got(ben)]).toEqual([['It is'], []])
  })

  it('may come as an entity, with a mark in the text', async () => {
    const mia = await chat.talks('Mia')
    await chat.talks('Ben')
    await chat.customerSays(mia, 'Is it red?')
    const messageId = chat.posted.at(-1)?.activityId
    const entities = [{ type: 'quotedReply', quotedReply: { messageId } }]
    await chat.writes(`<quoted messageId="${String(messageId)}"/> It is`, { entities })
    expect(await chat.got(mia)).toEqual(['It is'])
  })

  it('of the agent leads where that one went', async () => {
    const mia = await chat.talks('Mia')
    await chat.writes('Size 38?', { id: 'own' })
    await chat.talks('Ben')
    await chat.writes('Or 39?', quoting('own'))
    expect(await chat.got(mia)).toEqual(['Size 38?', 'Or 39?'])
  })

  it('of an ended session says so and reaches nobody', async () => {
    const [mia, ben] = [await chat.talks('Mia'), await chat.talks('Ben')]
    await chat.customerSays(mia, 'Bye')
    const line = chat.posted.at(-1)?.activityId
    await chat.customerEnds(mia)
    expect(readable((await chat.writes('Wait', quoting(line)))[0])).toContain('has ended. Your reply was not sent.')
    expect([await chat.got(mia), await chat.got(ben)]).toEqual([[], []])
  })

  it('that is not known is doubt, even with one session open', async () => {
    const mia = await chat.talks('Mia')
    expect(readable((await chat.writes('Yes', quoting('999')))[0])).toContain('To whom?')
    expect(await chat.got(mia)).toEqual([])
  })
})

describe('after an end', () => {
  it('a reply that was meant for the ended session does not reach the one left over', async () => {
    const [mia, ben] = [await chat.talks('Mia'), await chat.talks('Ben')]
    await chat.customerEnds(mia)
    const [asked] = await chat.writes('See you, Mia')
    expect(readable(asked)).toContain('The session with Mia')
    expect(readable(asked)).toContain('To whom?')
    expect(await chat.got(ben)).toEqual([])
    await chat.customerSays(ben, 'Hello?')
    expect(readable((await chat.writes('And good luck'))[0])).toContain('To whom?')
    chat.pass(60_000)
    await chat.writes('Now to you')
    expect(await chat.got(ben)).toEqual(['Now to you'])
  })

  it('a customer accepted after it is not in doubt', async () => {
    await chat.customerEnds(await chat.talks('Mia'))
    const ben = await chat.talks('Ben')
    await chat.writes('Hello Ben')
    expect(await chat.got(ben)).toEqual(['Hello Ben'])
  })

  it('of the last session a reply is told where it did not go', async () => {
    await chat.customerEnds(await chat.talks('Mia'))
    expect(readable((await chat.writes('Bye'))[0])).toMatch(
      /The session with Mia .* has ended. Your reply was not sent./,
    )
  })

  it('without any session a reply is told that nobody has it', async () => {
    expect(readable((await chat.writes('Anybody?'))[0])).toContain('No session is open')
  })
})

describe('what is no line gets a clear answer', () => {
  const file = { contentType: 'application/vnd.microsoft.teams.file.download.info', content: {} }
  beforeEach(async () => void (await chat.talks('Mia')))

  it.each([
    ['a text of 4,001 characters', { text: 'x'.repeat(4_001) }, 'longer than 4,000'],
    ['an empty text', { text: '   ' }, 'no text to send'],
    ['no text at all', {}, 'no text to send'],
    ['an attachment alone', { attachments: [file] }, 'Attachments cannot be sent'],
  ])('%s', async (_what, change, answer) => {
    expect(readable((await chat.hears(change))[0])).toContain(answer)
  })

  it('a text with an attachment is sent without it, and says so', async () => {
    const mia = (
      await chat.sessions.openOf('10000000-0000-4000-8000-000000000001', '30000000-0000-4000-8000-000000000001')
    )[0]
    const [answer] = await chat.hears({ text: 'See the file', attachments: [file] })
    expect(readable(answer)).toContain('To Mia')
    expect(readable(answer)).toContain('Attachments cannot be sent')
    expect(await chat.got(mia?.id ?? '')).toEqual(['See the file'])
  })

  it('a text of 4,000 characters is a line', async () => {
    expect(await chat.writes('y'.repeat(4_000))).toEqual([])
  })
})

it('a person whom Interact does not know is told so, in their language', async () => {
  const from = { id: '29:x', aadObjectId: '70000000-0000-4000-8000-00000000000f' }
  expect(readable((await chat.hears({ text: 'hi', from, locale: 'de-DE' }))[0])).toContain('kennt Sie noch nicht')
})

it('in a group the bot says nothing of customers', async () => {
  await chat.talks('Mia')
  const conversation = { id: '19:group', conversationType: 'groupChat' }
  const [answer] = await chat.writes('/chats', { conversation })
  expect(readable(answer)).toContain('personal chat')
  expect(readable(answer)).not.toContain('Mia')
})

it('another agent cannot press the buttons of this one: the session is not there', async () => {
  const mia = await chat.rings('Mia')
  const card = chat.posted.at(-1)?.card
  for (const title of ['Accept', 'Decline'])
    expect(readable(await chat.presses(card, title, {}, stranger))).toBe('\nThis session is not there.')
  expect(await chat.statusOf(mia)).toBe('ringing')
  const unknown = await chat.presses(card, 'Accept', { sessionId: '20000000-0000-4000-8000-0000000000ff' })
  expect(readable(unknown)).toBe('\nThis session is not there.')
})
