import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { startWorld, type World } from '../../support/world.ts'

interface Operation {
  operationId: string
  security: Record<string, string[]>[]
  parameters?: { name: string; in: string; required?: boolean }[]
  responses: Record<string, { content?: Record<string, unknown> }>
}
interface Document {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown> }
}

let world: World
let document: Document

beforeAll(async () => {
  world = await startWorld()
  document = (await (await fetch(`${world.apiUrl}/api/openapi.json`)).json()) as Document
})
afterAll(() => world.close())

const operation = (method: string, path: string): Operation => {
  const found = document.paths[path]?.[method]
  if (!found) throw new Error(`${method} ${path} is not described`)
  return found
}

describe('the OpenAPI document', () => {
  test('has version 3.1 and describes both the admin and the customer API', () => {
    expect(document.openapi).toBe('3.1.0')
    const paths = Object.keys(document.paths)
    expect(paths).toEqual(
      expect.arrayContaining([
        '/api/v1/me',
        '/api/v1/users/{userId}/interact',
        '/api/v1/domain-templates/{id}/test',
        '/api/v1/sessions/{sessionId}/messages',
        '/widget/v1/launch',
        '/widget/v1/sessions/{sessionId}/events',
      ]),
    )
  })

  test('has a unique id for each operation', () => {
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    )
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toContain('getUsersUserIdInteract')
  })

  test('states who may call an operation: a signed-in user, a customer or anyone', () => {
    expect(operation('get', '/api/v1/me').security).toEqual([{ entra: [] }])
    expect(operation('post', '/widget/v1/renew').security).toEqual([{ customerToken: [] }])
    expect(operation('post', '/widget/v1/launch').security).toEqual([])
  })

  test('states where If-Match is required', () => {
    const patch = operation('patch', '/api/v1/users/{userId}/interact')
    expect(patch.parameters).toContainEqual(expect.objectContaining({ name: 'If-Match', in: 'header', required: true }))
    expect(Object.keys(patch.responses)).toEqual(expect.arrayContaining(['200', '403', '404', '412', '422', '428']))
    const template = operation('patch', '/api/v1/domain-templates/{id}')
    expect(template.parameters).toContainEqual(expect.not.objectContaining({ name: 'If-Match', required: true }))
  })

  test('describes every refusal as a problem', () => {
    const refusals = Object.values(document.paths)
      .flatMap((methods) => Object.values(methods))
      .flatMap(({ responses }) => Object.entries(responses).filter(([status]) => Number(status) >= 400))
    expect(refusals.length).toBeGreaterThan(100)
    for (const [, { content }] of refusals)
      expect(content).toEqual({ 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } })
  })

  test('has no dangling references', () => {
    const text = JSON.stringify(document)
    const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1] ?? '')
    expect(names.length).toBeGreaterThan(10)
    for (const name of names) expect(Object.keys(document.components.schemas)).toContain(name)
  })
})

describe('the documentation pages', () => {
  test('run under a policy without inline code, and all their files exist', async () => {
    const response = await fetch(`${world.apiUrl}/api/docs`)
    const page = await response.text()
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    expect(page).not.toMatch(/<script>|<style|style=| on\w+=/)
    const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '')
    expect(files).toHaveLength(4)
    for (const file of files) expect((await fetch(world.apiUrl + file)).status).toBe(200)
  })

  test('serve no other files of the Swagger UI package', async () => {
    for (const name of ['index.html', 'package.json', '..%2fpackage.json', 'swagger-ui.js.map'])
      expect((await fetch(`${world.apiUrl}/api/docs/${name}`)).status).toBe(404)
  })
})
