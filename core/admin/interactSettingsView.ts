import type { InteractSettingsView, Precondition } from '../contract/interactSettings.ts'
import type { InteractRow } from './ports.ts'
import { whyUnreachable } from '../reach/reachability.ts'
import { instantOf } from './presenters.ts'
import { snippetsFor, type WidgetPlace } from './snippets.ts'
import type { Licence } from '../contract/users.ts'

/**
 * The Interact page in the form that the API answers. `templateVisible`: whether a domain template is visible to the
 * user's unit. `now` in milliseconds since the epoch.
 */
export function interactSettingsViewOf(
  row: InteractRow,
  known: WidgetPlace & { templateVisible: boolean; now: number },
): InteractSettingsView {
  const { reach, contactId } = row
  const snippets = snippetsFor(known, { contactId, widgetKey: reach.widgetKey, branding: row.branding })
  const until = reach.previousKey?.until ?? 0
  return {
    userId: row.userId,
    active: reach.active,
    audioVideo: reach.audioVideo,
    instantMessaging: reach.instantMessaging,
    directSystemMessagesId: row.directSystemMessagesId,
    restrictAccess: reach.restrictAccess,
    domainTemplateId: row.domainTemplateId,
    requireVerifiedCustomer: reach.requireVerifiedCustomer,
    contactId,
    widgetKey: reach.widgetKey,
    verifiedCustomersPossible: row.verifiedCustomersPossible,
    previousKeyUntil: until > known.now ? instantOf(until) : null,
    snippet: snippets.latest,
    snippets,
    preconditions: preconditionsOf({
      interactEnabled: reach.interactEnabled,
      licences: reach.licences,
      templateVisible: known.templateVisible,
      botInstalled: row.bot === 'installed' || row.bot === 'opened',
    }),
    bot: row.bot,
    reason: whyUnreachable(reach) ?? (isClosed(row) ? 'identityRequired' : null),
    patternCount: reach.patterns?.length ?? null,
    lastSeen: row.lastSeen && { origin: row.lastSeen.origin, at: instantOf(row.lastSeen.at) },
  }
}

/** Verified customers are required but the tenant has no signing secret, so no customer can reach the user. */
const isClosed = ({ reach, verifiedCustomersPossible }: InteractRow): boolean =>
  reach.requireVerifiedCustomer && !verifiedCustomersPossible

interface Circumstances {
  interactEnabled: boolean
  licences: readonly Licence[]
  /** Whether any domain template is visible to the user's organization unit. */
  templateVisible: boolean
  botInstalled: boolean
}

/**
 * The preconditions of a user's Interact page, in the order in which they are fixed, each with the role that can fix
 * it.
 */
export const preconditionsOf = (known: Circumstances): Precondition[] => [
  { code: 'interactEnabled', met: known.interactEnabled, mendedBy: 'tenantAdmin', required: true },
  { code: 'contactCenterLicence', met: known.licences.includes('contactCenter'), mendedBy: 'admin', required: true },
  { code: 'interactLicence', met: known.licences.includes('interact'), mendedBy: 'admin', required: true },
  { code: 'domainTemplateVisible', met: known.templateVisible, mendedBy: 'admin', required: false },
  { code: 'botInstalled', met: known.botInstalled, mendedBy: 'user', required: false },
]
