import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi'
import { operationOf, type Place, type Spec } from './operation.ts'

interface Described {
  spec: Spec
}
export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>

const description = `Settings and sessions of Interact.

Refused requests return RFC 9457 problem details with a stable code. Lists return items and nextCursor.
A single resource has an ETag. A change that sends it in If-Match is refused if someone else changed the resource first.

Two WebSockets deliver events in real time: /api/v1/stream for agents and /widget/v1/stream for customers.
The first frame that the client sends contains the token.`

const agentPlace: Place = {
  prefix: '/api/v1',
  tag: (path) => path.split('/')[1] ?? '',
  security: 'entra',
}

const customerPlace: Place = {
  prefix: '',
  tag: () => 'customer',
  security: 'customerToken',
  servers: [
    {
      url: '{widgetOrigin}',
      description: 'Widget origin',
      variables: { widgetOrigin: { default: 'https://widget.example.com' } },
    },
  ],
}

/** The OpenAPI 3.1 document of every route, generated from the schemas that the routes parse with. */
export function openApiDocument({
  api,
  customer,
}: {
  api: readonly Described[]
  customer: readonly Described[]
}): OpenApiDocument {
  const registry = new OpenAPIRegistry()
  registry.registerComponent('securitySchemes', 'entra', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'Microsoft Entra ID access token, version 2.0, for the scope access_as_user.',
  })
  registry.registerComponent('securitySchemes', 'customerToken', {
    type: 'http',
    scheme: 'bearer',
    description: 'Session token, returned when a ticket is exchanged.',
  })
  describe(registry, api, agentPlace)
  describe(registry, customer, customerPlace)
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Interact', version: '1', description },
    servers: [{ url: '/', description: 'This origin' }],
  })
}

function describe(registry: OpenAPIRegistry, routes: readonly Described[], place: Place): void {
  const versioned = new Set(routes.filter(({ spec }) => spec.ifMatch).map(({ spec }) => spec.path))
  for (const { spec } of routes) registry.registerPath(operationOf(spec, place, versioned.has(spec.path)))
}
