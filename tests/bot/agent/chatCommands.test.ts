import { beforeEach, describe, expect, it } from '@jest/globals'
import { agentChat, readable } from '../../support/agentChat.ts'
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

  it.each(['help', '/help', ' /HELP '])('%j lists the commands', async (text) => {
    expect(readable((await chat.writes(text))[0])).toContain('/available and /away')
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
