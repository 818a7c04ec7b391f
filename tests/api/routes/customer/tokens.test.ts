import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { WebSocket } from 'ws'
import { createCustomerTokens, type CustomerToken } from '#api/auth/customerTokens'
import { createSignedToken } from '#api/auth/signedToken'
import { readSecrets } from '#infra/local/secrets'
import { contactOf, enter, exchange, launch, type Contact, type Customer } from '../../../support/customer.ts'
import { startWorld, type World } from '../../../support/world.ts'
import { askOverWire, type WireAnswer } from '../../support/rawHttp.ts'

let world: World
let contact: Contact
let customer: Customer
let keys: readonly string[]
let payload: CustomerToken
let ticket: string
let frameToken: string

beforeAll(async () => {
  world = await startWorld()
  contact = await contactOf(world, 'alex@contoso.test')
  customer = await enter(world, contact)
  keys = readSecrets(world.dataFolder).signingKeys
  const verified = createCustomerTokens(keys).token.verify(customer.token, Date.now())
  if (!verified) throw new Error('The world has other keys')
  payload = verified.payload
  const { body } = await launch(world, contact)
  ticket = String(body.ticket)
  frameToken = String(body.frameUrl).split('?s=')[1] ?? ''
})
afterAll(() => world.close())

const soon = () => Date.now() + 60_000
const anything = (value: unknown) => value
const signedToken = (
  purpose: 'ticket' | 'token' | 'frameToken' | 'callWindowTicket',
  what: unknown,
  until = soon(),
  signedBy = keys,
) => createSignedToken(signedBy, purpose, anything).sign(what, until)
const ticketPayload = () => ({ ...payload, id: randomUUID(), resumes: null })
const otherKeys = [Buffer.alloc(32, 7).toString('base64'), Buffer.alloc(32, 8).toString('base64')]
const halves = (text: string) => text.split('.') as [string, string]

/** Texts that are almost like the valid token `good`. */
const nearly = (good: string, purpose: 'ticket' | 'token', what: object): [string, string][] => {
  const [text, signature] = halves(good)
  const richer = Buffer.from(
    Buffer.from(text, 'base64url')
      .toString()
      .replace(/"exp":\d+/, '"exp":9e15'),
  )
  return [
    ['signed with unknown keys', signedToken(purpose, what, soon(), otherKeys)],
    ['signed as a frame token', signedToken('frameToken', what)],
    ['signed as a ticket of the call window', signedToken('callWindowTicket', what)],
    [
      'signed without a purpose',
      `${text}.${createHmac('sha256', keys[0] ?? '')
        .update(text)
        .digest('base64url')}`,
    ],
    ['that has just expired', signedToken(purpose, what, Date.now() - 1)],
    ['whose expiry was altered', `${richer.toString('base64url')}.${signature}`],
    ['without a tenant', signedToken(purpose, { ...what, tenantId: undefined })],
    ['whose contact is not an id', signedToken(purpose, { ...what, contactId: 'x' })],
    ['whose payload is a string', signedToken(purpose, 'x')],
    ['whose payload is null', signedToken(purpose, null)],
    ['with a truncated signature', good.slice(0, -1)],
    ['with a truncated payload', `${text.slice(0, -4)}.${signature}`],
    ['without its signature', `${text}.`],
    ['with one part', text],
    ['with three parts', `${good}.${signature}`],
    ['with the signature of another', `${text}.${halves(frameToken)[1]}`],
    ['with a signature in plain base64', `${text}.${Buffer.from(signature, 'base64url').toString('base64')}`],
    ['with padding', `${good}=`],
    ['that consists of a dot', '.'],
  ]
}

const askAs = (...headers: string[]): Promise<WireAnswer> =>
  askOverWire(`${world.widgetUrl}/widget/v1/renew`, { method: 'POST', headers })

describe('a session token', () => {
  test('is refused with the same bytes as a missing one if it is invalid', async () => {
    const nobody = await askAs()
    expect(nobody).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } })
    const others: [string, string][] = [
      ...nearly(customer.token, 'token', payload),
      ['that is a ticket', ticket],
      [
        'that is a ticket with a customer',
        signedToken('ticket', { ...ticketPayload(), customerId: payload.customerId }),
      ],
      ['that is a frame token', frameToken],
      ['that is a resume secret', customer.resume],
      ['without a customer', signedToken('token', { ...payload, customerId: undefined })],
    ]
    for (const [what, token] of others)
      expect({ what, ...(await askAs('authorization', `Bearer ${token}`)) }).toEqual({ what, ...nobody })
  })

  test('is only read from a single Authorization header', async () => {
    const nobody = await askAs()
    const good = `Bearer ${customer.token}`
    for (const headers of [
      ['authorization', good, 'authorization', good],
      ['authorization', `${good} x`],
      ['authorization', good.replace(' ', '  ')],
      ['authorization', good.replace('Bearer', 'Basic')],
      ['cookie', `token=${customer.token}`],
    ])
      expect({ sent: headers, ...(await askAs(...headers)) }).toEqual({ sent: headers, ...nobody })
    const inQuery = await askOverWire(`${world.widgetUrl}/widget/v1/renew?token=${customer.token}`, { method: 'POST' })
    expect(inQuery).toEqual(nobody)
    expect((await askAs('authorization', good.replace('Bearer', 'bearer'))).status).toBe(200)
  })

  test('is accepted if the second key has signed it, so that keys can be rotated', async () => {
    const token = signedToken('token', payload, soon(), keys.slice(1))
    expect((await askAs('authorization', `Bearer ${token}`)).status).toBe(200)
  })
})

