import { randomUUID } from 'node:crypto'
import { expect } from '@jest/globals'
import { enter, type Contact, type Customer } from '../../../support/customer.ts'
import { answerOf, type World } from '../../../support/world.ts'

const alex = 'alex@contoso.test'

/** Customers who call Alex, and Alex. */
export function callers(theWorld: () => World, theContact: () => Contact) {
  const opening = (modality: string, more: object = {}) => ({
    ...{ key: randomUUID(), modality, customer: { name: 'Mia' } },
    ...more,
  })
  const asAlex = (path: string, body: object = {}) => theWorld().ask(alex, 'POST', path, { body })

  async function chatting(): Promise<{ customer: Customer; at: string }> {
    const customer = await enter(theWorld(), theContact())
    const at = `/sessions/${await customer.open()}`
    expect((await asAlex(`${at}/accept`)).status).toBe(200)
    return { customer, at }
  }

  /** A call that was opened and accepted, with a window joined on each side. */
  async function inCall() {
    const customer = await enter(theWorld(), theContact())
    const { body } = await customer.ask('POST', '/sessions', opening('audio'))
    const at = `/sessions/${String(body.id)}`
    expect((await asAlex(`${at}/accept`)).body).toMatchObject({ status: 'active', call: { status: 'started' } })
    const legs = { customer: randomUUID(), agent: randomUUID() }
    expect((await customer.ask('POST', `${at}/call/join`, { leg: legs.customer })).status).toBe(200)
    expect((await asAlex(`${at}/call/join`, { leg: legs.agent })).status).toBe(200)
    return { customer, at, legs }
  }
  const windowTicket = async (customer: Customer) => (await customer.ask('POST', '/call-window')).body.ticket
  const enterWindow = (ticket: unknown, origin = theWorld().widgetUrl) =>
    answerOf(
      fetch(`${theWorld().widgetUrl}/widget/v1/call-window/exchange`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({ ticket }),
      }),
    )
  return { opening, asAlex, chatting, inCall, windowTicket, enterWindow }
}
