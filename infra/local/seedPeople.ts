import type { DirectoryUser, InitialUser } from '#core/admin/directoryPorts'

export const contoso = '0c0a0000-0000-4000-8000-0000000c0a50'
export const fabrikam = '0fab0000-0000-4000-8000-0000000fab01'
export const apiClientId = '0a910000-0000-4000-8000-000000000a91'
export const botId = '0b070000-0000-4000-8000-000000000b07'

const unit = (n: number): string => `0c0a0000-0000-4000-8000-00000000010${n}`

/** Contoso's organization units, three levels deep. Every unit follows its parent. */
export const units = {
  root: { id: unit(0), name: 'Contoso', parent: null },
  sales: { id: unit(1), name: 'Sales', parent: 'root' },
  germany: { id: unit(2), name: 'Germany', parent: 'sales' },
  france: { id: unit(3), name: 'France', parent: 'sales' },
  service: { id: unit(4), name: 'Service', parent: 'root' },
  hotline: { id: unit(5), name: 'Hotline', parent: 'service' },
} as const
export type Unit = keyof typeof units

export interface Person {
  upn: string
  name: string
  oid: string
  tid: string
  title: string
  department: string
  unit: Unit
  initial: InitialUser
}

const both: InitialUser = { licences: ['contactCenter', 'interact'] }

const person = (
  number: number,
  upn: string,
  name: string,
  title: string,
  department: string,
  home: Unit,
  initial: InitialUser = {},
): Person => ({
  upn,
  name,
  oid: `0a1d0000-0000-4000-8000-0000000000${String(number).padStart(2, '0')}`,
  tid: upn.endsWith('@contoso.test') ? contoso : fabrikam,
  title,
  department,
  unit: home,
  initial,
})

/** All users of the embedded world. The first of each tenant is its tenant admin. */
export const people: readonly Person[] = [
  person(1, 'adele@contoso.test', 'Adele Vance', 'IT administrator', 'IT', 'root', { role: 'tenantAdmin' }),
  person(2, 'olga@contoso.test', 'Olga Petrova', 'Head of Sales', 'Sales', 'sales', {
    role: 'organizationUnitAdmin',
    administers: [units.sales.id],
  }),
  person(3, 'alex@contoso.test', 'Alex Wilber', 'Sales consultant', 'Sales Germany', 'germany', both),
  person(4, 'megan@contoso.test', 'Megan Bowen', 'Service engineer', 'Service', 'hotline', both),
  person(5, 'nestor@contoso.test', 'Nestor Wilke', 'Account manager', 'Sales', 'sales'),
  person(6, 'isaiah@contoso.test', 'Isaiah Langer', 'Sales consultant', 'Sales Germany', 'germany', {
    licences: ['contactCenter'],
  }),
  person(7, 'lidia@contoso.test', 'Lidia Holloway', 'Sales consultant', 'Sales France', 'france', both),
  person(8, 'pradeep@contoso.test', 'Pradeep Gupta', 'Service engineer', 'Service', 'service', both),
  person(9, 'miriam@contoso.test', 'Miriam Graham', 'Marketing manager', 'Marketing', 'root'),
  person(10, 'henrietta@contoso.test', 'Henrietta Müller', 'Sales assistant', 'Sales Germany', 'germany'),
  person(11, 'diego@contoso.test', 'Diego Siciliani', 'Hotline lead', 'Service', 'hotline', both),
  person(12, 'grady@contoso.test', 'Grady Archie', 'Engineer', 'Research', 'root'),
  person(13, 'lynne@contoso.test', 'Lynne Robbins', 'Purchasing', 'Operations', 'root'),
  person(14, 'joni@contoso.test', 'Joni Sherman', 'Legal counsel', 'Legal', 'root'),
  person(21, 'frida@fabrikam.test', 'Frida Berg', 'IT administrator', 'IT', 'root', { role: 'tenantAdmin' }),
  person(22, 'oscar@fabrikam.test', 'Oscar Lind', 'Service engineer', 'Service', 'root', both),
]

export const directoryUser = (known: Person, initial: InitialUser): DirectoryUser => ({
  entraObjectId: known.oid,
  userPrincipalName: known.upn,
  displayName: known.name,
  mail: known.upn,
  department: known.department,
  jobTitle: known.title,
  initial: { ...initial, ...known.initial },
})
