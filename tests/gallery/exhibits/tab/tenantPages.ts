import type { CallCheckItem } from '#core/contract/calls'
import type { Tenant } from '#core/contract/tenant'
import { press, type, until, untilText } from '../hands.ts'
import { list } from './answers.ts'
import { adele, ago, olga, tenant, userNamed, users } from './company.ts'
import { callTexts } from './callPages.ts'
import { page } from './companyServer.ts'
import { tabPage, type PageState } from './page.ts'

const tenantPage = (name: string, change: Partial<Tenant> = {}, state: PageState = {}) =>
  tabPage(`tenant/${name}`, 'Tenant', '/tenant', {
    ...state,
    api: () => ({ 'GET /tenant': { json: { ...tenant, ...change } }, ...state.api?.() }),
  })
const overview = (name: string, change: Partial<Tenant> = {}, state: PageState = {}) =>
  tabPage(`overview/${name}`, 'Overview', '/', {
    ...state,
    api: () => ({ 'GET /tenant': { json: { ...tenant, ...change } }, ...state.api?.() }),
  })
const doneUpTo = (count: number) => tenant.checklist.map(({ step }, place) => ({ step, done: place < count }))

const check = (name: string, change: Partial<Tenant>, items: CallCheckItem[]) =>
  tenantPage(name, change, {
    api: () => ({ 'POST /tenant/call-provider/check': { json: { items } } }),
    then: async () => {
      const texts = await callTexts()
      await press(texts.check.check)
      await until(`[aria-label="${texts.check.results}"], ul`)
      await untilText(items.length > 0 ? texts.check.steps[items[0]?.step ?? 'token'] : '')
    },
  })
const result = (
  step: CallCheckItem['step'],
  ok: boolean | null,
  problem: CallCheckItem['problem'] = null,
  fix: string | null = null,
): CallCheckItem => ({
  ...{ step, ok, problem, fix, detail: problem === 'refused' ? 'AADSTS700016: The application was not found.' : null },
})

/** The secret is off the page where its parts would take the first place. */
const noSecret = { since: null, previousUntil: null, requiredBy: 0 }

