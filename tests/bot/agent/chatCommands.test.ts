import { beforeEach, describe, expect, it } from '@jest/globals'
import { agentChat, readable } from '../../support/agentChat.ts'
import { callChat } from '../../support/callChat.ts'
import { tenantId, userId } from '../../support/memory/sessionFixtures.ts'

let chat: ReturnType<typeof agentChat>
beforeEach(() => {
  chat = agentChat()
})

const install = { type: 'installationUpdate', action: 'add' }
const botAdded = { type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] }

describe('installing the app', () => {
  it('sends one welcome message for several events and stores the conversation', async () => {
    const [welcome, ...more] = [
      ...(await chat.hears(install)),
      ...(await chat.hears(botAdded)),
      ...(await chat.hears(install)),
    ]
    expect(readable(welcome)).toContain('Welcome to Interact.')
    expect(more).toEqual([])
    expect(await chat.agentConversations.find(tenantId, userId)).toMatchObject({
      installed: true,
      reference: { serviceUrl: 'https://smba.trafficmanager.net/emea/', conversation: { id: 'a:alex' } },
    })
  })

  it('sends the welcome message in the agent’s language', async () => {
    expect(readable((await chat.hears({ ...install, locale: 'fr-CH' }))[0])).toContain('Bienvenue')
  })

  it.each([
    ['removing the app', { type: 'installationUpdate', action: 'remove' }],
    ['removing the bot', { type: 'conversationUpdate', membersRemoved: [{ id: '28:bot' }] }],
  ])('sends the welcome message again after %s', async (_what, removal) => {
    await chat.hears(install)
    await chat.hears(removal)
    expect(await chat.agentConversations.find(tenantId, userId)).toMatchObject({ installed: false })
    expect(readable((await chat.hears(install))[0])).toContain('Welcome')
  })

  it('ignores an upgrade and a person who joins', async () => {
    await chat.hears(install)
    const nothing = [
      { type: 'installationUpdate', action: 'remove-upgrade' },
      { type: 'conversationUpdate', membersAdded: [{ id: '29:alex' }] },
      { type: 'conversationUpdate' },
    ]
    for (const change of nothing) expect(await chat.hears(change)).toEqual([])
    expect(await chat.agentConversations.find(tenantId, userId)).toMatchObject({ installed: true })
  })

  it('stores nothing for a team or a group', async () => {
    await chat.hears({ ...install, conversation: { id: '19:team', conversationType: 'channel' } })
    expect(await chat.agentConversations.find(tenantId, userId)).toBeNull()
  })

  it('stores a changed conversation with a later message', async () => {
    await chat.writes('help')
    await chat.writes('help', { serviceUrl: 'https://smba.trafficmanager.net/amer/' })
    expect(await chat.agentConversations.find(tenantId, userId)).toMatchObject({
      reference: { serviceUrl: 'https://smba.trafficmanager.net/amer/' },
    })
  })
})

describe('commands', () => {
  beforeEach(async () => {
    await chat.hears(install)
  })

  it.each(['help', '/help', ' /HELP ', 'Hilfe', '/aide', 'مساعدة'])('%j lists the commands', async (text) => {
    expect(readable((await chat.writes(text))[0])).toMatch(
      /Available and Away set[^]*<Status>\n<Available>\n<Away>\n<Chats>\n<End>$/,
    )
  })

  it.each(['Hi', 'hello!', 'Guten Tag', 'Ciao 👋', 'مرحبا'])('%j is answered with help', async (text) => {
    expect(readable((await chat.writes(text))[0])).toMatch(/^\nWrite a reply to send it/)
  })

  it('a text without an open session is not sent, and the answer shows the commands', async () => {
    expect(readable((await chat.writes('Are you there?'))[0])).toMatch(/^\nNo session is open[^]*<Help>/)
    const mia = await chat.chats('Mia')
    await chat.customerEnds(mia)
    expect(readable((await chat.writes('Bye'))[0])).toMatch(/The session with Mia .* has ended\.[^]*<Help>/)
    expect(readable((await chat.writes('Hello'))[0])).toMatch(/has ended\.[^]*Write a reply to send it/)
    expect(await chat.got(mia)).toEqual([])
  })

  it('/away and /available set the availability, and /status shows it', async () => {
    expect(readable((await chat.writes('/status'))[0])).toBe('You’re available.\n\nOpen sessions: 0')
    await chat.writes('/away')
    await chat.chats('Mia')
    expect(readable((await chat.writes('/status'))[0])).toBe('You’re away.\n\nOpen sessions: 1')
    await chat.writes('/available')
    expect(readable((await chat.writes('/status'))[0])).toContain('You’re available.')
  })

  it('/end ends the only session', async () => {
    const mia = await chat.chats('Mia')
    expect(readable((await chat.writes('/end'))[0])).toMatch(/The session with Mia .* has ended\./)
    expect(await chat.statusOf(mia)).toBe('ended')
  })

  it('/end asks which session to end if several are open, and ends the chosen one', async () => {
    const [mia, ben] = [await chat.chats('Mia'), await chat.chats('Ben')]
    const [asked] = await chat.writes('/end')
    expect(readable(asked)).toContain('Which session')
    expect(await chat.statusOf(mia)).toBe('active')
    expect(readable(await chat.presses(asked?.card, 'Mia'))).toContain('You ended the session.')
    expect([await chat.statusOf(mia), await chat.statusOf(ben)]).toEqual(['ended', 'active'])
  })

  it('/end and /chats report that no session is open', async () => {
    expect(readable((await chat.writes('/end'))[0])).toContain('no session to end')
    expect(readable((await chat.writes('/chats'))[0])).toBe('Open sessions: 0')
  })

  it('/chats shows which session is selected', async () => {
    await chat.chats('Mia')
    await chat.chats('Ben')
    await chat.presses((await chat.writes('/chats'))[0]?.card, 'Mia')
    expect(readable((await chat.writes('/chats'))[0])).toContain('Your next replies go to Mia')
  })
})

