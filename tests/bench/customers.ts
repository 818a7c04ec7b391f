import { randomUUID } from 'node:crypto'
import type { CustomerSession, Exchanged, Launched } from '#core/contract/customerApi'
import { HttpLane, jsonOf } from './httpLane.ts'
import type { Product } from './product.ts'

/** A customer on a page that may reach the agent, on a connection of their own. */
export interface Customer {
  lane: HttpLane
  token: string
}

/** Asks for a ticket, as the page's browser does. */
export const launch = (lane: HttpLane, { agent, shopOrigin }: Product) =>
  lane.ask('POST', '/widget/v1/launch', { origin: shopOrigin }, launchBody({ agent, shopOrigin }))

export const launchBody = ({ agent, shopOrigin }: Pick<Product, 'agent' | 'shopOrigin'>) => ({
  contactId: agent.contactId,
  widgetKey: agent.widgetKey,
  pageUrl: `${shopOrigin}/boots`,
  pageTitle: 'Boots',
  locale: 'en',
})

export async function enter(product: Product): Promise<Customer> {
  const lane = new HttpLane(product.widgetUrl)
  const { ticket } = jsonOf(await launch(lane, product), 200) as Launched
  const exchange = await lane.ask('POST', '/widget/v1/exchange', { origin: product.widgetUrl }, { ticket })
  const { token } = jsonOf(exchange, 200) as Exchanged
  return { lane, token }
}

/** Opens a chat and has the agent accept it; answers the session's id. */
export async function openChat(product: Product, { lane, token }: Customer): Promise<string> {
  const body = { key: randomUUID(), modality: 'chat', customer: { name: 'Mia' }, text: 'Hello' }
  const opened = await lane.ask('POST', '/widget/v1/sessions', { authorization: `Bearer ${token}` }, body)
  const { id } = jsonOf(opened, 201) as CustomerSession
  const agent = new HttpLane(product.apiUrl)
  const headers = { authorization: `Bearer ${product.agent.token}` }
  jsonOf(await agent.ask('POST', `/api/v1/sessions/${id}/accept`, headers, {}), 200)
  agent.close()
  return id
}
