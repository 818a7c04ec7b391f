import { snippetsFor } from '#core/admin/snippets'
import type { Config } from '#api/config'
import type { AgentConversations } from '#core/session/teamsPorts'
import type { InteractSettings } from '#core/admin/ports'
import { startDemoSite } from './demoSite/demoSite.ts'
import { startEntra, type Entra } from './entra.ts'
import { startPlayground, type Playground } from './playground.ts'
import type { Running } from './http/loopback.ts'
import type { readSecrets } from './secrets.ts'
import { apiClientId, botId, people, type Person } from './seedPeople.ts'
import type { Settings } from './settings.ts'
import { startTeamsHost } from './teamsHost/teamsHost.ts'

const directory = people.map(({ oid, tid, upn, name }) => ({ oid, tid, upn, name }))

export const startEntraFor = (
  { ports, dataFolder }: Settings,
  secrets: ReturnType<typeof readSecrets>,
): Promise<Entra> =>
  startEntra({
    port: ports.entra,
    dataFolder,
    users: directory,
    apiClientId,
    botId,
    clients: { [apiClientId]: secrets.apiSecret, [botId]: secrets.botSecret },
  })

interface Store {
  interactSettings: InteractSettings
  agentConversations: Pick<AgentConversations, 'userOf'>
}

/** Starts the other stand-ins: the Playground, the Teams host page and the two shops, whose pages carry `shopScript`. */
export async function startSites(
  settings: Settings,
  entra: Entra,
  { publicUrl, widgetUrl }: Config,
  store: Store,
  shopScript = '',
): Promise<{ running: Running[]; playground: Playground | undefined }> {
  const { ports } = settings
  const alex = named('alex@contoso.test')
  const playground = await startChat(settings, entra, publicUrl, alex)
  await playground?.install()
  const teams = await startTeamsHost({
    port: ports.teams,
    tabUrl: publicUrl,
    entraUrl: entra.url,
    personas: ['adele', 'olga', 'alex', 'megan', 'nestor']
      .map((name) => persona(`${name}@contoso.test`))
      .concat(persona('frida@fabrikam.test')),
    playground: playground && { url: playground.url, upn: alex.upn },
  })
  const snippet = await snippetOf(store, alex, widgetUrl)
  const banner = 'This site is not on the list: its widget may not reach Alex.'
  const common = { widgetUrl, snippet, script: shopScript }
  const shop = await startDemoSite({
    ...common,
    port: ports.demo,
    variable: 'DEMO_PORT',
    otherUrl: `http://localhost:${ports.demo2}`,
  })
  const other = await startDemoSite({
    ...common,
    port: ports.demo2,
    variable: 'DEMO_PORT_2',
    otherUrl: `http://localhost:${ports.demo}`,
    banner,
  })
  return { running: [teams, shop, other, ...(playground ? [playground] : [])], playground }
}

function startChat({ ports, dataFolder }: Settings, entra: Entra, publicUrl: string, owner: Person) {
  if (ports.playground === null) return undefined
  const colleagues = people.filter(({ tid, upn }) => tid === owner.tid && upn !== owner.upn)
  return startPlayground({
    port: ports.playground,
    dataFolder,
    tenantId: owner.tid,
    botId,
    owner,
    others: colleagues.slice(0, 5),
    botEndpoint: `${publicUrl}/api/messages`,
    channelToken: entra.channelToken,
    isConnectorToken: entra.isConnectorToken,
  })
}

const titles = { tenantAdmin: 'Tenant admin', organizationUnitAdmin: 'OU admin of Sales', agent: 'Agent' }

function persona(upn: string) {
  const { name, oid, tid, initial } = named(upn)
  const title = initial.role ? titles[initial.role] : initial.licences ? titles.agent : 'Without licences'
  return { upn, name, oid, tid, tenant: upn.endsWith('@contoso.test') ? 'Contoso' : 'Fabrikam', role: title }
}

function named(upn: string): Person {
  const found = people.find((person) => person.upn === upn)
  if (!found) throw new Error(`The seed has no ${upn}`)
  return found
}

async function snippetOf(
  { interactSettings, agentConversations }: Store,
  person: Person,
  widgetUrl: string,
): Promise<string> {
  const user = await agentConversations.userOf(person.tid, person.oid)
  const row = user && (await interactSettings.find(person.tid, user.userId))
  if (!row) throw new Error(`${person.name} has no contact`)
  const unpinned = { file: '', integrity: '' }
  return snippetsFor({ widgetUrl, loader: unpinned }, { ...row, widgetKey: row.reach.widgetKey }).latest
}
