import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import WebSocket from 'ws'
import { openPglite } from '#api/adapters/postgres/database/openPglite'
import type { InteractDatabase, Tables } from '#api/adapters/postgres/database/tables'
import { fabrikam } from '#infra/local/seedPeople'
import { pgliteTemplate } from '../../support/database/databases.ts'
import { nextFrame, openStream, type Stream } from '../../support/streams.ts'
import { startWorld, type World } from '../../support/world.ts'

const path = '/api/v1/stream'
const heartbeat = 25_000
const minute = 60_000
/** Less than a heartbeat, so that each is answered before the next. */
const step = 20_000
let database: InteractDatabase
let world: World

beforeAll(async () => {
  // What the product does again and again is done when a test says so; everything else takes its real time.
  jest.useFakeTimers({
    doNotFake: ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'setTimeout'],
  })
  database = await openPglite<Tables>({ memory: await pgliteTemplate() })
  world = await startWorld({ database })
})
afterAll(async () => {
  await world.close()
  jest.useRealTimers()
})

async function streamOf(upn: string): Promise<Stream> {
  const stream = await openStream(world.apiUrl, path)
  const ready = nextFrame(stream, 'ready')
  stream.say({ token: await world.token(upn) })
  await ready
  return stream
}

/** Takes a tenant out of the store, as nothing in the product does. */
async function removeTenant(tenantId: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'interact-gone-'))
  const statements = `set local session_replication_role = replica; delete from tenants where tenant_id = '${tenantId}'`
  writeFileSync(join(folder, '900_gone.sql'), `${statements};`)
  const own = new URL('../../../api/adapters/postgres/migrations/', import.meta.url)
  await database.migrate([own, pathToFileURL(`${folder}/`)])
  rmSync(folder, { recursive: true })
}

/** Whatever was on its way to and from this stream has arrived. */
async function settle({ socket }: Stream): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    const answered = once(socket, 'pong')
    socket.ping()
    await answered
  }
}

test('who lost access keeps a stream for a minute at most; everybody else keeps theirs', async () => {
  const [frida, alex] = await Promise.all([streamOf('frida@fabrikam.test'), streamOf('alex@contoso.test')])
  await removeTenant(fabrikam)
  for (let passed = 0; passed < minute - step; passed += step) {
    jest.advanceTimersByTime(step)
    await Promise.all([settle(frida), settle(alex)])
  }
  jest.advanceTimersByTime(step)
  expect(await frida.closed).toBe(4403)
  const result = nextFrame(alex, 'availability')
  await world.ask('alex@contoso.test', 'PATCH', '/me/availability', { body: { available: true } })
  await result
  expect(alex.socket.readyState).toBe(WebSocket.OPEN)
  alex.socket.close()
  await alex.closed
})

test('a stream whose other end sleeps is cut after two heartbeats; one that answers is not', async () => {
  const awake = await streamOf('alex@contoso.test')
  const { hostname, port, host } = new URL(world.apiUrl)
  const sleeper = connect(Number(port), hostname)
  const upgrade = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13']
  sleeper.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${upgrade.join('\r\n')}\r\n`)
  sleeper.write('Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n')
  await once(sleeper, 'data')
  const gone = once(sleeper, 'close')
  sleeper.on('error', () => undefined)
  jest.advanceTimersByTime(heartbeat)
  await settle(awake)
  jest.advanceTimersByTime(heartbeat)
  await gone
  expect(awake.socket.readyState).toBe(WebSocket.OPEN)
  awake.socket.close()
})
