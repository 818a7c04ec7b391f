import { describe, expect, test } from '@jest/globals'
import type { FailureCode, Result } from '#client/retry'
import type { CallWindowEntered } from '#core/contract/customerApi'
import { createAdmission } from '../../../widget/callWindow/controller/admission.ts'
import type { CallAnswer, CallIntent } from '../../../widget/protocol/callWindowMessages.ts'

const intent: CallIntent = { kind: 'open', media: 'audio', name: 'Mia', email: '', sessionId: null }
const ticket: CallAnswer = { type: 'callTicket', ticket: 'one', intent, accent: '#123456' }
const expiresAt = '2026-11-28T12:00:00.000Z'
const entered: Result<CallWindowEntered> = {
  ok: true,
  value: {
    token: 'token',
    expiresAt,
    contact: {
      displayName: 'Alex',
      available: true,
      modalities: ['audio'],
      ringSeconds: 45,
      preview: false,
      accent: null,
    },
    customer: null,
    sessions: [],
  },
}

const no = (code: FailureCode): Result<never> => ({ ok: false, code, retryAfter: null })

/** An admission whose panel and server respond as given. */
function setUp(answer: CallAnswer | null, server: Result<CallWindowEntered> = entered) {
  const received: string[] = []
  const admit = createAdmission({
    panel: { requestTicket: () => (received.push('asked'), Promise.resolve(answer)) },
    calls: { enter: (word) => (received.push(`entered with ${word}`), Promise.resolve(server)) },
    onAccent: (accent) => received.push(`accent ${String(accent)}`),
    onToken: (until) => received.push(`token until ${until}`),
    onRefused: (why) => received.push(`refused ${why}`),
  })
  return { admit, received }
}

describe('the admission of a call window', () => {
  test('exchanges the panel’s ticket, and reports accent colour and token expiry', async () => {
    const { admit, received } = setUp(ticket)
    expect(await admit()).toMatchObject({ intent, entered: { token: 'token' } })
    expect(received).toEqual(['asked', 'accent #123456', 'entered with one', `token until ${expiresAt}`])
  })

  test('uses one ticket for concurrent requests, because a ticket is valid once', async () => {
    const { admit, received } = setUp(ticket)
    const [first, second] = await Promise.all([admit(), admit()])
    expect(second).toBe(first)
    expect(received.filter((what) => what.startsWith('entered'))).toHaveLength(1)
    await admit()
    expect(received.filter((what) => what === 'asked')).toHaveLength(2)
  })
})

test.each<[string, CallAnswer | null, Result<CallWindowEntered>, string]>([
  ['no panel responds', null, entered, 'alone'],
  ['the panel has no ticket', { type: 'callRefused' }, entered, 'unreachable'],
  ['the contact is not available', ticket, no('contactUnavailable'), 'contactUnavailable'],
  ['the ticket has expired', ticket, no('ticketRefused'), 'ticketRefused'],
])('is refused with a reason when %s', async (_where, answer, server, why) => {
  const { admit, received } = setUp(answer, server)
  expect(await admit()).toBeNull()
  expect(received.at(-1)).toBe(`refused ${why}`)
  expect(received.filter((what) => what.startsWith('token'))).toEqual([])
})
