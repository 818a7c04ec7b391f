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
/** Less than a heartbeat interval, so that each heartbeat is answered before the next. */
const step = 20_000
let database: InteractDatabase
let world: World

beforeAll(async () => {
  // Only intervals are faked; all other timers run in real time.
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

/** Deletes a tenant from the database, which the product itself never does. */
async function removeTenant(tenantId: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'interact-gone-'))
  const statements = `set local session_replication_role = replica; delete from tenants where tenant_id = '${tenantId}'`
  writeFileSync(join(folder, '900_gone.sql'), `${statements};`)
  const own = new URL('../../../api/adapters/postgres/migrations/', import.meta.url)
  await database.migrate([own, pathToFileURL(`${folder}/`)])
  rmSync(folder, { recursive: true })
}

/** Waits until all frames in transit on this stream have arrived. */
async function settle({ socket }: Stream): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    const answered = once(socket, 'pong')
    socket.ping()
    await answered
  }
}

test('closes the stream of a user who lost access within a minute, and keeps all others open', async () => {
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

test('closes a stream after two unanswered heartbeats, and keeps one that answers', async () => {
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
