import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { WebSocket, WebSocketServer } from 'ws'
import { watchFiles } from '#infra/local/dev/changes'
import { startFront, type Front } from '#infra/local/dev/front'
import { createReloadChannel } from '#infra/local/dev/reloadChannel'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function serverSaying(text: string): Promise<number> {
  const server: Server = createServer((request, response) => {
    response.writeHead(200, { 'content-security-policy': "default-src 'none'" })
    response.end(`${text} to ${request.headers.host ?? ''}${request.url ?? ''}`)
  })
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket) => socket.send(text))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    for (const socket of sockets.clients) socket.terminate()
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

async function front(): Promise<{ of: Front; url: string }> {
  const of = await startFront(
    { port: 0, variable: 'PORT', isTaken: () => false },
    () => (_request, _response, next) => {
      next()
    },
  )
  closing.push(of.close)
  return { of, url: `http://127.0.0.1:${(of.server.address() as AddressInfo).port}` }
}

describe('the public port of npm run dev', () => {
  test('leads to the newest server, with its headers as they are', async () => {
    const { of, url } = await front()
    expect((await fetch(url)).status).toBe(503)
    for (const name of ['first', 'second']) {
      of.leadTo(await serverSaying(name))
      const response = await fetch(`${url}/tab/users?a=1`)
      expect(await response.text()).toBe(`${name} to ${url.slice('http://'.length)}/tab/users?a=1`)
      expect(response.headers.get('content-security-policy')).toBe("default-src 'none'")
    }
  })

  test('leads WebSockets as well', async () => {
    const { of, url } = await front()
    of.leadTo(await serverSaying('hello'))
    const socket = new WebSocket(url.replace('http', 'ws'))
    closing.push(() => socket.terminate())
    const received = await new Promise<string>((resolve, reject) => {
      socket.on('message', (data: Buffer) => resolve(data.toString()))
      socket.on('error', reject)
    })
    expect(received).toBe('hello')
  })

  test('answers and stays while no server runs behind it', async () => {
    const { of, url } = await front()
    of.leadTo(1)
    expect((await fetch(url)).status).toBe(502)
    of.leadTo(await serverSaying('back'))
    expect(await (await fetch(url)).text()).toContain('back')
  })
})

test('a change is reported once, and a file that is written with the same content is none', async () => {
  const root = mkdtempSync(join(tmpdir(), 'interact-dev-'))
  closing.push(() => rmSync(root, { recursive: true, force: true }))
  mkdirSync(join(root, 'core'))
  const reports: string[][] = []
  let onReport: () => void = () => undefined
  const nextReport = () => new Promise<void>((resolve) => (onReport = resolve))
  const stop = watchFiles(
    root,
    ['core'],
    (path) => path.endsWith('.ts'),
    (paths) => {
      reports.push(paths)
      onReport()
      return Promise.resolve()
    },
  )
  closing.push(stop)
  for (const [name, content] of [
    ['notes.md', 'not watched'],
    ['one.ts', 'first'],
    ['one.ts', 'second'],
    ['one.ts', 'second'],
    ['two.ts', 'last'],
  ] as const) {
    const isNew = name.endsWith('.ts') && !(content === 'second' && reports.length === 2)
    const reported = isNew ? nextReport() : Promise.resolve()
    writeFileSync(join(root, 'core', name), content)
    await reported
  }
  expect(reports).toEqual([['core/one.ts'], ['core/one.ts'], ['core/two.ts']])
})

test('pages with its script hear of a change', async () => {
  const channel = createReloadChannel('http://localhost:3979')
  const server = createServer((request, response) => channel.handler(request, response, () => response.end('product')))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const path = /src="http:\/\/localhost:3979([^"]+)"/.exec(channel.tag)?.[1] ?? ''
  expect(await (await fetch(at + path)).text()).toContain('location.reload()')
  const stream = (await fetch(new URL('changes', at + path))).body?.getReader()
  await stream?.read()
  channel.reload()
  const { value } = (await stream?.read()) ?? {}
  expect(new TextDecoder().decode(value)).toBe('data: changed\n\n')
  expect(await (await fetch(`${at}/widget/v1/launch`)).text()).toBe('product')
})
