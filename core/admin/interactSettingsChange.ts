import type { InteractPatch } from '../contract/interactSettings.ts'
import { refuse, type Decided } from '../contract/problems.ts'
import type { InteractRow } from './ports.ts'
import { holdsBothLicences } from '../reach/reachability.ts'
import { changedFields } from './patch.ts'
import { isVisibleTo } from './permissions.ts'
import type { OrganizationUnitTree } from './organizationTree.ts'

/** Input of the decision: the tree, and the unit of each chosen item (null: no such item). */
export interface InteractChangeFacts {
  tree: OrganizationUnitTree
  templateVisible: boolean
  domainTemplateUnitId: string | null
  directSystemMessagesUnitId: string | null
}

type Change = Required<{ [Field in keyof InteractPatch]: Exclude<InteractPatch[Field], undefined> }>

/**
 * Decides whether a change of a user's Interact page may be saved. Checks only the fields in the patch, so that an
 * admin can always switch something off. Answers the changed fields. Refusals: `modalityRequired`, `interactDisabled`,
 * `licenceMissing`, `noVerifiedCustomerSecret`, `notVisible`, `noDomainTemplate`, `domainTemplateRequired`.
 */
export function decideInteractChange(
  before: InteractRow,
  patch: InteractPatch,
  facts: InteractChangeFacts,
): Decided<Partial<Change>> {
  const next = { ...settingsOf(before), ...defined(patch) }
  if (next.active && !next.audioVideo && !next.instantMessaging)
    return refuse('modalityRequired', 'Active requires Audio & Video or Instant Messaging.', [
      { path: '/active', message: 'Turn on Audio & Video or Instant Messaging, or turn off Active.' },
    ])
  if (next.active && !before.reach.active) {
    if (!before.reach.interactEnabled)
      return refuse('interactDisabled', 'Interact is off for this tenant. A tenant admin can turn it on.')
    if (!holdsBothLicences(before.reach.licences))
      return refuse('licenceMissing', 'Active requires the contactCenter and interact licences.')
  }
  if (patch.requireVerifiedCustomer && !before.reach.requireVerifiedCustomer && !before.verifiedCustomersPossible)
    return refuse('noVerifiedCustomerSecret', 'The tenant has no signing secret for verified customers.', [
      { path: '/requireVerifiedCustomer', message: 'A tenant admin can create the secret on the Tenant page.' },
    ])
  return decideItems(before, patch, next, facts) ?? { value: changedFields(settingsOf(before), patch) }
}

function decideItems(before: InteractRow, patch: InteractPatch, next: Change, facts: InteractChangeFacts) {
  const fits = (unitId: string | null) => unitId !== null && isVisibleTo(facts.tree, unitId, before.organizationUnitId)
  if (patch.domainTemplateId && !fits(facts.domainTemplateUnitId))
    return refuse('notVisible', 'This domain template can’t be used in the user’s organization unit.', [
      {
        path: '/domainTemplateId',
        message: 'Select a template of the user’s organization unit or of a unit above it.',
      },
    ])
  if (patch.directSystemMessagesId && !fits(facts.directSystemMessagesUnitId))
    return refuse('notVisible', 'These direct system messages can’t be used in the user’s organization unit.', [
      {
        path: '/directSystemMessagesId',
        message: 'Select a set of the user’s organization unit or of a unit above it.',
      },
    ])
  const touchesAccess = patch.restrictAccess !== undefined || patch.domainTemplateId !== undefined
  if (next.restrictAccess && touchesAccess && next.domainTemplateId === null) {
    if (!facts.templateVisible)
      return refuse(
        'noDomainTemplate',
        'Restrict Access requires a domain template in the user’s organization unit or above it.',
      )
    return refuse('domainTemplateRequired', 'Restrict Access requires a domain template.', [
      { path: '/domainTemplateId', message: 'Select the domain template whose pages can reach this user.' },
    ])
  }
  return null
}

/** The settings of an Interact page that an admin may change. */
export const settingsOf = (row: InteractRow): Change => ({
  active: row.reach.active,
  audioVideo: row.reach.audioVideo,
  instantMessaging: row.reach.instantMessaging,
  directSystemMessagesId: row.directSystemMessagesId,
  restrictAccess: row.reach.restrictAccess,
  domainTemplateId: row.domainTemplateId,
  requireVerifiedCustomer: row.reach.requireVerifiedCustomer,
})

const defined = (patch: InteractPatch): Partial<Change> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
