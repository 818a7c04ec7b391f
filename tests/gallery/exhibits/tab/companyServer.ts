import { matchOrigin } from '#core/reach/originAllowlist'
import { checkPatterns } from '#core/reach/patternList'
import type { z } from 'zod'
import type { messagesPreview } from '#core/contract/directSystemMessages'
import type { User } from '#core/contract/users'
import { list, type Answers, type Asked } from './answers.ts'
import {
  adele,
  ago,
  friendlySet,
  interactSettings,
  messageSets,
  organizationUnits,
  shopTemplate,
  templates,
  tenant,
  users,
} from './company.ts'

const byId =
  <Item extends { id: string }>(items: readonly Item[]) =>
  ({ id }: Asked) => {
    const found = items.find((each) => each.id === id)
    return found ? { json: found } : { refused: 'notFound' as const }
  }
const changed =
  (item: object) =>
  ({ body }: Asked) => ({ json: { ...item, ...body } })
const nothing = { json: null }

const samples: Record<string, string> = {
  ...{ 'user.displayName': 'Alex Wilber', 'customer.name': 'Mia', 'page.host': 'shop.contoso.example' },
  'tenant.name': 'Contoso',
}
const filled = (text: string) => text.replace(/\{\{([\w.]+)\}\}/g, (all, name: string) => samples[name] ?? all)

export const page = (found: readonly User[], atLeast = false, nextCursor: string | null = null) => ({
  json: { items: found, nextCursor, total: { count: atLeast ? 10_000 : found.length, atLeast } },
})

const findUsers = ({ query }: Asked) =>
  page(
    users.filter(
      (user) =>
        user.displayName.toLowerCase().includes((query.get('search') ?? '').toLowerCase()) &&
        (!query.has('active') || String(user.interact.active) === query.get('active')),
    ),
  )

/** What Contoso's server answers Adele, its tenant admin; `change` says what is different. */
export const company = (change: Answers = {}): Answers => ({
  'GET /me': { json: adele },
  'GET /me/availability': { json: { available: true } },
  'PATCH /me/availability': ({ body }) => ({ json: body }),
  'GET /sessions': list([]),
  'GET /tenant': { json: tenant },
  'PATCH /tenant': changed(tenant),
  'POST /tenant/verified-customer-secret': {
    json: { secret: 'Zm9yIHRoZSBnYWxsZXJ5IG9ubHkuIE5vIHNlY3JldA', since: ago(0), previousUntil: null },
  },
  'DELETE /tenant/verified-customer-secret': nothing,
  'GET /users': findUsers,
  'GET /users/:id': byId(users),
  'PATCH /users/:id': (asked) => {
    const found = users.find(({ id }) => id === asked.id)
    return { json: { ...found, ...asked.body } }
  },
  'GET /users/:id/interact': ({ id }) => ({ json: { ...interactSettings, userId: id } }),
  'PATCH /users/:id/interact': changed(interactSettings),
  'POST /users/:id/interact/rotate-key': { json: { widgetKey: 'new', previousKeyUntil: null, snippet: '' } },
  'POST /users/:id/interact/preview-link': {
    json: { url: 'https://widget.contoso.example/preview', expiresAt: ago(0) },
  },
  'GET /organization-units': list(organizationUnits),
  'GET /organization-units/:id': byId(organizationUnits),
  'POST /organization-units': nothing,
  'PATCH /organization-units/:id': nothing,
  'DELETE /organization-units/:id': nothing,
  'GET /domain-templates': list(templates),
  'POST /domain-templates': { refused: 'nameTaken' },
  'POST /domain-templates/check': ({ body }) => ({
    json: { warnings: checkPatterns(body.patterns as string[], (host) => host === 'github.io').warnings },
  }),
  'GET /domain-templates/:id': byId(templates),
  'PATCH /domain-templates/:id': changed(shopTemplate),
  'DELETE /domain-templates/:id': nothing,
  'POST /domain-templates/:id/test': ({ body }) => {
    const decision = matchOrigin(body.patterns as string[], body.origin as string)
    if (decision.allowed) return { json: decision }
    const { nearest } = decision
    return { json: { allowed: false, reason: decision.reason, ...(nearest === undefined ? {} : { pattern: nearest }) } }
  },
  'GET /domain-templates/:id/refused-origins': list([
    { origin: 'https://blog.example', lastAt: ago(30), count: 1 },
    { origin: 'https://partner.example:8443', lastAt: ago(700), count: 12 },
    { origin: 'https://shop.contoso.example', lastAt: ago(900), count: 3 },
  ]),
  'GET /direct-system-messages': list(messageSets),
  'POST /direct-system-messages': { refused: 'nameTaken' },
  'GET /direct-system-messages/:id': byId(messageSets),
  'PATCH /direct-system-messages/:id': changed(friendlySet),
  'DELETE /direct-system-messages/:id': nothing,
  'POST /direct-system-messages/:id/preview': ({ body }) => {
    const { texts = {}, displayName } = body as z.infer<typeof messagesPreview>
    const preview = Object.entries(texts).map(([moment, text]): [string, string] => [moment, filled(text)])
    return { json: { displayName: filled(displayName ?? '{{user.displayName}}'), texts: Object.fromEntries(preview) } }
  },
  'GET /audit': list([]),
  ...change,
})