describe('card actions', () => {
  beforeEach(async () => {
    await chat.hears(install)
  })

  it('Accept replaces the offer by the status card, and does no harm when repeated', async () => {
    const mia = await chat.rings('Mia')
    const offer = chat.posted.at(-1)?.card
    const answer = await chat.presses(offer, 'Accept')
    expect(readable(answer)).toMatch(/In session with .?Mia/)
    expect(readable(answer)).toContain('<End>')
    expect(readable(await chat.presses(offer, 'Accept'))).toMatch(/In session with .?Mia/)
    expect(await chat.statusOf(mia)).toBe('active')
  })

  it('Decline shows the declined session, or the active one after an accept', async () => {
    await chat.rings('Mia')
    expect(readable(await chat.presses(chat.posted.at(-1)?.card, 'Decline'))).toContain('You declined the session.')
    await chat.rings('Ben')
    const offer = chat.posted.at(-1)?.card
    await chat.presses(offer, 'Accept')
    expect(readable(await chat.presses(offer, 'Decline'))).toMatch(/In session with .?Ben/)
  })

  it('Accept shows how the session ended if it comes too late', async () => {
    const mia = await chat.rings('Mia')
    const offer = chat.posted.at(-1)?.card
    await chat.customerEnds(mia)
    expect(readable(await chat.presses(offer, 'Accept'))).toContain('The customer left before you answered.')
  })

  it('Reply reports that the session of the message has ended', async () => {
    const mia = await chat.chats('Mia')
    await chat.customerWrites(mia, 'Bye')
    const message = chat.posted.at(-1)?.card
    await chat.customerEnds(mia)
    expect(readable(await chat.presses(message, 'Reply'))).toMatch(/Bye[^]*The session with Mia .* has ended\./)
  })

  it('Accept works for a client that sends Action.Submit instead', async () => {
    const mia = await chat.rings('Mia')
    await chat.hears({ value: { verb: 'accept', sessionId: mia } })
    expect(await chat.statusOf(mia)).toBe('active')
  })
})

describe('a button for a command', () => {
  it('shows the result in place, with the other commands', async () => {
    const [welcome] = await chat.hears(install)
    expect(readable(await chat.presses(welcome?.card, 'Away'))).toBe(
      '\nYou’re away. Customers can leave a message.\n<Help>\n<Status>\n<Available>\n<Chats>\n<End>',
    )
    const [help] = await chat.writes('Help')
    expect(readable(await chat.presses(help?.card, 'Status'))).toContain('You’re away.\nOpen sessions: 0')
    expect(readable(await chat.presses(help?.card, 'Chats'))).toContain('Open sessions: 0\n<Help>')
    expect(readable(await chat.presses(help?.card, 'End'))).toContain('no session to end')
    expect(readable(await chat.presses(help?.card, 'Available'))).toContain('You’re available.')
  })

  it('works for a client that sends Action.Submit instead', async () => {
    await chat.hears(install)
    const [answer] = await chat.hears({ value: { verb: 'command', command: 'help' } })
    expect(readable(answer)).toContain('Write a reply to send it')
  })

  it('does nothing for a command that does not exist', async () => {
    await chat.hears(install)
    const value = { action: { type: 'Action.Execute', verb: 'command', data: { command: 'leave' } } }
    const activity = chat.activity({ type: 'invoke', name: 'adaptiveCard/action', value })
    expect(await chat.inbound.press(activity, tenantId)).toBeNull()
  })
})

