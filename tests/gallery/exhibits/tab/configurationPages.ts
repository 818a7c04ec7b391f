import { messageMoment, type DirectSystemMessages } from '#core/contract/directSystemMessages'
import { patternLimit, type DomainTemplate } from '#core/contract/domainTemplates'
import type { Translations } from '../../../../tab/i18n/compiled/types.ts'
import { press, type, until, untilText } from '../hands.ts'
import { list } from './answers.ts'
import {
  emptyTemplate,
  friendlySet,
  messageSets,
  olga,
  organizationUnits,
  shopTemplate,
  userNamed,
  users,
} from './company.ts'
import { tabPage, type PageState } from './page.ts'

const base = '/configuration'
const templatesList = (name: string, state: PageState = {}) =>
  tabPage(`domain-templates/${name}`, 'Domain templates', `${base}/domain-templates`, state)
const template = (name: string, change: Partial<DomainTemplate> = {}, state: PageState = {}) =>
  tabPage(`domain-template/${name}`, 'A domain template', `${base}/domain-templates/${shopTemplate.id}`, {
    ...state,
    api: () => ({ 'GET /domain-templates/:id': { json: { ...shopTemplate, ...change } }, ...state.api?.() }),
  })
const setsList = (name: string, state: PageState = {}) =>
  tabPage(`message-sets/${name}`, 'Direct system messages', `${base}/direct-system-messages`, state)
const set = (name: string, change: Partial<DirectSystemMessages> = {}, state: PageState = {}) =>
  tabPage(
    `message-set/${name}`,
    'A set of direct system messages',
    `${base}/direct-system-messages/${friendlySet.id}`,
    {
      ...state,
      api: () => ({ 'GET /direct-system-messages/:id': { json: { ...friendlySet, ...change } }, ...state.api?.() }),
    },
  )
const unitsPage = (name: string, state: PageState = {}) =>
  tabPage(`organization-units/${name}`, 'Organization units', `${base}/organization-units`, state)

const empty = {
  ...{
    id: userNamed('Grady').id,
    name: 'Research',
    parentId: organizationUnits[1]?.id ?? null,
    users: 0,
    writable: true,
  },
}

/** An entry for each reason why a pattern cannot be saved. */
const wrongPatterns = [
  ' ',
  `${'a'.repeat(320)}.example`,
  'one.example two.example',
  '^shop\\.example$',
  'shop.exämple!',
  'ftp://shop.example',
  'shop.example/path',
  'shop.example?query',
  'shop.example#part',
  'name@shop.example',
  'null',
  'shop..example',
  '999.1.1.1',
  'shop.example:0',
  '*',
  '*.example',
  'shop.*.example',
  '*.127.0.0.1',
]
/** What a pattern means, and every warning about one that can be saved. */
const goodPatterns = [
  'shop.contoso.example',
  '*.contoso.example',
  'http://intranet.contoso.example',
  'localhost',
  'shop.contoso.example:8443',
  'https://shop.contoso.example',
  '*.github.io',
  '[2001:db8::1]',
  'my_shop.contoso.example',
  'shop.contoso.example.',
]
const many = Array.from({ length: patternLimit + 1 }, (_, n) => `shop${n}.contoso.example`)
const everyone = users.map(({ id, displayName }) => ({ id, displayName }))

const newItem =
  (label: (texts: Translations) => string) =>
  async (texts: Translations): Promise<void> => {
    await press(label(texts))
    await type(texts.users.name, 'Contoso shop')
  }

