import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { contactOf, enter, exchange, launch, type Contact } from '../../../support/customer.ts'
import { startWorld, type World } from '../../../support/world.ts'

const alex = 'alex@contoso.test'
const adele = 'adele@contoso.test'
const unknown = '99999999-9999-4999-8999-999999999999'
let world: World
let contact: Contact

beforeAll(async () => {
  world = await startWorld()
  contact = await contactOf(world, alex)
})
afterAll(() => world.close())

async function change(upn: string, body: object): Promise<void> {
  const path = `/users/${await world.userId(upn)}/interact`
  const { headers } = await world.ask(adele, 'GET', path)
  const { status } = await world.ask(adele, 'PATCH', path, { body, ifMatch: headers.get('etag') ?? '' })
  expect(status).toBe(200)
}

describe('a launch', () => {
  test('returns a ticket and a frame URL to an allowed page, readable by that page without credentials', async () => {
    const { status, headers, body } = await launch(world, contact)
    expect(status).toBe(200)
    expect(body.ticket).toEqual(expect.any(String))
    expect(body.frameUrl).toMatch(`${world.widgetUrl}/widget/v1/frame/${contact.contactId}?s=`)
    expect(headers.get('access-control-allow-origin')).toBe(world.shopOrigin)
    expect(headers.get('access-control-allow-credentials')).toBeNull()
  })

  test('may send its JSON as text, which needs no preflight, and is checked like any other', async () => {
    const send = async (body: string, origin = world.shopOrigin, type = 'text/plain;charset=UTF-8') => {
      const headers = { 'content-type': type, origin }
      const answer = await fetch(`${world.widgetUrl}/widget/v1/launch`, { method: 'POST', headers, body })
      return [answer.status, ((await answer.json()) as { code?: string }).code]
    }
    const { contactId, widgetKey } = contact
    const asked = { contactId, widgetKey }
    expect(await send(JSON.stringify(asked))).toEqual([200, undefined])
    expect(await send(JSON.stringify(asked), 'https://evil.example')).toEqual([403, 'contactUnavailable'])
    expect(await send(JSON.stringify({ ...asked, tenantId: 'x' }))).toEqual([400, 'invalid'])
    expect(await send(`{"__proto__":{},${JSON.stringify(asked).slice(1)}`)).toEqual([400, 'invalid'])
    expect(await send(`${JSON.stringify(asked)}x`)).toEqual([400, 'invalid'])
    expect(await send(JSON.stringify({ ...asked, pageTitle: 'x'.repeat(70_000) }))).toEqual([413, 'tooLarge'])
    const form = 'application/x-www-form-urlencoded'
    expect(await send(JSON.stringify(asked), world.shopOrigin, form)).toEqual([415, 'unsupportedMediaType'])
  })

  test('answers the same bytes whatever the reason for a refusal', async () => {
    const megan = await contactOf(world, 'megan@contoso.test')
    const oscar = await contactOf(world, 'oscar@fabrikam.test')
    const bodies = [
      await launch(world, contact, 'https://evil.example'),
      await launch(world, contact, 'null'),
      await launch(world, contact, null),
      await launch(world, { ...contact, contactId: unknown }),
      await launch(world, { ...contact, widgetKey: 'wrong' }),
      await launch(world, { ...contact, widgetKey: megan.widgetKey }),
      await launch(world, oscar),
    ]
    const [first] = bodies
    expect(first).toMatchObject({ status: 403, body: { code: 'contactUnavailable' } })
    for (const { status, body } of bodies) expect([status, body]).toEqual([403, first?.body])
  })

  test('is refused when Active is off, and shows the admin the refused origin', async () => {
    const megan = await contactOf(world, 'megan@contoso.test')
    await change('megan@contoso.test', { active: false })
    expect(await launch(world, megan)).toMatchObject({ status: 403 })
    await change('megan@contoso.test', { active: true })
    expect(await launch(world, megan)).toMatchObject({ status: 200 })
    await launch(world, megan, 'https://staging.example')
    const { body } = await world.ask(adele, 'GET', '/domain-templates')
    const [template] = body.items as { id: string }[]
    const refused = await world.ask(adele, 'GET', `/domain-templates/${template?.id ?? ''}/refused-origins`)
    expect(JSON.stringify(refused.body)).toContain('https://staging.example')
  })

  test('accepts any http(s) page without Restrict Access, and no other origin', async () => {
    await change('megan@contoso.test', { restrictAccess: false })
    const megan = await contactOf(world, 'megan@contoso.test')
    expect(await launch(world, megan, 'http://anything.example:8080')).toMatchObject({ status: 200 })
    for (const origin of ['null', 'file://', 'chrome-extension://abc', 'https://x.example/path'])
      expect(await launch(world, megan, origin)).toMatchObject({ status: 403 })
    await change('megan@contoso.test', { restrictAccess: true })
  })

  test('refuses unknown fields', async () => {
    expect(await launch(world, { ...contact, tenantId: unknown })).toMatchObject({
      status: 400,
      body: { code: 'invalid' },
    })
    expect(await launch(world, [])).toMatchObject({ status: 400 })
  })
})

