import { createEntraClient, createEntraClients } from '#api/adapters/entra/tokenClients'
import { createGraphActivityFeed } from '#api/adapters/graph/graphActivityFeed'
import { createGuests } from '#api/adapters/teamsMeeting/acsGuests'
import { createTeamsMeetingCalls } from '#api/adapters/teamsMeeting/teamsMeetingCalls'
import type { ActivityFeed } from '#core/session/teamsPorts'
import { localNetworkClient } from '#infra/local/localNetworkClient'
import { startAcsIdentity, type AcsIdentity } from './microsoft/acsIdentity.ts'
import { startGraphMeetings, type GraphMeetings } from './microsoft/graphMeetings.ts'
import { startWorld, type World, type WorldOptions } from './world.ts'

/** A world whose calls are Teams meetings, with the stand-ins for Microsoft services that they need. */
export interface MeetingWorld extends World {
  graph: GraphMeetings
  acs: AcsIdentity
  /** Delegated scopes without consent. */
  withoutConsent: string[]
  /** The user who organizes the meetings instead of the agents, by tenant. */
  organizers: Map<string, string>
  /** The activity feed of the product. */
  activityFeed: ActivityFeed
}

/** Time-out of requests to Microsoft services, in milliseconds. */
const patience = 1500

export async function startMeetingWorld(options: WorldOptions = {}): Promise<MeetingWorld> {
  const [graph, acs] = await Promise.all([startGraphMeetings(), startAcsIdentity()])
  const withoutConsent: string[] = []
  const organizers = new Map<string, string>()
  let made: ActivityFeed | undefined
  const world = await startWorld({
    ...options,
    withoutConsent,
    platform: ({ entra, config }) => {
      graph.trust(entra.jwksUrl)
      const meetings = createTeamsMeetingCalls({
        entra: (tenantId) => createEntraClient({ ...config.entra, tenantId }, localNetworkClient(entra.url)),
        clientId: config.entra.clientId,
        organizers,
        guests: createGuests(acs.connectionString, { allowInsecureConnection: true }),
        graph: graph.url,
        patience,
        now: Date.now,
      })
      return {
        calls: { 'teams-meeting': meetings },
        activityFeed: (known) =>
          (made = createGraphActivityFeed({
            ...known,
            tokens: createEntraClients(config.entra, localNetworkClient(entra.url)),
            teamsAppId: config.teamsAppId,
            origin: graph.url,
          })),
      }
    },
  })
  if (!made) throw new Error('The product has no activity feed')
  return {
    ...world,
    ...{ graph, acs, withoutConsent, organizers, activityFeed: made },
    close: async () => {
      await world.close()
      await Promise.all([graph.close(), acs.close()])
    },
  }
}
