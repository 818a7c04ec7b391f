import { beforeEach, describe, expect, it } from '@jest/globals'
import { readable } from '../../support/agentChat.ts'
import { callChat, pathBehind } from '../../support/callChat.ts'
import { openingFacts, tenantId } from '../../support/memory/sessionFixtures.ts'

let chat: Awaited<ReturnType<typeof callChat>>
beforeEach(async () => {
  chat = await callChat()
})

const { reach } = openingFacts()
const callsOnly = () => {
  chat.contactIs({ reach: { ...reach, instantMessaging: false } })
}

describe('a session opened as a call', () => {
  it.each([
    ['audio', 'A customer is calling', 'Audio call'],
    ['video', 'A customer is video calling', 'Video call'],
  ] as const)('has a card for %s with the customer, the page and the start', async (modality, toast, badge) => {
    await chat.calls('Mia', modality)
    expect(chat.posted).toHaveLength(1)
    expect(chat.posted[0]).toMatchObject({ summary: toast })
    expect(readable(chat.posted[0]?.card)).toMatch(
      new RegExp(`^\\n${toast}\\nMia\\nNot verified · ${badge} · #\\w{4}\\nBoots\\nshop\\.example\\nWaiting since `),
    )
  })

  it('has an Accept button that opens the call in Interact, and no third button', async () => {
    const mia = await chat.calls('Mia')
    expect(chat.posted[0]?.card?.actions?.map(({ title }) => title)).toEqual(['Accept', 'Decline'])
    expect(pathBehind(chat.posted[0]?.card, 'Accept')).toBe(`chats/${mia}/accept`)
  })

  it('has a Decline button that declines in the chat', async () => {
    const mia = await chat.calls('Mia')
    expect(readable(await chat.presses(chat.posted[0]?.card, 'Decline'))).toContain('You declined the session.')
    expect(await chat.statusOf(mia)).toBe('ended')
  })

  it('is shown as a missed call if it is not accepted', async () => {
    const mia = await chat.calls('Mia')
    await chat.customerEnds(mia)
    expect(chat.posted[0]?.summary).toBe('You missed a call')
    expect(readable(chat.posted[0])).toMatch(/^\nYou missed a call\n/)
    expect(pathBehind(chat.posted[0]?.card, 'Open')).toBe(`chats/${mia}`)
  })

  it('is not accepted by an Accept action, which is answered with the link to the call', async () => {
    const mia = await chat.calls('Mia')
    await chat.hears({ value: { verb: 'accept', sessionId: mia } })
    expect(await chat.statusOf(mia)).toBe('ringing')
    expect(pathBehind(chat.posted.at(-1)?.card, 'Accept')).toBe(`chats/${mia}/accept`)
  })
})

describe('a running call', () => {
  it('has its start on the card, which does not change with messages', async () => {
    const mia = await chat.calls('Mia')
    await chat.takesCall(mia)
    const shown = readable(chat.posted[0]?.card)
    expect(shown).toMatch(/In session with .?Mia[^]*In a call since \{\{TIME\(2026-11-22T09:00:0\dZ\)\}\}/)
    expect(pathBehind(chat.posted[0]?.card, 'Open')).toBe(`chats/${mia}`)
    await chat.customerWrites(mia, 'Can you see me?')
    expect(readable(chat.posted[0]?.card)).toBe(shown)
  })

  it('is shown with its outcome and duration after a hang-up', async () => {
    const mia = await chat.calls('Mia')
    await chat.takesCall(mia)
    chat.pass(61_000)
    await chat.hangsUp(mia)
    expect(readable(chat.posted[0]?.card)).toMatch(/You hung up\.\nIn a call: 1 min 2 s\nDuration: 1 min 2 s$/)
    expect(readable(chat.posted[0]?.card)).not.toContain('You ended the session.')
  })

  it('is shown as failed if it fails in a session without a chat', async () => {
    callsOnly()
    const mia = await chat.calls('Mia')
    await chat.takesCall(mia)
    await chat.hangsUp(mia, 'failed')
    expect(readable(chat.posted[0]?.card)).toContain('The call failed.')
    expect(readable(chat.posted.at(-1)?.card)).toMatch(/The session with Mia .* has ended\.\nThe call failed\.$/)
  })

  it('is shown with its duration when the chat that continues after it ends', async () => {
    const mia = await chat.chats('Mia')
    await chat.wantsCall(mia)
    await chat.takesCall(mia)
    chat.pass(59_000)
    await chat.hangsUp(mia)
    expect(readable(chat.posted[0]?.card)).not.toContain('In a call')
    await chat.customerEnds(mia)
    expect(readable(chat.posted[0]?.card)).toMatch(/The customer ended the session\.\nIn a call: 1 min 0 s\nDuration: /)
  })
})

it('the card of a long session counts the call at its end, behind a thousand other events', async () => {
  const mia = await chat.chats('Mia')
  for (let n = 1; n <= 1000; n += 1) await chat.customerWrites(mia, `line ${n}`)
  await chat.wantsCall(mia)
  await chat.takesCall(mia)
  chat.pass(59_000)
  await chat.hangsUp(mia)
  await chat.customerEnds(mia)
  expect(readable(chat.posted[0]?.card)).toContain('In a call: 1 min 0 s')
})

describe('a call of the customer in a running session', () => {
  it('is announced with a separate message and on the card, both with a link to the call', async () => {
    const mia = await chat.chats('Mia')
    await chat.wantsCall(mia)
    const note = chat.posted.at(-1)
    expect(note).toMatchObject({ summary: 'A customer would like to talk to you' })
    expect(readable(note?.card)).toMatch(/Mia #\w{4} \(shop\.example\) would like to talk to you\./)
    expect(pathBehind(note?.card, 'Accept the call')).toBe(`chats/${mia}/accept`)
    expect(readable(chat.posted[0]?.card)).toContain('A customer would like to talk to you')
    expect(pathBehind(chat.posted[0]?.card, 'Accept the call')).toBe(`chats/${mia}/accept`)
    await chat.takesCall(mia)
    expect(readable(chat.posted[0]?.card)).not.toContain('Accept the call')
  })

  it('is not announced if it no longer rings', async () => {
    const mia = await chat.chats('Mia')
    await chat.wantsCall(mia)
    await chat.takesCall(mia)
    const before = chat.posted.length
    const session = await chat.sessions.find({ tenantId, sessionId: mia })
    expect(session && (await chat.agentNotifier.announceCall(session))).toEqual({ delivered: true })
    expect(chat.posted).toHaveLength(before)
  })

  it('clears the selection of another session', async () => {
    const [mia, ben] = [await chat.chats('Mia'), await chat.chats('Ben')]
    await chat.presses((await chat.writes('/chats'))[0]?.card, 'Mia')
    await chat.wantsCall(ben)
    expect(readable((await chat.writes('Hello'))[0])).toContain('Send this to...')
    expect(await chat.got(mia)).toEqual([])
  })
})
