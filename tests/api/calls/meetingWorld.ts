import { createEntraClient } from '#api/adapters/entra/clients'
import { createGuests } from '#api/adapters/teamsMeeting/guests'
import { createTeamsMeetingCalls } from '#api/adapters/teamsMeeting/teamsMeetingCalls'
import { localNetworkClient } from '#infra/local/localNetworkClient'
import { startAcsIdentity, type AcsIdentity } from '../../support/acsIdentity.ts'
import { startGraphMeetings, type GraphMeetings } from '../../support/graphMeetings.ts'
import { startWorld, type World } from '../../support/world.ts'

/** A world that can carry calls as Teams meetings, and the services of Microsoft that it needs for them. */
export interface MeetingWorld extends World {
  graph: GraphMeetings
  acs: AcsIdentity
  /** Delegated scopes that nobody has consented to. */
  withoutConsent: string[]
  /** Who makes the meetings instead of the agents, by tenant. */
  organizers: Map<string, string>
}

/** How long an agent waits for Microsoft here. */
const patience = 1500

export async function startMeetingWorld(): Promise<MeetingWorld> {
  const [graph, acs] = await Promise.all([startGraphMeetings(), startAcsIdentity()])
  const withoutConsent: string[] = []
  const organizers = new Map<string, string>()
  const world = await startWorld({
    withoutConsent,
    outside: ({ entra, config }) => {
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
      return { calls: { 'teams-meeting': meetings } }
    },
  })
  return {
    ...world,
    ...{ graph, acs, withoutConsent, organizers },
    close: async () => {
      await world.close()
      await Promise.all([graph.close(), acs.close()])
    },
  }
}