export const tenantPages = [
  overview('first-steps'),
  ...tenant.checklist.slice(0, 6).map(({ step }, place) =>
    overview(`next-${step.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, {
      checklist: doneUpTo(place),
    }),
  ),
  overview('all-but-the-first-session', { checklist: doneUpTo(6) }),
  overview('all-done', { checklist: doneUpTo(7) }),
  overview('interact-off', { interactEnabled: false }),
  overview('interact-off-for-a-unit-admin', { interactEnabled: false }, { api: () => ({ 'GET /me': { json: olga } }) }),
  overview('many-users', {}, { api: () => ({ 'GET /users': page(users, true, 'next') }) }),

  tenantPage('saved'),
  tenantPage('never-synced', { directory: { readAt: null, problem: null } }),
  tenantPage('directory-without-consent', { directory: { readAt: null, problem: 'consent' } }),
  tenantPage('directory-unreachable', { directory: { readAt: ago(3000), problem: 'unreachable' } }),
  tenantPage(
    'turning-off',
    {},
    {
      api: () => ({
        'GET /users': page(users.slice(0, 6)),
        'GET /sessions': ({ query }) =>
          list(query.get('status') === 'active' && query.has('limit') && !query.has('scope') ? [{}, {}] : []),
      }),
      then: async ({ tenantPage: texts, shell }) => {
        await press(texts.enabled)
        await press(shell.save)
        await until(texts.offNow)
        await untilText('6')
      },
    },
  ),
  tenantPage(
    'turning-off-uncounted',
    {},
    {
      api: () => ({ 'GET /users': page(users, true) }),
      then: async ({ tenantPage: texts, shell }) => {
        await press(texts.enabled)
        await press(shell.save)
        await until(texts.offNow)
      },
    },
  ),
  tenantPage(
    'numbers-corrected',
    {},
    {
      then: async ({ tenantPage: texts }) => {
        await typeNumber(texts.ring, '5')
        await typeNumber(texts.idleWarning, '999')
        await typeNumber(texts.idleEnd, '7.4')
        await typeNumber(texts.retention, 'many')
      },
    },
  ),
  tenantPage('wrong-colour', { branding: { accent: '#12', label: null } }),
  tenantPage('own-branding-dropped', { branding: { accent: null, label: null } }),
  tenantPage('call-provider-not-set-up', { callProvider: 'teams-meeting', callProviders: ['webrtc'] }),
  check('calls-between-browsers-work', {}, [result('iceServers', true), result('turnCredentials', true)]),
  check('calls-between-browsers-without-turn', {}, [
    result('iceServers', true),
    result('turnCredentials', false, 'notConfigured', 'TURN_URLS=turns:turn.contoso.example:443'),
  ]),
  check('meetings-fail', { callProvider: 'teams-meeting' }, [
    result('token', false, 'refused'),
    result('meeting', false, 'policy', 'New-CsApplicationAccessPolicy -Identity Interact -AppIds 0a91'),
    result('guest', false, 'notConfigured', 'ACS_CONNECTION_STRING'),
    result('activityFeed', null),
  ]),
  check('meetings-fail-otherwise', { callProvider: 'teams-meeting' }, [
    result('token', false, 'unreachable'),
    result('meeting', false, 'licence'),
    result('guest', false, 'consent', 'OnlineMeetings.ReadWrite.All'),
    result('activityFeed', false, 'unreachable'),
  ]),
  tenantPage(
    'checking-calls',
    {},
    {
      api: () => ({ 'POST /tenant/call-provider/check': 'hang' }),
      then: async () => press((await callTexts()).check.check),
    },
  ),
  tenantPage(
    'calls-not-checked',
    {},
    {
      api: () => ({ 'POST /tenant/call-provider/check': { refused: 'unavailable' } }),
      then: async () => {
        const { check: texts } = await callTexts()
        await press(texts.check)
        await untilText(texts.checkFailed)
      },
    },
  ),
  tenantPage('no-secret', { verifiedCustomers: noSecret }),
  tenantPage('secret-required', { verifiedCustomers: { since: ago(900), previousUntil: ago(-600), requiredBy: 3 } }),
  tenantPage(
    'secret-created',
    { verifiedCustomers: noSecret },
    {
      then: async ({ tenantPage: { verifiedCustomers: texts } }) => {
        await press(texts.make)
        await until(texts.shownDone)
      },
    },
  ),
  tenantPage(
    'secret-not-created',
    { verifiedCustomers: noSecret },
    {
      api: () => ({ 'POST /tenant/verified-customer-secret': { refused: 'unavailable' } }),
      then: async ({ tenantPage: { verifiedCustomers: texts } }) => {
        await press(texts.make)
        await untilText(texts.makeFailed)
      },
    },
  ),
  tenantPage('secret-replace', {}, { then: ({ tenantPage: { verifiedCustomers: texts } }) => press(texts.replace) }),
  tenantPage('secret-remove', {}, { then: ({ tenantPage: { verifiedCustomers: texts } }) => press(texts.remove) }),
  tenantPage(
    'secret-remove-waits',
    { verifiedCustomers: { since: ago(900), previousUntil: null, requiredBy: 1 } },
    {
      then: ({ tenantPage: { verifiedCustomers: texts } }) => press(texts.remove),
    },
  ),
  tenantPage(
    'secret-removed',
    {},
    {
      then: async ({ tenantPage: { verifiedCustomers: texts } }) => {
        await press(texts.remove)
        await press(texts.removeNow)
        await untilText(texts.removed)
      },
    },
  ),

  tabPage('shell/configuration-menu', 'Navigation', '/', { then: ({ shell }) => press(shell.configuration) }),
  tabPage('shell/whole-menu', 'Navigation', '/', { phone: 'only', then: ({ shell }) => press(shell.menu) }),
  tabPage('shell/availability', 'Navigation', '/', {
    then: ({ shell }) => press(shell.availability({ state: shell.available })),
  }),
  tabPage('shell/away', 'Navigation', '/', { api: () => ({ 'GET /me/availability': { json: { available: false } } }) }),
  tabPage('shell/availability-not-changed', 'Navigation', '/', {
    api: () => ({ 'PATCH /me/availability': { refused: 'unavailable' } }),
    then: async ({ shell }) => {
      await press(shell.availability({ state: shell.available }))
      await pressStarting(shell.away)
      await untilText(shell.availabilityFailed)
    },
  }),
  tabPage('shell/nothing-here', 'Navigation', '/nothing-here'),
  tabPage('shell/loading', 'Navigation', '/', { api: () => ({ 'GET /me': 'hang' }) }),
  tabPage('shell/server-fails', 'Navigation', '/', { api: () => ({ 'GET /me': { refused: 'internal' } }) }),
  tabPage('shell/only-for-admins', 'Navigation', '/tenant', {
    api: () => ({ 'GET /me': { json: { ...adele, ...olga } } }),
  }),
  tabPage('shell/user-without-section', 'Navigation', `/users/${userNamed('Alex').id}/history`),
]

/** A field of numbers takes what was typed when it is left. */
async function typeNumber(name: string, text: string): Promise<void> {
  const field = await until(name)
  await type(name, text)
  field.blur()
}

/** An entry of a menu that says more than its name. */
async function pressStarting(name: string): Promise<void> {
  await until('[role=menuitemradio]')
  const items = [...document.querySelectorAll<HTMLElement>('[role=menuitemradio]')]
  items.find(({ textContent }) => textContent.startsWith(name))?.click()
}
