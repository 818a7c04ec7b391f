import { randomUUID } from 'node:crypto'
import type { Express, Request, Response } from 'express'
import type { z } from 'zod'
import { sendRefusal } from '#api/server/problemResponses'
import { offlineMessage, newSession } from '#core/contract/customerApi'
import { textContent, newMessage } from '#core/contract/sessions'
import { customerView } from '#core/session/presenters'
import { contactId } from '../../support/memory/sessionFixtures.ts'
import type { FakeWorld } from './fakeWorld.ts'

export type Parse = <T>(schema: z.ZodType<T>, request: Request, response: Response) => T | null

interface SessionRoutes {
  app: Express
  world: FakeWorld
  sessions: { id: string; customer: string; key: string }[]
  caller: (request: Request, response: Response) => string | null
  parse: Parse
}

/** Routes for opening sessions, messages, events, offline messages, typing and the end. */
export function fakeSessionRoutes({ app, world, sessions, caller, parse }: SessionRoutes) {
  const own = (request: Request, response: Response): string | null => {
    const customer = caller(request, response)
    const id = sessions.find((one) => one.id === request.params.id && one.customer === customer)?.id ?? null
    if (customer && !id) sendRefusal(response, { code: 'notFound' })
    return id
  }

  app.post('/widget/v1/sessions', async (request, response) => {
    const customer = caller(request, response)
    const body = customer && parse(newSession, request, response)
    if (!customer || !body) return
    const before = sessions.find((one) => one.customer === customer && one.key === body.key)
    const id = before?.id ?? randomUUID()
    if (!before) {
      sessions.push({ id, customer, key: body.key })
      const who = { name: body.customer.name, email: body.customer.email ?? null, verified: false }
      const page = {
        origin: 'https://shop.example',
        url: null,
        title: null,
        referrer: null,
        locale: null,
        timeZone: null,
        context: {},
      }
      const rest = { contactId, customerId: customer, widgetKey: 'key', preview: world.preview, page }
      await world.dispatch(id, {
        kind: 'open',
        key: body.key,
        modality: 'chat',
        customer: who,
        text: body.text ?? null,
        ...rest,
      })
    }
    const session = await world.session(id)
    if (session) response.status(before ? 200 : 201).json(customerView(session))
  })
  app.post('/widget/v1/sessions/:id/messages', async (request, response) => {
    const id = own(request, response)
    const body = id && parse(newMessage, request, response)
    if (!id || !body) return
    const customerId = sessions.find((one) => one.id === id)?.customer ?? ''
    const message = { key: body.key, content: textContent(body.text) }
    const result = await world.dispatch(id, { kind: 'customerWrites', customerId, ...message }, body.key)
    if (result.refused) sendRefusal(response, result.refused)
    else {
      const message = (await world.eventsAfter(id, 0)).find(
        (event) => event.kind === 'message' && event.key === body.key,
      )
      response.status('events' in result ? 201 : 200).json(message)
    }
  })
  app.get('/widget/v1/sessions/:id/events', async (request, response) => {
    const id = own(request, response)
    if (!id) return
    const after = Number(request.query.after)
    const until = Date.now() + Number(request.query.wait) * 1000
    let items = await world.eventsAfter(id, after)
    while (items.length === 0 && Date.now() < until && !request.destroyed) {
      await new Promise((done) => setTimeout(done, 20))
      items = await world.eventsAfter(id, after)
    }
    response.json({ items, next: items.at(-1)?.seq ?? after })
  })
  app.post('/widget/v1/sessions/:id/offline-message', async (request, response) => {
    const id = own(request, response)
    const body = id && parse(offlineMessage, request, response)
    if (!id || !body) return
    const customerId = sessions.find((one) => one.id === id)?.customer ?? ''
    const result = await world.dispatch(id, {
      kind: 'customerLeavesOfflineMessage',
      customerId,
      text: body.text,
      email: body.email ?? null,
    })
    if (result.refused) sendRefusal(response, result.refused)
    else response.status(204).end()
  })
  app.post('/widget/v1/sessions/:id/typing', (request, response) => {
    if (own(request, response)) response.status(204).end()
  })
  app.post('/widget/v1/sessions/:id/end', async (request, response) => {
    const id = own(request, response)
    if (!id) return
    await world.dispatch(id, {
      kind: 'customerEnds',
      customerId: sessions.find((one) => one.id === id)?.customer ?? '',
    })
    response.status(204).end()
  })
}
