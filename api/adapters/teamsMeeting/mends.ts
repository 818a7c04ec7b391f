import type { CallCheckStep } from '#core/contract/calls'
import type { Trouble } from './trouble.ts'

/** Whom a mend is about. */
export interface Place {
  clientId: string
  tenantId: string
  /** The user in whose name meetings are made; null where it is the agent's own. */
  organizer: string | null
}

/** The setting of this program that names the service for guests. */
export const guestSetting =
  'ACS_CONNECTION_STRING=endpoint=https://<resource>.communication.azure.com/;accesskey=<access key>'
/** What a notification in the activity feed needs; the app package asks for it. */
export const feedPermission = 'TeamsActivity.Send.User'

/** What an admin runs, opens or sets to mend this; null where only the words of the service say more. */
export function mendOf(step: CallCheckStep, { problem }: Pick<Trouble, 'problem'>, place: Place): string | null {
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
