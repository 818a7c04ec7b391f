import { randomUUID } from 'node:crypto'
import type { Media } from '#core/contract/calls'
import { contactOf, enter, type Customer } from '../../support/customer.ts'
import { openCallPage, startSite, type Window } from '../../widget/support/callPages.ts'
import type { AdminWorld } from './adminWorld.ts'

export const alex = 'alex@contoso.test'

export interface Caller {
  customer: Customer
  sessionId: string
}

/** A customer with a ringing call session. */
export async function calling(world: AdminWorld, modality: Media, name = 'Mia'): Promise<Caller> {
  const customer = await enter(world, await contactOf(world, alex))
  const { body } = await customer.ask('POST', '/sessions', { key: randomUUID(), modality, customer: { name } })
  return { customer, sessionId: String(body.id) }
}

/** A chat session that Alex has accepted. */
export async function chatting(world: AdminWorld, name = 'Mia'): Promise<Caller> {
  const customer = await enter(world, await contactOf(world, alex))
  const sessionId = await customer.open('Hello', name)
  await world.ask(alex, 'POST', `/sessions/${sessionId}/accept`, { body: {} })
  return { customer, sessionId }
}

/** Joins an accepted call as the customer, in a window with its own camera and microphone. */
export async function takePart(world: AdminWorld, caller: Caller, media: Media = 'video'): Promise<Window> {
  const site = await startSite()
  const there = await openCallPage(
    { world, site, ...caller, browser: world.browser },
    { side: 'customer', media, sessionId: caller.sessionId },
  )
  there.page.on('close', () => void site.close())
  return there
}
