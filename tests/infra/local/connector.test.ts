import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { startConnector, type Connector, type Fault } from '../../support/microsoft/connector.ts'

let connector: Connector

beforeEach(async () => {
  connector = await startConnector({
    isConnectorToken: (token) => Promise.resolve(token === 'bot-token'),
    sizeLimit: 1000,
  })
})
afterEach(() => connector.close())

const ask = async (method: string, path: string, body: object = {}, token = 'bot-token', within = 2000) => {
  const response = await fetch(`${connector.serviceUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(method === 'DELETE' ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(within),
  })
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as { id: string; error?: object },
  }
}
const activities = '/v3/conversations/a%3Aalex/activities'
const message = { type: 'message', text: 'Hello' }

describe('The Bot Connector stand-in', () => {
  test('stores created, updated and deleted messages', async () => {
    const { body, status } = await ask('POST', activities, message)
    expect(status).toBe(201)
    await ask('PUT', `${activities}/${body.id}`, { ...message, text: 'Hello again' })
    expect(connector.messages('a:alex')).toMatchObject([{ id: body.id, updates: 1, activity: { text: 'Hello again' } }])
    await ask('DELETE', `${activities}/${body.id}`)
    expect(connector.messages()).toMatchObject([{ deleted: true }])
    expect((await ask('PUT', `${activities}/${body.id}`, message)).status).toBe(404)
  })

  test('splits an activity with text and a card into two messages and returns no id, as Teams does', async () => {
    const card = { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard' } }
    const both = { ...message, attachments: [card] }
    expect(await ask('POST', activities, both)).toMatchObject({ status: 202, body: {} })
    connector.install('alex', 'a:alex')
    const opened = await ask('POST', '/v3/conversations', { members: [{ id: 'alex' }], activity: both })
    expect([opened.status, opened.body]).toEqual([201, { id: 'a:alex' }])
    const expected = [message, { type: 'message', attachments: [card] }]
    expect(connector.messages('a:alex').map(({ activity }) => activity)).toEqual([...expected, ...expected])
    const { status, body } = await ask('POST', activities, { type: 'message', attachments: [card] })
    expect([status, body.id]).toEqual([201, connector.messages('a:alex').at(-1)?.id])
  })

  test.each([
    ['without a message id', 405, ''],
    ['without a message id but with a trailing slash', 405, '/'],
    ['of an unknown message', 404, '/1700000000000'],
  ])('refuses an update %s', async (_which, status, path) => {
    await ask('POST', activities, message)
    expect((await ask('PUT', `${activities}${path}`, { ...message, text: 'Changed' })).status).toBe(status)
    expect(connector.messages()).toMatchObject([{ updates: 0, activity: message }])
  })

  test('accepts an activity without returning an id when configured to', async () => {
    connector.failNext({ noId: true, stored: true })
    const { status, body } = await ask('POST', activities, message)
    expect([status, body]).toEqual([202, {}])
    expect(connector.messages()).toHaveLength(1)
  })

  test('opens one personal conversation per person who has the app, however often it is requested', async () => {
    expect(await ask('POST', '/v3/conversations', { members: [{ id: 'alex' }] })).toMatchObject({
      ...{ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } },
    })
    connector.install('alex', 'a:alex')
    const first = await ask('POST', '/v3/conversations', { members: [{ id: 'alex' }] })
    const second = await ask('POST', '/v3/conversations', { members: [{ id: 'alex' }] })
    expect([first.status, first.body.id]).toEqual([201, second.body.id])
  })

  test('refuses an unknown token, and an activity that is too large', async () => {
    expect((await ask('POST', activities, message, 'somebody')).status).toBe(401)
    const large = await ask('POST', activities, { ...message, text: 'x'.repeat(1000) })
    expect(large).toMatchObject({ status: 413, body: { error: { code: 'MessageSizeTooBig' } } })
    expect(connector.messages()).toEqual([])
  })

  test.each([403, 404, 412, 413, 429, 500, 502, 503, 504])(
    'responds with %s once when configured to',
    async (status) => {
      connector.failNext({ status })
      expect((await ask('POST', activities, message)).status).toBe(status)
      expect((await ask('POST', activities, message)).status).toBe(201)
      expect(connector.messages()).toHaveLength(1)
    },
  )

  test('sends Retry-After in seconds or as a date', async () => {
    const date = new Date('2030-01-01T00:00:00Z')
    connector.failNext({ status: 429, retryAfter: 7 }, { status: 503, retryAfter: date })
    expect((await ask('POST', activities, message)).headers.get('retry-after')).toBe('7')
    expect((await ask('POST', activities, message)).headers.get('retry-after')).toBe('Tue, 01 Jan 2030 00:00:00 GMT')
  })

  test.each<[string, Fault, boolean]>([
    ['hangs', { cut: 'hang' }, false],
    ['hangs after storing', { cut: 'hang', stored: true }, true],
    ['resets', { cut: 'reset' }, false],
    ['resets after storing', { cut: 'reset', stored: true }, true],
  ])('%s without a response', async (_, fault, stored) => {
    connector.failNext(fault)
    await expect(ask('POST', activities, message, 'bot-token', 300)).rejects.toThrow()
    expect(connector.messages()).toHaveLength(stored ? 1 : 0)
    expect(connector.ledger).toMatchObject([{ outcome: 'cut' in fault ? fault.cut : '', stored }])
  })

  test('fails after storing, so that a retry creates a second message', async () => {
    connector.failNext({ status: 502, stored: true })
    expect((await ask('POST', activities, message)).status).toBe(502)
    await ask('POST', activities, message)
    expect(connector.messages()).toHaveLength(2)
  })

  test('fails for one conversation and serves the others', async () => {
    connector.failConversation('a:alex', { status: 403, code: 'MessageWritesBlocked' })
    expect(await ask('POST', activities, message)).toMatchObject({
      status: 403,
      body: { error: { code: 'MessageWritesBlocked' } },
    })
    expect((await ask('POST', '/v3/conversations/a%3Amegan/activities', message)).status).toBe(201)
    connector.failConversation('a:alex', undefined)
    expect((await ask('POST', activities, message)).status).toBe(201)
  })

  test('records every request with its time, and resolves a pending wait', async () => {
    const before = Date.now()
    const seen = connector.until(() => connector.messages().length === 2)
    await ask('POST', activities, message)
    await ask('POST', activities, { ...message, text: 'Second' })
    await seen
    expect(connector.ledger).toMatchObject([
      { method: 'POST', conversationId: 'a:alex', outcome: 201, body: message },
      { outcome: 201, body: { text: 'Second' } },
    ])
    expect(connector.ledger.every(({ at }) => at >= before && at <= Date.now())).toBe(true)
  })
})
