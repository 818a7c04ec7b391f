import { randomUUID } from 'node:crypto'
import type { CustomerSession, Exchanged, Launched } from '#core/contract/customerApi'
import { HttpConnection, jsonOf } from './httpConnection.ts'
import type { Product } from './product.ts'

/** A customer on an allowed page, with a connection of their own. */
export interface Customer {
  connection: HttpConnection
  token: string
}

/** Requests a ticket, as the page's browser does. */
export const launch = (connection: HttpConnection, { agent, shopOrigin }: Product) =>
  connection.ask('POST', '/widget/v1/launch', { origin: shopOrigin }, launchBody({ agent, shopOrigin }))

export const launchBody = ({ agent, shopOrigin }: Pick<Product, 'agent' | 'shopOrigin'>) => ({
  contactId: agent.contactId,
  widgetKey: agent.widgetKey,
  pageUrl: `${shopOrigin}/boots`,
  pageTitle: 'Boots',
  locale: 'en',
})

export async function enter(product: Product): Promise<Customer> {
  const connection = new HttpConnection(product.widgetUrl)
  const { ticket } = jsonOf(await launch(connection, product), 200) as Launched
  const exchange = await connection.ask('POST', '/widget/v1/exchange', { origin: product.widgetUrl }, { ticket })
  const { token } = jsonOf(exchange, 200) as Exchanged
  return { connection, token }
}

/** Opens a chat that the agent accepts, and returns the session's id. */
export async function openChat(product: Product, { connection, token }: Customer): Promise<string> {
  const body = { key: randomUUID(), modality: 'chat', customer: { name: 'Mia' }, text: 'Hello' }
  const opened = await connection.ask('POST', '/widget/v1/sessions', { authorization: `Bearer ${token}` }, body)
  const { id } = jsonOf(opened, 201) as CustomerSession
  const agent = new HttpConnection(product.apiUrl)
  const headers = { authorization: `Bearer ${product.agent.token}` }
  jsonOf(await agent.ask('POST', `/api/v1/sessions/${id}/accept`, headers, {}), 200)
  agent.close()
  return id
}