describe('the name of a command while a session is open', () => {
  beforeEach(async () => {
    await chat.hears(install)
  })

  it('is asked about, and neither sent nor run', async () => {
    const mia = await chat.chats('Mia')
    const [asked] = await chat.writes('Away')
    expect(readable(asked)).toMatch(
      /^\nSend “Away” to Mia .*, or run the command\?\n<Send “Away”>\n<Run the command Away>$/,
    )
    expect(await chat.got(mia)).toEqual([])
    expect(readable((await chat.writes('/status'))[0])).toContain('You’re available.')
  })

  it('is sent by its button, once, also if the message and the press are repeated', async () => {
    const mia = await chat.chats('Mia')
    const [asked] = await chat.writes('available', { id: 'same' })
    for (let time = 0; time < 2; time++) expect(readable(await chat.presses(asked?.card, 'Send'))).toMatch(/^\nTo Mia/)
    await chat.store(chat.activity({ id: 'same', text: 'available' }))
    await chat.work()
    await chat.presses(chat.posted.at(-1)?.card, 'Send')
    expect(await chat.got(mia)).toEqual(['available'])
    expect(readable((await chat.writes('/status'))[0])).toContain('You’re available.')
  })

  it('is run by its button and not sent, also if the press is repeated', async () => {
    const mia = await chat.chats('Mia')
    const [asked] = await chat.writes('abwesend')
    for (let time = 0; time < 2; time++)
      expect(readable(await chat.presses(asked?.card, 'Run the command Away'))).toContain('You’re away.')
    expect(await chat.got(mia)).toEqual([])
  })

  it('ends only the session that was open when it was written', async () => {
    const mia = await chat.chats('Mia')
    const [asked] = await chat.writes('end')
    expect(readable(await chat.presses(asked?.card, 'Run'))).toContain('You ended the session.')
    const ben = await chat.chats('Ben')
    expect(readable(await chat.presses(asked?.card, 'Run'))).toContain('You ended the session.')
    expect([await chat.statusOf(mia), await chat.statusOf(ben)]).toEqual(['ended', 'active'])
  })

  it('can be sent to each of several customers, or run', async () => {
    const [mia, ben] = [await chat.chats('Mia'), await chat.chats('Ben')]
    const [asked] = await chat.writes('end')
    expect(readable(asked)).toMatch(/Send “end” to a customer, or run the command\?\n<Ben .*>\n<Mia .*>\n<Run/)
    expect(readable(await chat.presses(asked?.card, 'Run'))).toContain('Which session do you want to end?')
    await chat.presses(asked?.card, 'Ben')
    expect([await chat.got(mia), await chat.got(ben)]).toEqual([[], ['end']])
  })

  it('is sent to a ringing customer with one button that also accepts the session', async () => {
    const mia = await chat.rings('Mia')
    const [asked] = await chat.writes('Help')
    await chat.presses(asked?.card, 'Accept and send')
    expect(await chat.statusOf(mia)).toBe('active')
    expect(await chat.got(mia)).toEqual(['Help'])
  })

  it('is a reply if it quotes the customer', async () => {
    const mia = await chat.chats('Mia')
    await chat.customerWrites(mia, 'Are you there tomorrow?')
    const messageId = chat.posted.at(-1)?.activityId
    expect(await chat.writes('Away', { entities: [{ type: 'quotedReply', quotedReply: { messageId } }] })).toEqual([])
    expect(await chat.got(mia)).toEqual(['Away'])
  })

  it('can only be run while no customer can be sent a message', async () => {
    const calls = await callChat()
    await calls.calls('Mia')
    const [asked] = await calls.writes('Away')
    expect(readable(asked)).toMatch(/^\nRun the command “Away”\? No customer [^]*\.\n<Run the command Away>$/)
    expect(readable(await calls.presses(asked?.card, 'Run'))).toContain('You’re away.')
  })

  it('shows at most six buttons, however many customers there are', async () => {
    for (const name of ['A', 'B', 'C', 'D', 'E', 'F', 'G']) await chat.chats(name)
    const [asked] = await chat.writes('Status')
    expect(asked?.card?.actions).toHaveLength(6)
    expect(readable(asked)).toContain('There are 2 more sessions.')
    expect(readable(await chat.presses(asked?.card, 'Run'))).toContain('Open sessions: 7')
  })
})
