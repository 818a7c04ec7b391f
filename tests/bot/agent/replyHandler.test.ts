import { beforeEach, describe, expect, it } from '@jest/globals'
import { installedChat, readable, stranger } from '../../support/agentChat.ts'

let chat: Awaited<ReturnType<typeof installedChat>>
beforeEach(async () => {
  chat = await installedChat()
})

const quoting = (id: string | undefined, words = 'Yes') => ({
  attachments: [
    {
      contentType: 'text/html',
      content: `<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="${String(id)}"><p itemprop="preview">Hello</p></blockquote><p>${words}</p>`,
    },
  ],
})

describe('a plain reply with one session open', () => {
  it('is sent to that session without an answer from the bot', async () => {
    const mia = await chat.chats('Mia')
    expect(await chat.writes('Good morning')).toEqual([])
    expect(await chat.got(mia)).toEqual(['Good morning'])
  })

  it('reaches the customer as typed, without the mention of the bot', async () => {
    const mia = await chat.chats('Mia')
    const mentions = [
      { type: 'mention', text: '<at>Interact</at>', mentioned: { id: '28:bot', name: 'Interact' } },
      { type: 'mention', text: '<at>Megan B</at>', mentioned: { id: '29:megan', name: 'Megan B' } },
    ]
    await chat.writes('<at>Interact</at> **2 < 3** &amp; ask <at>Megan B</at>\n\n  $& {{DATE()}} ', {
      entities: mentions,
    })
    expect(await chat.got(mia)).toEqual(['**2 < 3** &amp; ask Megan B\n\n  $& {{DATE()}}'])
  })

  it('is a command if it is a command with a slash and nothing else', async () => {
    const mia = await chat.chats('Mia')
    expect(readable((await chat.writes('/help'))[0])).toContain('End ends a session.')
    await chat.writes('/usr/bin/env')
    await chat.writes('/end of story')
    expect(await chat.got(mia)).toEqual(['/usr/bin/env', '/end of story'])
  })

  it.each(['/foo', '/ends', ' /Help-me ', '/hilfé', '/مساعد'])(
    'is not sent if it is the unknown command %j',
    async (text) => {
      const mia = await chat.chats('Mia')
      const [answer] = await chat.writes(text)
      expect(readable(answer)).toContain(`There’s no command ${text.trim()}. Nothing was sent.\n<Help>\n<Status>`)
      expect(await chat.got(mia)).toEqual([])
    },
  )

  it.each(['/ hello', '/path/to', '/foo bar', '/24', '//', 'and/or'])(
    'is sent as a message if it is %j',
    async (text) => {
      const mia = await chat.chats('Mia')
      expect(await chat.writes(text)).toEqual([])
      expect(await chat.got(mia)).toEqual([text])
    },
  )

  it('to a ringing customer is sent with one button that also accepts the session', async () => {
    const mia = await chat.rings('Mia')
    const [asked] = await chat.writes('I am here')
    expect(readable(asked)).toContain('Accept the session with Mia')
    expect(await chat.got(mia)).toEqual([])
    await chat.presses(asked?.card, 'Accept and send')
    expect(await chat.statusOf(mia)).toBe('active')
    expect(await chat.got(mia)).toEqual(['I am here'])
  })
})

