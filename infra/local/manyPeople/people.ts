import type { DirectoryUser } from '#core/admin/directoryPorts'
import { units } from '../seedPeople.ts'
import { chance, pick, stableId, stableKey } from './chance.ts'

const words = (text: string): readonly string[] => text.split(' ')

const firstNames = words(
  'Adam Aisha Alba Amélie Anders Andrea Anna Anton Beatriz Ben Björn Carla Carlos Chiara Chloé Clara Daniel David Elena ' +
    'Elif Elin Emma Enzo Eva Farid Fatima Felix Fiona Frank Giulia Greta Hanna Hugo Ida Ines Ivan Jan Jana Jonas Julia Karim ' +
    'Katja Kofi Lars Laura Lea Léo Lina Louis Luca Lucía Maja Marco Maria Marie Marta Matteo Max Mehmet Mia Mila Nadia Nina ' +
    'Noah Nora Olga Oliver Omar Paul Paula Petra Pierre Priya Rafael Rosa Sara Silvia Sofia Sven Tim Tomás Yara Youssef Zoe',
)
const lastNames = words(
  'Abadi Almeida Andersson Bauer Becker Bernard Bianchi Blanc Bondarenko Braun Brown Caruso Conti Costa Demir Diallo Dubois ' +
    'Dvořák Eriksson Esposito Ferrari Fischer Fontaine Fournier Franke García Girard Greco Haddad Hansen Hartmann Hoffmann ' +
    'Horváth Jansen Johansson Kaya Keller Klein Kowalski Krüger Lambert Lang Laurent Lefèvre Lehmann López Mancini Marino ' +
    'Martin Meyer Moreau Müller Nguyen Nielsen Novák Okafor Olsen Petrov Popescu Ramírez Ricci Rinaldi Romano Rossi Roussel ' +
    'Russo Santos Sato Schäfer Schmidt Schneider Schröder Silva Singh Smith Sørensen Vogel Wagner Weber Wolf Yılmaz Zimmermann',
)

/** Units besides those of the seed: id, name and parent. */
export interface BranchUnit {
  id: string
  name: string
  parentId: string
}

const branches: Readonly<Record<keyof typeof units, string>> = {
  root: 'Finance Logistics Marketing Research',
  sales: 'Austria Italy Poland Spain',
  germany: 'Berlin Cologne Hamburg Munich',
  france: 'Lille Lyon Paris',
  service: 'Repairs Returns Training',
  hotline: 'Day Night Weekend',
}

export const branchUnits: readonly BranchUnit[] = Object.values(units).flatMap(({ id }, place) => {
  const names = words(Object.values(branches)[place] ?? '')
  return names.map((name, index) => ({ id: stableId(`unit ${id}`, index), name, parentId: id }))
})

const titles: Readonly<Record<string, readonly string[]>> = {
  Sales: ['Account manager', 'Sales assistant', 'Sales consultant', 'Sales lead'],
  Service: ['Hotline lead', 'Service assistant', 'Service engineer'],
  Research: ['Designer', 'Engineer', 'Product manager'],
  Operations: ['Buyer', 'Controller', 'Planner'],
}

export interface PeopleOptions {
  /** Units that exist in the tenant. */
  unitIds: readonly string[]
  /** Items of the seed that still exist. */
  domainTemplateId: string | null
  directSystemMessagesId: string | null
}

const asciiOf = (name: string): string =>
  name.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ø', 'o').replaceAll('ı', 'i').toLowerCase()

export const userIdOf = (number: number): string => stableId('user', number)
export const contactIdOf = (number: number): string => stableId('contact', number)
/** Three of five have both licences, and half of these are active. */
const isLicensed = (number: number): boolean => chance('licence', number) < 0.6
export const isReachable = (number: number): boolean => isLicensed(number) && chance('active', number) < 0.5
export const nameOf = (number: number): string =>
  `${pick(firstNames, 'first', number)} ${pick(lastNames, 'last', number)}`

/** The person with this number, the same in every run. */
export function personOf(number: number, options: PeopleOptions): DirectoryUser {
  const name = nameOf(number)
  const userPrincipalName = `${asciiOf(name).replace(' ', '.')}${number}@contoso.test`
  const department = pick(Object.keys(titles), 'department', number)
  const active = isReachable(number)
  return {
    entraObjectId: stableId('person', number),
    userPrincipalName,
    displayName: name,
    mail: userPrincipalName,
    department,
    jobTitle: pick(titles[department] ?? [], 'title', number),
    initial: {
      id: userIdOf(number),
      contactId: contactIdOf(number),
      widgetKey: stableKey('key', number),
      organizationUnitId: pick(options.unitIds, 'unit', number),
      licences: isLicensed(number)
        ? ['contactCenter', 'interact']
        : chance('one licence', number) < 0.25
          ? ['contactCenter']
          : [],
      active,
      restrictAccess: options.domainTemplateId !== null && active,
      domainTemplateId: options.domainTemplateId,
      directSystemMessagesId: chance('messages', number) < 0.5 ? options.directSystemMessagesId : null,
    },
  }
}
