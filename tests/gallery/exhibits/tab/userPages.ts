import { preconditionsOf } from '#core/admin/interactSettingsView'
import { reachReason, type User } from '#core/contract/users'
import type { InteractSettingsView } from '#core/contract/interactSettings'
import { units } from '#infra/local/seedPeople'
import { press, until, untilText } from '../hands.ts'
import { list, type Answer, type Answers } from './answers.ts'
import { ago, alex, emptyTemplate, interactSettings, olga, userNamed, users } from './company.ts'
import { page } from './companyServer.ts'
import { tabPage, type PageState } from './page.ts'

const alexId = userNamed('Alex').id
const usersPage = (name: string, query = '', state: PageState = {}) =>
  tabPage(`users/${name}`, 'Users', `/users${query}`, state)
const general = (name: string, who = 'Alex', state: PageState = {}) =>
  tabPage(`user-general/${name}`, 'General of a user', `/users/${userNamed(who).id}`, state)
const interact = (name: string, change: Partial<InteractSettingsView> = {}, state: PageState = {}) =>
  tabPage(`user-interact/${name}`, 'Interact of a user', `/users/${alexId}/interact`, {
    ...state,
    api: () => ({ 'GET /users/:id/interact': { json: { ...interactSettings, ...change } }, ...state.api?.() }),
  })

const withReason = (user: User, place: number): User => ({
  ...user,
  licences: ['contactCenter', 'interact'],
  interact: { active: true, audioVideo: true, instantMessaging: true, reason: reachReason.options[place] ?? null },
})
const person = (change: Partial<User>): Answer => ({ json: { ...userNamed('Alex'), ...change } })
const missing = preconditionsOf({ interactEnabled: false, licences: [], templateVisible: false, botInstalled: false })
const refusedWith = (refused: 'unavailable' | 'internal' | 'stale'): Answer => ({ refused })
const auditOf = (minutes: number): Answer =>
  list([
    {
      ...{
        id: alexId,
        at: ago(minutes),
        actor: { id: olga.user.id, displayName: 'Olga Petrova' },
        action: 'interact.changed',
      },
      ...{
        target: { kind: 'interact', id: alexId },
        before: { active: true },
        after: { active: false, requireVerifiedCustomer: true },
      },
    },
  ])

/** Someone else saves between the first and the second time that the page is read. */
const changedMeanwhile = (change: Partial<InteractSettingsView>, minutes: number | null): Answers => {
  let reads = 0
  return {
    'GET /users/:id/interact': () => ({ json: { ...interactSettings, ...(reads++ === 0 ? {} : change) } }),
    'PATCH /users/:id/interact': { refused: 'stale' },
    'GET /audit': minutes === null ? list([]) : auditOf(minutes),
  }
}