describe('a quoted message', () => {
  it('routes the reply to its session, even if another one is selected', async () => {
    const [mia, ben] = [await chat.chats('Mia'), await chat.chats('Ben')]
    await chat.customerWrites(mia, 'Is it red?')
    const message = chat.posted.at(-1)
    const [list] = await chat.writes('/chats')
    await chat.presses(list?.card, 'Ben')
    await chat.writes('It is', quoting(message?.activityId, 'It is'))
    expect([await chat.got(mia), await chat.got(ben)]).toEqual([['It is'], []])
  })

  it('is recognised as an entity with a placeholder in the text', async () => {
    const mia = await chat.chats('Mia')
    await chat.chats('Ben')
    await chat.customerWrites(mia, 'Is it red?')
    const messageId = chat.posted.at(-1)?.activityId
    const entities = [{ type: 'quotedReply', quotedReply: { messageId } }]
    await chat.writes(`<quoted messageId="${String(messageId)}"/> It is`, { entities })
    expect(await chat.got(mia)).toEqual(['It is'])
  })

  it('of the agent routes the reply to the session of that message', async () => {
    const mia = await chat.chats('Mia')
    await chat.writes('Size 38?', { id: 'own' })
    await chat.chats('Ben')
    await chat.writes('Or 39?', quoting('own', 'Or 39?'))
    expect(await chat.got(mia)).toEqual(['Size 38?', 'Or 39?'])
  })

  it('of an ended session is answered with that fact and sends nothing', async () => {
    const [mia, ben] = [await chat.chats('Mia'), await chat.chats('Ben')]
    await chat.customerWrites(mia, 'Bye')
    const message = chat.posted.at(-1)?.activityId
    await chat.customerEnds(mia)
    expect(readable((await chat.writes('Wait', quoting(message)))[0])).toContain('has ended. Your reply wasn’t sent.')
    expect([await chat.got(mia), await chat.got(ben)]).toEqual([[], []])
  })

  it('that is unknown leads to a question even with one session open', async () => {
    const mia = await chat.chats('Mia')
    expect(readable((await chat.writes('Yes', quoting('999')))[0])).toContain('Send this to...')
    expect(await chat.got(mia)).toEqual([])
  })
})

describe('an invalid message', () => {
  const file = { contentType: 'application/vnd.microsoft.teams.file.download.info', content: {} }
  let mia = ''
  beforeEach(async () => {
    mia = await chat.chats('Mia')
  })

  it.each([
    ['is refused with 4,001 characters', { text: 'x'.repeat(4_001) }, 'longer than 4,000'],
    ['is refused with blank text', { text: '   ' }, 'no text to send'],
    ['is refused without text', {}, 'no text to send'],
    ['is refused with only an attachment', { attachments: [file] }, 'Not sent: an attachment.'],
  ])('%s', async (_what, change, answer) => {
    expect(readable((await chat.hears(change))[0])).toContain(answer)
  })

  it('keeps what is left out in sight while the agent chooses a customer', async () => {
    await chat.chats('Ben')
    const [asked] = await chat.hears({ text: 'See the file', attachments: [{ ...file, name: 'prices.pdf' }] })
    expect(readable(asked)).toContain('Not sent: the file prices.pdf.')
    await chat.presses(asked?.card, 'Mia')
    expect(await chat.got(mia)).toEqual(['See the file'])
  })

  it('with text and an attachment is sent without the attachment, and the answer says so', async () => {
    const [answer] = await chat.hears({ text: 'See the file', attachments: [file] })
    expect(readable(answer)).toContain('To Mia')
    expect(readable(answer)).toContain('Not sent: an attachment.')
    expect(await chat.got(mia)).toEqual(['See the file'])
  })

  it('does not include a text of 4,000 characters', async () => {
    expect(await chat.writes('y'.repeat(4_000))).toEqual([])
  })
})

it('answers a person unknown to Interact in their language', async () => {
  const from = { id: '29:x', aadObjectId: '70000000-0000-4000-8000-00000000000f' }
  expect(readable((await chat.hears({ text: 'hi', from, locale: 'de-DE' }))[0])).toContain('kennt Sie noch nicht')
})

it('mentions no customer in a group', async () => {
  await chat.chats('Mia')
  const conversation = { id: '19:group', conversationType: 'groupChat' }
  const [answer] = await chat.writes('/chats', { conversation })
  expect(readable(answer)).toContain('personal chat')
  expect(readable(answer)).not.toContain('Mia')
})

it('answers another agent’s card action as for an unknown session', async () => {
  const mia = await chat.rings('Mia')
  const card = chat.posted.at(-1)?.card
  for (const title of ['Accept', 'Decline'])
    expect(readable(await chat.presses(card, title, {}, stranger))).toBe('\nThis session doesn’t exist.')
  expect(await chat.statusOf(mia)).toBe('ringing')
  const unknown = await chat.presses(card, 'Accept', { sessionId: '20000000-0000-4000-8000-0000000000ff' })
  expect(readable(unknown)).toBe('\nThis session doesn’t exist.')
})
