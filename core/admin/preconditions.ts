import type { Precondition } from '../contract/interact.ts'
import type { Licence } from '../contract/people.ts'

interface Circumstances {
  interactEnabled: boolean
  licences: readonly Licence[]
  /** Whether any domain template is visible to the user's organization unit. */
  templateVisible: boolean
  botInstalled: boolean
}

/** What a user's Interact page needs, in the order it is mended, each with who can mend it. */
export const preconditionsOf = (known: Circumstances): Precondition[] => [
  { code: 'interactEnabled', met: known.interactEnabled, mendedBy: 'tenantAdmin', required: true },
  { code: 'contactCenterLicence', met: known.licences.includes('contactCenter'), mendedBy: 'admin', required: true },
  { code: 'interactLicence', met: known.licences.includes('interact'), mendedBy: 'admin', required: true },
  { code: 'domainTemplateVisible', met: known.templateVisible, mendedBy: 'admin', required: false },
  { code: 'botInstalled', met: known.botInstalled, mendedBy: 'user', required: false },
]
