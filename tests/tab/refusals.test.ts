import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { refusalAt, refusedToAgents, type AgentPlace } from '../support/refusals.ts'
import { startAgentApi } from './support/agentApi.ts'

let api: Awaited<ReturnType<typeof startAgentApi>>
let place: AgentPlace

beforeAll(async () => {
  api = await startAgentApi()
  const { server, url } = api
  const [ended, active, ringing] = [
    await server.open({ name: 'Ed', text: 'Hello' }),
    await server.open({ name: 'Ada', text: 'Hello' }),
    await server.open({ name: 'Rita', text: 'Hello' }),
  ]
  await server.customer.ends(ended)
  await server.agent.accepts(active)
  place = { url, token: api.newToken(), ringing, active, ended }
})
afterAll(() => api.close())

/** The same table runs against the product in tests/api/server/refusals.test.ts. */
test.each(refusedToAgents.map((row) => [row.what, row] as const))(
  'the API of the console tests refuses like the product: %s',
  async (_what, row) => {
    const { answered, stated } = await refusalAt(place, row)
    expect(answered).toEqual(stated)
  },
)