describe('a ticket', () => {
  test('is refused without a reason if it is invalid', async () => {
    const { body: refusal } = await exchange(world, { ticket: 'x' })
    const others: [string, string][] = [
      ...nearly(ticket, 'ticket', ticketPayload()),
      ['that is a session token', customer.token],
      ['that is a frame token', frameToken],
      ['without an id', signedToken('ticket', payload)],
    ]
    for (const [what, text] of others) {
      const { status, body } = await exchange(world, { ticket: text })
      expect({ what, status, ...body, requestId: '' }).toEqual({ what, ...refusal, status: 401, requestId: '' })
      expect(body.code).toBe('ticketRefused')
    }
  })

  test('can be exchanged once, even by concurrent requests', async () => {
    const fresh = signedToken('ticket', ticketPayload())
    const answers = await Promise.all(Array.from({ length: 8 }, () => exchange(world, { ticket: fresh })))
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([200, 401, 401, 401, 401, 401, 401, 401])
  })

  test('requires the current resume secret, not an earlier one', async () => {
    const owner = await enter(world, contact)
    const handle = await owner.open()
    const again = await enter(world, contact, { handle, resume: owner.resume })
    const third = await enter(world, contact, { handle, resume: again.resume })
    for (const resume of [owner.resume, customer.resume, again.token.slice(0, 43), '']) {
      const { body } = await launch(world, { ...contact, handle })
      expect(await exchange(world, { ticket: body.ticket, resume })).toMatchObject({
        ...{ status: 401, body: { code: 'resumeRefused' } },
      })
    }
    expect(third.exchanged.sessions).toMatchObject([{ id: handle }])
  })
})

/** Sends these frames and returns the received frames and the close code of the socket. */
const stream = (url: string, frames: readonly unknown[], until: (received: unknown[]) => boolean = () => false) =>
  new Promise<{ received: unknown[]; code: number }>((resolve, reject) => {
    const socket = new WebSocket(url.replace('http', 'ws'))
    const received: unknown[] = []
    socket.on('open', () => {
      for (const frame of frames) socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
    })
    socket.on('message', (data: Buffer) => {
      received.push(JSON.parse(data.toString()))
      if (until(received)) socket.close(1000)
    })
    socket.on('error', reject)
    socket.on('close', (code) => resolve({ received, code }))
  })

describe('a stream', () => {
  const ofCustomer = () => `${world.widgetUrl}/widget/v1/stream`
  const ofAgent = () => `${world.apiUrl}/api/v1/stream`

  test('accepts only its own kind of token, and closes without a message otherwise', async () => {
    const entra = await world.token('alex@contoso.test')
    const late = signedToken('token', payload, Date.now() - 1)
    const refused: [string, unknown][] = [
      ...[entra, ticket, frameToken, customer.resume, late, ''].map((token): [string, unknown] => [
        ofCustomer(),
        { token },
      ]),
      [ofCustomer(), { token: customer.token, customerId: randomUUID() }],
      [ofCustomer(), 'no JSON'],
      [ofCustomer(), []],
      ...[customer.token, ticket, `${entra}x`, ''].map((token): [string, unknown] => [ofAgent(), { token }]),
      [ofAgent(), { token: entra, userId: randomUUID() }],
    ]
    for (const [url, frame] of refused)
      expect({ frame, ...(await stream(url, [frame])) }).toEqual({ frame, received: [], code: 4401 })
  })

  test('sends nothing about another customer’s session, whatever event number is requested', async () => {
    const owner = await enter(world, contact)
    const foreign = await owner.open('Not for you')
    const own = await customer.open('Mine')
    const { received } = await stream(
      ofCustomer(),
      [{ token: customer.token, after: { [foreign]: 0, [own]: 0 } }],
      (frames) => JSON.stringify(frames).includes(own),
    )
    expect(JSON.stringify(received)).toContain('Mine')
    expect(JSON.stringify(received)).not.toContain(foreign)
    expect(JSON.stringify(received)).not.toContain('Not for you')
  })

  test('stays with the customer who opened it', async () => {
    const other = await enter(world, contact)
    const { code } = await stream(ofCustomer(), [{ token: customer.token }, { token: other.token }])
    expect(code).toBe(4401)
    const [alex, megan] = [await world.token('alex@contoso.test'), await world.token('megan@contoso.test')]
    expect((await stream(ofAgent(), [{ token: alex }, { token: megan }])).code).toBe(4401)
  })
})
