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
const line = { type: 'message', text: 'Hello' }

describe('The connector for tests', () => {
  test('keeps what is created, changed and removed', async () => {
    const { body, status } = await ask('POST', activities, line)
    expect(status).toBe(201)
    await ask('PUT', `${activities}/${body.id}`, { ...line, text: 'Hello again' })
    expect(connector.messages('a:alex')).toMatchObject([{ id: body.id, updates: 1, activity: { text: 'Hello again' } }])
    await ask('DELETE', `${activities}/${body.id}`)
    expect(connector.messages()).toMatchObject([{ deleted: true }])
    expect((await ask('PUT', `${activities}/${body.id}`, line)).status).toBe(404)
  })

  test('makes two messages of an activity with text and a card, and names neither, as Teams does', async () => {
    const card = { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard' } }
    const both = { ...line, attachments: [card] }
    expect(await ask('POST', activities, both)).toMatchObject({ status: 202, body: {} })
    const opened = await ask('POST', '/v3/conversations', { members: [{ id: 'alex' }], activity: both })
    expect([opened.status, opened.body]).toEqual([201, { id: 'a:alex' }])
    const expected = [line, { type: 'message', attachments: [card] }]
    expect(connector.messages('a:alex').map(({ activity }) => activity)).toEqual([...expected, ...expected])
    const { status, body } = await ask('POST', activities, { type: 'message', attachments: [card] })
    expect([status, body.id]).toEqual([201, connector.messages('a:alex').at(-1)?.id])
  })

  test.each([
    ['that names no message', 405, ''],
    ['that names no message but ends in a slash', 405, '/'],
    ['of a message that is not there', 404, '/1700000000000'],
  ])('refuses a change %s', async (_which, status, path) => {
    await ask('POST', activities, line)
    expect((await ask('PUT', `${activities}${path}`, { ...line, text: 'Changed' })).status).toBe(status)
    expect(connector.messages()).toMatchObject([{ updates: 0, activity: line }])
  })

  test('takes an activity and names no message when it is told to', async () => {
    connector.failNext({ noId: true, stored: true })
    const { status, body } = await ask('POST', activities, line)
    expect([status, body]).toEqual([202, {}])
    expect(connector.messages()).toHaveLength(1)
  })

  test('opens one personal conversation for a person, however often it is asked', async () => {
    const first = await ask('POST', '/v3/conversations', { members: [{ id: 'alex' }] })
    const second = await ask('POST', '/v3/conversations', { members: [{ id: 'alex' }] })
    expect([first.status, first.body.id]).toEqual([201, second.body.id])
  })

  test('refuses a stranger, and an activity that is too large', async () => {
    expect((await ask('POST', activities, line, 'somebody')).status).toBe(401)
    const large = await ask('POST', activities, { ...line, text: 'x'.repeat(1000) })
    expect(large).toMatchObject({ status: 413, body: { error: { code: 'MessageSizeTooBig' } } })
    expect(connector.messages()).toEqual([])
  })

  test.each([403, 404, 412, 413, 429, 500, 502, 503, 504])('answers %s once when it is told to', async (status) => {
    connector.failNext({ status })
    expect((await ask('POST', activities, line)).status).toBe(status)
    expect((await ask('POST', activities, line)).status).toBe(201)
    expect(connector.messages()).toHaveLength(1)
  })

  test('says when to come again, in seconds or as a date', async () => {
    const date = new Date('2030-01-01T00:00:00Z')
    connector.failNext({ status: 429, retryAfter: 7 }, { status: 503, retryAfter: date })
    expect((await ask('POST', activities, line)).headers.get('retry-after')).toBe('7')
    expect((await ask('POST', activities, line)).headers.get('retry-after')).toBe('Tue, 01 Jan 2030 00:00:00 GMT')
  })

  test.each<[string, Fault, boolean]>([
    ['hangs', { cut: 'hang' }, false],
    ['hangs after storing', { cut: 'hang', stored: true }, true],
    ['resets', { cut: 'reset' }, false],
    ['resets after storing', { cut: 'reset', stored: true }, true],
  ])('%s without an answer', async (_, fault, stored) => {
    connector.failNext(fault)
    await expect(ask('POST', activities, line, 'bot-token', 300)).rejects.toThrow()
    expect(connector.messages()).toHaveLength(stored ? 1 : 0)
    expect(connector.ledger).toMatchObject([{ outcome: 'cut' in fault ? fault.cut : '', stored }])
  })

  test('fails after storing, so that a second try makes a second message', async () => {
    connector.failNext({ status: 502, stored: true })
    expect((await ask('POST', activities, line)).status).toBe(502)
    await ask('POST', activities, line)
    expect(connector.messages()).toHaveLength(2)
  })

  test('fails for one conversation and serves the others', async () => {
    connector.failConversation('a:alex', { status: 403, code: 'MessageWritesBlocked' })
    expect(await ask('POST', activities, line)).toMatchObject({
      status: 403,
      body: { error: { code: 'MessageWritesBlocked' } },
    })
    expect((await ask('POST', '/v3/conversations/a%3Amegan/activities', line)).status).toBe(201)
    connector.failConversation('a:alex', undefined)
    expect((await ask('POST', activities, line)).status).toBe(201)
  })

  test('writes down every request with its time, and tells who waits for it', async () => {
    const before = Date.now()
    const seen = connector.until(() => connector.messages().length === 2)
    await ask('POST', activities, line)
    await ask('POST', activities, { ...line, text: 'Second' })
    await seen
    expect(connector.ledger).toMatchObject([
      { method: 'POST', conversationId: 'a:alex', outcome: 201, body: line },
      { outcome: 201, body: { text: 'Second' } },
    ])
    expect(connector.ledger.every(({ at }) => at >= before && at <= Date.now())).toBe(true)
  })
})