export const configurationPages = [
  templatesList('list'),
  templatesList('none-yet', { api: () => ({ 'GET /domain-templates': list([]) }) }),
  templatesList('new', { then: newItem(({ templates }) => templates.create) }),
  templatesList('name-taken', {
    then: async (texts) => {
      await newItem(({ templates }) => templates.create)(texts)
      await press(texts.items.create)
    },
  }),
  template('saved'),
  template('meanings-and-warnings', {
    patterns: goodPatterns,
    warnings: [{ index: 6, entry: '*.github.io', warning: 'publicSuffix' }],
  }),
  template('wrong-patterns', { patterns: wrongPatterns }),
  template('too-many-patterns', { patterns: many }),
  template('empty', { ...emptyTemplate, id: shopTemplate.id }),
  template('of-a-unit-above', { writable: false }, { api: () => ({ 'GET /me': { json: olga } }) }),
  template('nothing-refused', {}, { api: () => ({ 'GET /domain-templates/:id/refused-origins': list([]) }) }),
  template('without-name', {}, { then: ({ users: texts }) => type(texts.name, '') }),
  template(
    'patterns-refused',
    {},
    {
      api: () => ({
        'PATCH /domain-templates/:id': {
          ...{ refused: 'badPattern', errors: [{ path: '/patterns/1', message: 'Only the server knows why.' }] },
        },
      }),
      then: async ({ templates, shell }) => {
        await press(templates.removePattern({ pattern: 'http://localhost:3980' }))
        await press(shell.save)
      },
    },
  ),
  template(
    'allowed-page',
    {},
    {
      then: async ({ templates }) => {
        await type(templates.testerLabel, 'https://shop.contoso.example/boots?size=42')
        await untilText(templates.allowedBy({ pattern: 'shop.contoso.example' }))
      },
    },
  ),
  template(
    'refused-page',
    {},
    {
      then: async ({ templates }) => {
        await type(templates.testerLabel, 'shop.contoso.example:8443')
        await untilText(templates.nearest({ pattern: 'shop.contoso.example' }))
      },
    },
  ),
  template('deleting', { usedBy: everyone }, { then: ({ items }) => press(items.delete) }),
  template('deleting-unused', { usedBy: [] }, { then: ({ items }) => press(items.delete) }),
  template(
    'deleted',
    { usedBy: [] },
    {
      then: async ({ items }) => {
        await press(items.delete)
        await press(items.delete)
        await untilText(items.deleted({ name: shopTemplate.name }))
      },
    },
  ),
  template(
    'not-deleted',
    {},
    {
      api: () => ({ 'DELETE /domain-templates/:id': { refused: 'unavailable' } }),
      then: async ({ items }) => {
        await press(items.delete)
        await press(items.deleteAnyway)
        await untilText(items.notDeleted)
      },
    },
  ),
  tabPage('domain-template/not-there', 'A domain template', `${base}/domain-templates/gone`),

  setsList('list'),
  setsList('none-yet', { api: () => ({ 'GET /direct-system-messages': list([]) }) }),
  setsList('new', { then: newItem(({ messages }) => messages.create) }),
  set('incoming-session'),
  ...messageMoment.options.map((moment) =>
    set(
      `built-in-${moment.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      {},
      {
        then: ({ messages }) => pressMoment(messages.moments[moment]),
      },
    ),
  ),
  set('placeholders', {}, { then: ({ messages }) => press(messages.insert) }),
  set('too-long', { texts: { incomingCard: 'Too long. '.repeat(110) } }),
  set(
    'unknown-placeholder',
    {},
    {
      api: () => ({
        'PATCH /direct-system-messages/:id': {
          refused: 'badPlaceholder',
          errors: [
            {
              path: '/texts/incomingCard',
              message: 'There is no placeholder {{customer.nam}}. Did you mean {{customer.name}}?',
            },
          ],
        },
      }),
      then: async ({ messages, shell }) => {
        await type('textarea', '{{customer.nam}} is waiting.')
        await press(shell.save)
        await until('[aria-invalid=true]')
        await untilText(messages.wrong)
      },
    },
  ),
  set('name-missing', {}, { then: ({ messages }) => type(messages.ownName, '') }),
  set('name-from-the-directory', { displayName: null }),
  set('of-a-unit-above', { writable: false }, { api: () => ({ 'GET /me': { json: olga } }) }),
  set('deleting', {}, { then: ({ items }) => press(items.delete) }),
  set('unused', { ...messageSets[1], id: friendlySet.id }),

  unitsPage('tree'),
  unitsPage('read-only', {
    api: () => ({
      'GET /me': { json: olga },
      'GET /organization-units': list(organizationUnits.map((unit) => ({ ...unit, writable: unit.parentId !== null }))),
    }),
  }),
  unitsPage('actions', { then: ({ units }) => press(units.actions({ name: 'Sales' })) }),
  ...(['add', 'rename', 'move', 'delete'] as const).map((action) =>
    unitsPage(action, {
      then: async ({ units }) => {
        await press(units.actions({ name: action === 'delete' ? 'Research' : 'Sales' }))
        await press(units[action])
      },
      api: () => ({
        'GET /organization-units': list([...organizationUnits, empty]),
        'GET /organization-units/:id': { json: empty },
      }),
    }),
  ),
  ...(['add', 'rename', 'move', 'delete'] as const).map((action) =>
    unitsPage(`${action}-done`, {
      then: async ({ units, users: texts }) => {
        await press(units.actions({ name: 'Research' }))
        await press(units[action])
        if (action === 'move') {
          await press(units.newParent)
          await press('Contoso / Service')
        } else if (action !== 'delete') await type(texts.name, 'Development')
        await press(units.yes[action])
        await untilText(units.done[action])
      },
      api: () => ({
        'GET /organization-units': list([...organizationUnits, empty]),
        'GET /organization-units/:id': { json: empty },
      }),
    }),
  ),
  unitsPage('delete-full', {
    then: async ({ units }) => {
      await press(units.actions({ name: 'Sales' }))
      await press(units.delete)
    },
  }),
]

/** The moments are buttons that say more than their name. */
async function pressMoment(name: string): Promise<void> {
  await until('button[aria-current]')
  const moments = [...document.querySelectorAll<HTMLButtonElement>('button[aria-current]')]
  moments.find(({ firstElementChild }) => firstElementChild?.textContent === name)?.click()
}
