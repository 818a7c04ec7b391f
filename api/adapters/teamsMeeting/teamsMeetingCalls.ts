import type { CallCheckItem, CallCheckStep } from '#core/contract/calls'
import type { Refusal } from '#core/contract/problems'
import type { CallService } from '#core/session/callPorts'
import type { Guests } from './acsGuests.ts'
import { createMeetings, type MeetingsOptions, type Organizer } from './graphMeetings.ts'
import { patienceOf, type ServiceError } from './serviceErrors.ts'

interface Options extends MeetingsOptions {
  guests: Guests
  /** Client id of the app registration, which the suggested fixes contain. */
  clientId: string
  /** Time limit for all steps of one request together, in milliseconds. */
  patience?: number
}

/** Calls as Teams meetings: the agent joins in Teams, the customer as a guest of Azure Communication Services. */
export function createTeamsMeetingCalls({ guests, clientId, patience = 8000, ...options }: Options): CallService {
  const meetings = createMeetings(options)
  const placeOf = (tenantId: string): Place => ({
    clientId,
    tenantId,
    organizer: options.organizers.get(tenantId) ?? null,
  })

  return {
    ready: async ({ session: { tenantId }, assertion }) => {
      const allowed = patienceOf(patience)
      const token = await meetings.token({ tenantId, assertion }, allowed)
      if (token.trouble) return { refused: refusalOf('token', token.trouble, placeOf(tenantId)) }
      const made = await meetings.make(tenantId, token.value, allowed)
      if (made.trouble) return { refused: refusalOf('meeting', made.trouble, placeOf(tenantId)) }
      return { value: { provider: 'teams-meeting', joinUrl: made.value.joinUrl } }
    },

    admit: async ({ session, providerCall, side }) => {
      if (providerCall.provider !== 'teams-meeting') return { refused: { code: 'noCall' } }
      const { provider, joinUrl } = providerCall
      if (side === 'agent') return { value: { provider, joinUrl, guest: null } }
      const invited = await guests.invite(patienceOf(patience))
      // The cause concerns admins, so the customer gets a generic detail.
      if (invited.trouble)
        return { refused: { ...refusalOf('guest', invited.trouble), detail: 'Calls aren’t available right now.' } }
      return { value: { provider, joinUrl, guest: { ...invited.value, displayName: session.customer.name } } }
    },

    check: async (organizer) => [
      ...(await checkMeetings(organizer)),
      await checkGuest(),
      // The permission can only be verified by sending a notification.
      { step: 'activityFeed', ok: null, problem: null, detail: null, fix: feedPermission },
    ],
  }

  async function checkMeetings({ tenantId, assertion }: Organizer): Promise<CallCheckItem[]> {
    const allowed = patienceOf(patience)
    const place = placeOf(tenantId)
    const token = await meetings.token({ tenantId, assertion }, allowed)
    if (token.trouble) return [failed('token', token.trouble, place), { ...fine('meeting'), ok: null }]
    const made = await meetings.make(tenantId, token.value, allowed)
    if (made.trouble) return [fine('token'), failed('meeting', made.trouble, place)]
    await meetings.remove(tenantId, token.value, made.value.id, allowed)
    return [fine('token'), fine('meeting')]
  }

  async function checkGuest(): Promise<CallCheckItem> {
    const allowed = patienceOf(patience)
    const invited = await guests.invite(allowed)
    if (invited.trouble) return failed('guest', invited.trouble, placeOf(''))
    await guests.dismiss(invited.value, allowed)
    return fine('guest')
  }
}

const fine = (step: CallCheckStep): CallCheckItem => ({ step, ok: true, problem: null, detail: null, fix: null })
const failed = (step: CallCheckStep, trouble: ServiceError, place: Place): CallCheckItem => ({
  step,
  ok: false,
  problem: trouble.problem,
  detail: trouble.said,
  fix: fixOf(step, trouble, place),
})

/** The refusal for the agent: `unavailable` for a later retry, or `callProviderRefused` with the fix for an admin. */
function refusalOf(step: CallCheckStep, trouble: ServiceError, place?: Place): Refusal {
  if (trouble.problem === 'unreachable')
    return { code: 'unavailable', retryAfter: Math.ceil((trouble.retryAfter ?? 2000) / 1000) }
  const fix = place ? fixOf(step, trouble, place) : null
  const needed = fix === null ? '' : ` An admin mends it with: ${fix.replaceAll('\n', ' ')}`
  return { code: 'callProviderRefused', detail: `The meeting couldn’t be created. ${trouble.said}${needed}` }
}

/** The ids that a suggested fix contains. */
interface Place {
  clientId: string
  tenantId: string
  /** The dedicated organizer of meetings; null if the agent organizes them. */
  organizer: string | null
}

/** The environment variable that configures Azure Communication Services. */
const guestSetting = 'ACS_CONNECTION_STRING=endpoint=https://<resource>.communication.azure.com/;accesskey=<access key>'
/** The permission for activity feed notifications; the app manifest requests it. */
const feedPermission = 'TeamsActivity.Send.User'

/** The command, link or setting that fixes the problem; null if only the service's error text can help. */
function fixOf(step: CallCheckStep, { problem }: Pick<ServiceError, 'problem'>, place: Place): string | null {
  if (problem === 'unreachable') return null
  if (step === 'guest') return guestSetting
  const { clientId, tenantId, organizer } = place
  if (problem === 'policy')
    return [
      `New-CsApplicationAccessPolicy -Identity Interact -AppIds "${clientId}"`,
      `Grant-CsApplicationAccessPolicy -PolicyName Interact -Identity "${organizer ?? '<organizer>'}"`,
    ].join('\n')
  if (problem !== 'consent') return null
  const permission = organizer === null ? 'OnlineMeetings.ReadWrite' : 'OnlineMeetings.ReadWrite.All'
  return `${permission}\nhttps://login.microsoftonline.com/${tenantId}/adminconsent?client_id=${clientId}`
}