export const userPages = [
  usersPage('list'),
  usersPage('every-reason', '', { api: () => ({ 'GET /users': page(users.map(withReason)) }) }),
  usersPage('many', '', { api: () => ({ 'GET /users': page(users, true, 'next') }) }),
  usersPage('none-found', '?search=zzz&active=true'),
  usersPage('none-yet', '', { api: () => ({ 'GET /users': page([]) }) }),
  usersPage('filter-units', '', { then: ({ users: texts }) => press(texts.unit) }),
  usersPage('filter-licences', '', { then: ({ users: texts }) => press(texts.licencesColumn) }),
  usersPage('filter-interact', '', { then: ({ users: texts }) => press(texts.state) }),
  usersPage('loading', '', { api: () => ({ 'GET /users': 'hang' }) }),
  usersPage('failed', '', { api: () => ({ 'GET /users': refusedWith('internal') }) }),

  general('reachable'),
  general('without-licence', 'Nestor'),
  general('unit-admin', 'Olga'),
  general('still-active', 'Alex', { api: () => ({ 'GET /users/:id': person({ licences: [] }) }) }),
  general('changed', 'Alex', { then: ({ users: texts }) => press(texts.licences.interact) }),
  general('saving', 'Alex', {
    api: () => ({ 'PATCH /users/:id': 'hang' }),
    then: async ({ users: texts, shell }) => {
      await press(texts.licences.interact)
      await press(shell.save)
    },
  }),
  general('saved', 'Alex', {
    then: async ({ users: texts, shell }) => {
      await press(texts.licences.interact)
      await press(shell.save)
      await untilText(shell.saved)
    },
  }),
  general('undone', 'Alex', {
    then: async ({ users: texts, shell }) => {
      await press(texts.licences.interact)
      await press(shell.save)
      await untilText(shell.saved)
      await press(shell.undo)
      await untilText(shell.undone)
    },
  }),
  general('not-saved', 'Alex', {
    api: () => ({ 'PATCH /users/:id': refusedWith('unavailable') }),
    then: async ({ users: texts, shell }) => {
      await press(texts.licences.interact)
      await press(shell.save)
    },
  }),
  general('leaving', 'Alex', {
    then: async ({ users: texts, shell }) => {
      await press(texts.licences.interact)
      await press(shell.chats)
    },
  }),

  general('changed-by-someone', 'Alex', {
    api: () => {
      let reads = 0
      return {
        'GET /users/:id': () => person(reads++ === 0 ? {} : { licences: [], role: 'organizationUnitAdmin' }),
        'PATCH /users/:id': { refused: 'stale' },
      }
    },
    then: async ({ users: texts, shell }) => {
      await press(texts.licences.interact)
      await press(shell.save)
      await until(shell.keepMine)
    },
  }),

  interact('reachable'),
  interact('anywhere', { restrictAccess: false, domainTemplateId: null, lastSeen: null, patternCount: null }),
  interact('calls-alone', { instantMessaging: false }),
  interact('calls-not-yet', { instantMessaging: false, audioVideo: false, active: false }),
  interact('nothing-offered', { instantMessaging: false, audioVideo: false }),
  interact('verified-customers-only', { requireVerifiedCustomer: true }),
  interact('everything-missing', {
    ...{ active: false, preconditions: missing, reason: 'interactDisabled', verifiedCustomersPossible: false },
    ...{ restrictAccess: false, domainTemplateId: null, directSystemMessagesId: null },
  }),
  interact(
    'everything-missing-for-a-unit-admin',
    { active: true, preconditions: missing, reason: 'interactDisabled', verifiedCustomersPossible: false },
    {
      api: () => ({ 'GET /me': { json: olga } }),
    },
  ),
  ...(['unknown', 'removed', 'blocked', 'disabled'] as const).map((bot) =>
    interact(`bot-${bot}`, {
      bot,
      preconditions: preconditionsOf({
        ...{
          interactEnabled: true,
          licences: ['contactCenter', 'interact'],
          templateVisible: true,
          botInstalled: false,
        },
      }),
    }),
  ),
  interact('no-template', { domainTemplateId: null, reason: 'noDomainTemplate', patternCount: null }),
  interact(
    'empty-template',
    { domainTemplateId: emptyTemplate.id, reason: 'domainTemplateEmpty', patternCount: 0 },
    {
      api: () => ({ 'GET /domain-templates': list([{ ...emptyTemplate, organizationUnitId: units.root.id }]) }),
    },
  ),
  interact('items-of-another-unit', { domainTemplateId: alexId, directSystemMessagesId: alexId }),
  interact('old-key', { previousKeyUntil: ago(-600) }),
  interact('pinned-snippet', {}, { then: ({ interact: texts }) => press(texts.pinned) }),
  interact('copied', {}, { then: ({ interact: texts, shell }) => press(`${shell.copy}: ${texts.contactId}`) }),
  interact(
    'not-copied',
    {},
    {
      then: async ({ interact: texts, shell }) => {
        const refuses = { writeText: () => Promise.reject(new Error('Not allowed')) }
        Object.defineProperty(navigator, 'clipboard', { value: refuses, configurable: true })
        Object.defineProperty(document, 'execCommand', { value: () => false, configurable: true })
        await press(`${shell.copy}: ${texts.contactId}`)
        await untilText(shell.copyFailed)
      },
    },
  ),
  interact('replace-key', {}, { then: ({ interact: texts }) => press(texts.rotate) }),
  interact(
    'key-replaced',
    {},
    {
      then: async ({ interact: texts }) => {
        await press(texts.rotate)
        await press(texts.rotateNow)
        await untilText(texts.rotated)
      },
    },
  ),
  interact(
    'key-not-replaced',
    {},
    {
      ...{ api: () => ({ 'POST /users/:id/interact/rotate-key': refusedWith('unavailable') }) },
      then: async ({ interact: texts }) => {
        await press(texts.rotate)
        await press(texts.rotateNow)
        await untilText(texts.rotateFailed)
      },
    },
  ),
  interact(
    'preview-failed',
    {},
    {
      ...{ api: () => ({ 'POST /users/:id/interact/preview-link': refusedWith('unavailable') }) },
      then: async ({ interact: texts }) => {
        await press(texts.preview)
        await untilText(texts.previewFailed)
      },
    },
  ),
  ...(
    [
      ['changed-by-someone-today', { active: false, requireVerifiedCustomer: true }, 20],
      ['changed-by-someone-last-week', { requireVerifiedCustomer: true }, 9000],
      ['changed-by-someone-elsewhere', {}, null],
    ] as const
  ).map(([name, change, minutes]) =>
    interact(
      name,
      {},
      {
        api: () => changedMeanwhile(change, minutes),
        then: async ({ interact: texts, shell }) => {
          await press(texts.active)
          await press(shell.save)
          await until(shell.keepMine)
        },
      },
    ),
  ),
  tabPage('user-interact/no-licence', 'Interact of a user', `/users/${userNamed('Nestor').id}/interact`),
  tabPage('user-interact/own-snippet', 'Interact of a user', `/users/${alexId}/interact`, {
    api: () => ({ 'GET /me': { json: alex } }),
  }),
  tabPage('user-interact/own-snippet-without-licence', 'Interact of a user', `/users/${alexId}/interact`, {
    api: () => ({ 'GET /me': { json: { ...alex, licences: [], user: { ...alex.user, licences: [] } } } }),
  }),
]
