import { z } from 'zod'
import { apiSpecs, nameOf, type Spec } from '../support/routeTable.ts'
import type { Kind } from './cast.ts'

/** A field of a body or query that references a resource by id: the kind of resource, and a request with the field. */
export interface Reference {
  kind: Kind
  /** The kind of resource in the path: one of the caller's own. */
  at?: Kind
  body?: (id: string) => object
}

/** `client`: ids that the client generates; they reference nothing. */
export const references: Record<string, Reference | 'client'> = {
  'GET /sessions userId': { kind: 'user' },
  'POST /sessions/{sessionId}/messages key': 'client',
  'POST /sessions/{sessionId}/call key': 'client',
  'POST /sessions/{sessionId}/call/join leg': 'client',
  'POST /sessions/{sessionId}/call/signal leg': 'client',
  'POST /sessions/{sessionId}/call/beat leg': 'client',
  'POST /sessions/{sessionId}/call/end leg': 'client',
  'POST /organization-units parentId': { kind: 'unit', body: (parentId) => ({ name: 'Below another', parentId }) },
  'PATCH /organization-units/{id} parentId': { kind: 'unit', at: 'unit', body: (parentId) => ({ parentId }) },
  'GET /users organizationUnitId': { kind: 'unit' },
  'PATCH /users/{userId} organizationUnitId': {
    ...{ kind: 'unit', at: 'user' },
    body: (organizationUnitId) => ({ organizationUnitId }),
  },
  'PATCH /users/{userId} administers': {
    ...{ kind: 'unit', at: 'user' },
    body: (unit) => ({ role: 'organizationUnitAdmin', administers: [unit] }),
  },
  'PATCH /users/{userId}/interact directSystemMessagesId': {
    ...{ kind: 'messages', at: 'user' },
    body: (directSystemMessagesId) => ({ directSystemMessagesId }),
  },
  'PATCH /users/{userId}/interact domainTemplateId': {
    ...{ kind: 'template', at: 'user' },
    body: (domainTemplateId) => ({ domainTemplateId }),
  },
  'POST /domain-templates organizationUnitId': {
    kind: 'unit',
    body: (organizationUnitId) => ({ name: 'Placed elsewhere', organizationUnitId }),
  },
  'PATCH /domain-templates/{id} organizationUnitId': {
    ...{ kind: 'unit', at: 'template' },
    body: (organizationUnitId) => ({ organizationUnitId }),
  },
  'POST /direct-system-messages organizationUnitId': {
    kind: 'unit',
    body: (organizationUnitId) => ({ name: 'Placed elsewhere', organizationUnitId }),
  },
  'PATCH /direct-system-messages/{id} organizationUnitId': {
    ...{ kind: 'unit', at: 'messages' },
    body: (organizationUnitId) => ({ organizationUnitId }),
  },
  'GET /audit targetId': { kind: 'template' },
}

export interface Field {
  name: string
  field: string
  spec: Spec
}

/** Every field of every route that takes an id, derived from the schemas that the routes parse with. */
export const idFields: readonly Field[] = apiSpecs.flatMap((spec) =>
  [spec.query, spec.body].flatMap((schema) =>
    (schema ? fieldsWithIds(schema) : []).map((field) => ({ name: `${nameOf(spec)} ${field}`, field, spec })),
  ),
)

function fieldsWithIds(schema: z.ZodType): string[] {
  const shape = schema instanceof z.ZodObject ? Object.entries<z.ZodType>(schema.shape) : []
  return shape.filter(([, field]) => takesId(field)).map(([name]) => name)
}

function takesId(field: z.ZodType): boolean {
  return /"format":"(uuid|guid)"/.test(JSON.stringify(z.toJSONSchema(field, { io: 'input', unrepresentable: 'any' })))
}
