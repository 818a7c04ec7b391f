import type { Licence, Role } from '#core/contract/users'
import { counted } from '../format/plural.ts'

const licences: Record<Licence, string> = {
  contactCenter: 'Contact Center',
  interact: 'Interact',
}
const licencesShort: Record<Licence, string> = { contactCenter: 'CC', interact: 'Int' }
const roles: Record<Role, string> = {
  agent: 'Agent',
  organizationUnitAdmin: 'Admin of organization units',
  tenantAdmin: 'Tenant admin',
}

export const users = {
  title: 'Users',
  search: 'Search name, UPN, department',
  filters: 'Filters',
  unit: 'Organization unit',
  everyUnit: 'All organization units',
  licencesColumn: 'Licences',
  anyLicence: 'Any licence',
  licences,
  licencesShort,
  noLicence: 'No licence',
  state: 'Interact',
  anyState: 'Active or not',
  activeOnly: 'Active',
  inactiveOnly: 'Not active',
  clearFilters: 'Clear filters',
  name: 'Name',
  principalName: 'UPN',
  department: 'Job and department',
  lastReached: 'Last reached',
  chat: 'Chat',
  calls: 'Calls',
  away: 'Away',
  count: counted('en', { one: '# user', other: '# users' }),
  countAtLeast: (count: string) => `${count}+ users`,
  noneFound: 'No user fits',
  noneFoundText: 'Try another name, or take a filter away.',
  noneYet: 'No users yet',
  noneYetText: 'People of your directory appear here once they are known to Interact.',
  general: 'General',
  interact: 'Interact',
  directory: 'From the directory',
  inInteract: 'In Interact',
  unitHint: 'The user may use domain templates and direct system messages of this unit and of the units above it.',
  licencesHint: 'Customers can reach a user who holds both.',
  noInteractPage:
    'There is no Interact page for this user yet. It appears when the user holds the Contact Center licence.',
  role: 'Role',
  roles,
  administers: 'Administers',
  administersHint: 'Each unit with everything below it.',
}
export type UsersTranslations = typeof users