describe('a ticket', () => {
  test('works once', async () => {
    const { body } = await launch(world, contact)
    const { ticket } = body
    expect(await exchange(world, { ticket })).toMatchObject({
      status: 200,
      body: { contact: { modalities: ['chat', 'audio', 'video'] } },
    })
    const refused = { status: 401, body: { code: 'ticketRefused' } }
    expect(await exchange(world, { ticket })).toMatchObject(refused)
    // Retention forgets a spent ticket only when the ticket itself has expired.
    await world.store.retentionStore.sweep(Date.now(), 1000)
    expect(await exchange(world, { ticket })).toMatchObject(refused)
  })

  test('is refused if it was altered', async () => {
    const { body } = await launch(world, contact)
    const [payload = '', signature = ''] = String(body.ticket).split('.')
    for (const ticket of [
      `${payload}x.${signature}`,
      `${payload}.${signature.slice(0, -2)}AA`,
      payload,
      '.',
      `${payload}.`,
    ])
      expect(await exchange(world, { ticket })).toMatchObject({ status: 401 })
  })

  test('cannot be exchanged by another origin', async () => {
    const { body } = await launch(world, contact)
    const headers = { 'content-type': 'application/json', origin: world.shopOrigin }
    const answer = await fetch(`${world.widgetUrl}/widget/v1/exchange`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ ticket: body.ticket }),
    })
    expect(answer.status).toBe(403)
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('after a reload', () => {
  test('resumes the same sessions with handle and resume secret, even after Active was switched off', async () => {
    const first = await enter(world, contact)
    const handle = await first.open('Before the reload')
    await change(alex, { active: false })
    const again = await enter(world, contact, { handle, resume: first.resume })
    expect(again.exchanged.sessions).toMatchObject([{ id: handle, status: 'ringing' }])
    expect(await again.say(handle, 'After it')).toMatchObject({ status: 201 })
    await change(alex, { active: true })
  })

  test('keeps the session after the response of an exchange was lost', async () => {
    const first = await enter(world, contact)
    const handle = await first.open()
    await enter(world, contact, { handle, resume: first.resume })
    const again = await enter(world, contact, { handle, resume: first.resume })
    expect(again.exchanged.sessions).toMatchObject([{ id: handle }])
  })

  test('refuses a resume secret after its successor was used, and a secret of another customer', async () => {
    const first = await enter(world, contact)
    const handle = await first.open()
    const second = await enter(world, contact, { handle, resume: first.resume })
    await enter(world, contact, { handle, resume: second.resume })
    const stranger = await enter(world, contact)
    for (const resume of [first.resume, stranger.resume, 'guess', undefined]) {
      const { body } = await launch(world, { ...contact, handle })
      expect(await exchange(world, { ticket: body.ticket, ...(resume ? { resume } : {}) })).toMatchObject({
        status: 401,
        body: { code: 'resumeRefused' },
      })
    }
  })

  test('resumes no session for the handle of another page, another contact or no session', async () => {
    const owner = await enter(world, contact)
    const handle = await owner.open()
    const megan = await contactOf(world, 'megan@contoso.test')
    for (const { body } of await Promise.all([
      launch(world, { ...contact, handle: unknown }),
      launch(world, { ...contact, handle }, 'https://www.contoso.example'),
      launch(world, { ...megan, handle }),
    ])) {
      const answer = await exchange(world, { ticket: body.ticket, resume: owner.resume })
      expect(answer).toMatchObject({ status: 200, body: { sessions: [] } })
    }
  })
})

describe('the frame', () => {
  const policyOf = async (url: string) => {
    const answer = await fetch(url)
    return [answer.status, /frame-ancestors [^;]+/.exec(answer.headers.get('content-security-policy') ?? '')?.[0]]
  }

  test('allows the launching origin as its only ancestor', async () => {
    const { body } = await launch(world, contact)
    expect(await policyOf(String(body.frameUrl))).toEqual([200, `frame-ancestors ${world.shopOrigin}`])
  })

  test('cannot be framed without a valid frame token or for another contact', async () => {
    const { body } = await launch(world, contact)
    const url = String(body.frameUrl)
    const none = [200, "frame-ancestors 'none'"]
    expect(await policyOf(url.split('?')[0] ?? '')).toEqual(none)
    expect(await policyOf(`${url}x`)).toEqual(none)
    expect(await policyOf(url.replace(contact.contactId, unknown))).toEqual(none)
    expect(await policyOf(`${world.widgetUrl}/widget/v1/frame/${unknown}`)).toEqual(none)
  })
})
