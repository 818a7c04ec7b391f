import { createServer, get, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import express, { type Express, type ErrorRequestHandler } from 'express'
import { WebSocket, WebSocketServer } from 'ws'
import { createHttpServer } from '#api/server/httpServer'

/** An app that uses what Express adds to requests and responses. */
function createApp(): Express {
  const app = express()
  const router = express.Router()
  app.use(express.json())
  app.get('/json', (_request, response) => void response.json({ a: 1, text: 'é' }))
  app.get('/text', (_request, response) => void response.status(201).type('text').send('text'))
  app.get('/html', (_request, response) => void response.send('<p>é</p>'))
  app.get('/buffer', (_request, response) => void response.send(Buffer.from([0, 1, 2])))
  app.get('/empty', (_request, response) => void response.status(204).end())
  app.get('/status', (_request, response) => void response.sendStatus(418))
  app.get('/to', (_request, response) => {
    response.redirect(302, '/json?x=é')
  })
  app.get('/headers', (_request, response) => {
    response
      .vary('Origin')
      .set({ 'X-One': ['1', '2'] })
      .append('X-One', '3')
      .location('/a b')
      .links({ next: '/n' })
    response
      .cookie('c', 'v', { httpOnly: true })
      .format({ json: () => response.json({}), text: () => response.send('') })
  })
  app.get('/asked', (request, response) => {
    const { ip, protocol, hostname, query, path, originalUrl, secure, fresh, xhr, subdomains } = request
    const asked = { ip, protocol, hostname, query, path, originalUrl, secure, fresh, xhr, subdomains }
    response.json({
      ...asked,
      accepts: request.accepts('html'),
      agent: request.get('user-agent'),
      is: request.is('json'),
    })
  })
  app.get('/chunks', (_request, response) => {
    response.write('one')
    response.end('two')
  })
  app.get('/file', (_request, response) => {
    response.sendFile('package.json', { root: process.cwd(), lastModified: false })
  })
  app.post('/echo', (request, response) => void response.json(request.body))
  app.get('/throws', () => {
    throw new Error('thrown')
  })
  app.get('/rejects', () => Promise.reject(new Error('rejected')))
  router.get('/:id', (request, response) => void response.json({ ...request.params, base: request.baseUrl }))
  app.use('/under', router)
  const fault: ErrorRequestHandler = (error: Error & { status?: number }, _request, response, next) => {
    if (response.headersSent) next(error)
    else response.status(error.status ?? 500).json({ message: error.message })
  }
  app.use(fault)
  return app
}

/** Our server, and the same app served by Express itself with the same time-outs. */
const servers = { ours: createHttpServer(createApp()), plain: createServer(createApp()) }
const { requestTimeout, headersTimeout, keepAliveTimeout } = servers.ours
Object.assign(servers.plain, { requestTimeout, headersTimeout, keepAliveTimeout })
const portOf = (server: Server): number => (server.address() as AddressInfo).port

beforeAll(async () => {
  for (const server of Object.values(servers)) {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const sockets = new WebSocketServer({ noServer: true })
    server.on('upgrade', (request, socket, head) => {
      if (request.url === '/stream')
        sockets.handleUpgrade(request, socket, head, (opened) => {
          opened.on('message', (data: Buffer) => opened.send(`${String(request.headers['x-said'])} ${data.toString()}`))
        })
      else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
    })
  }
})
afterAll(async () => {
  for (const server of Object.values(servers)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

/** Everything received on one connection, byte for byte except for the date. */
const answerTo = (server: Server, sent: string) =>
  new Promise<string>((resolve, reject) => {
    const pieces: Buffer[] = []
    const socket = connect(portOf(server), '127.0.0.1', () => socket.write(sent))
    socket.on('data', (part: Buffer) => pieces.push(part))
    socket.on('error', reject)
    socket.on('end', () =>
      resolve(
        Buffer.concat(pieces)
          .toString('latin1')
          .replace(/Date: [^\r]*/g, 'Date: now'),
      ),
    )
  })

const ask = (line: string, headers = '', body = ''): string =>
  `${line} HTTP/1.1\r\nHost: shop.example:80\r\n${headers}Connection: close\r\n\r\n${body}`
const posted = (body: string, type = 'application/json'): string =>
  ask('POST /echo', `Content-Type: ${type}\r\nContent-Length: ${String(Buffer.byteLength(body))}\r\n`, body)

describe('the HTTP server', () => {
  const paths = ['json', 'text', 'html', 'buffer', 'empty', 'status', 'to', 'headers', 'chunks', 'file']
  const requests: [string, string][] = [
    ...paths.map((path): [string, string] => [`GET /${path}`, ask(`GET /${path}`)]),
    ...paths.map((path): [string, string] => [`HEAD /${path}`, ask(`HEAD /${path}`)]),
    [
      'a request with query and headers',
      ask('GET /asked?a=1&a=2&b[c]=3', 'User-Agent: x\r\nAccept: text/html\r\nX-Requested-With: XMLHttpRequest\r\n'),
    ],
    ['an encoded space in a path below a router', ask('GET /under/a%20b')],
    ['a path that cannot be decoded', ask('GET /under/%zz')],
    ['an unknown path', ask('GET /nothing?x=<script>')],
    ['an unknown method', ask('DELETE /json')],
    ['OPTIONS', ask('OPTIONS /json')],
    ['a thrown error', ask('GET /throws')],
    ['a rejected promise', ask('GET /rejects')],
    ['a body', posted('{"a":[1,"é"]}')],
    ['a malformed body', posted('{"a":')],
    ['a body that is too large', posted(JSON.stringify('x'.repeat(200_000)))],
    ['a body of another type', posted('a=1', 'application/x-www-form-urlencoded')],
    [
      'a body in chunks',
      ask('POST /echo', 'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n', '2\r\n{}\r\n0\r\n\r\n'),
    ],
    [
      'a body after 100-continue',
      ask('POST /echo', 'Expect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: 2\r\n', '{}'),
    ],
    ['a byte range of a file', ask('GET /file', 'Range: bytes=0-9\r\n')],
    ['an unsatisfiable byte range', ask('GET /file', 'Range: bytes=99999999-\r\n')],
    ['two requests on one connection', `GET /json HTTP/1.1\r\nHost: a\r\n\r\n${ask('GET /text')}`],
    ['an error and then a request on one connection', `GET /throws HTTP/1.1\r\nHost: a\r\n\r\n${ask('GET /json')}`],
    ['HTTP/1.0', 'GET /json HTTP/1.0\r\n\r\n'],
    ['HTTP/1.0 with keep-alive', `GET /json HTTP/1.0\r\nConnection: keep-alive\r\n\r\n${ask('GET /empty')}`],
    ['no Host', 'GET /json HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['no HTTP', 'HELLO\r\n\r\n'],
    ['headers that are too large', `GET /json HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
    [
      'a refused upgrade',
      ask('GET /nowhere').replace('Connection: close', 'Connection: Upgrade\r\nUpgrade: websocket'),
    ],
  ]

  test.each(requests)('answers byte for byte like Express: %s', async (_what, sent) => {
    const expected = await answerTo(servers.plain, sent)
    expect(expected).toMatch(/^HTTP\/1\.1 \d{3} /)
    expect(await answerTo(servers.ours, sent)).toBe(expected)
  })

  test('answers byte for byte like Express: a response that the client has cached', async () => {
    const [, etag = ''] = /ETag: ([^\r]*)/.exec(await answerTo(servers.plain, ask('GET /json'))) ?? []
    const again = ask('GET /json', `If-None-Match: ${etag}\r\n`)
    expect(await answerTo(servers.plain, again)).toContain('304 Not Modified')
    expect(await answerTo(servers.ours, again)).toBe(await answerTo(servers.plain, again))
  })
})

test('upgrades a WebSocket and exchanges messages, like Express', async () => {
  const said = (server: Server) =>
    new Promise<string>((resolve, reject) => {
      const url = `ws://127.0.0.1:${String(portOf(server))}/stream`
      const socket = new WebSocket(url, { headers: { 'x-said': 'You said' } })
      socket.on('open', () => socket.send('hello'))
      socket.on('message', (data: Buffer) => {
        resolve(data.toString())
        socket.close()
      })
      socket.on('error', reject)
    })
  expect([await said(servers.ours), await said(servers.plain)]).toEqual(['You said hello', 'You said hello'])
})

test('creates requests and responses with the app’s prototypes, so that Express need not replace them', async () => {
  const app = express()
  app.get('/', (_request, response) => void response.send('x'))
  const server = createHttpServer(app)
  const made = new Promise<boolean[]>((resolve) => {
    server.prependListener('request', (request, response) =>
      resolve([Object.getPrototypeOf(request) === app.request, Object.getPrototypeOf(response) === app.response]),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  get({ host: '127.0.0.1', port: portOf(server), agent: false }, (response) => response.resume())
  const own = await made
  await new Promise((resolve) => server.close(resolve))
  expect(own).toEqual([true, true])
})
