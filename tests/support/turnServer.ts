import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createSocket } from 'node:dgram'
import { connect } from 'node:net'
import { eventually } from './eventually.ts'

export interface TurnServer {
  url: string
  secret: string
  /** Kills the server and its relays; `start` restarts it at the same address without state. */
  stop(): Promise<void>
  start(): Promise<void>
}

/** Whether coturn is installed. `REQUIRE_TURN=1` (CI) assumes it, so that a missing one fails the tests. */
export const hasTurnServer = (): boolean =>
  process.env.REQUIRE_TURN === '1' || spawnSync('turnserver', ['--version']).error === undefined

const secret = 'a-secret-of-two'
/** Below the ephemeral ports. */
const firstPort = 21_000
const relayPorts = 40

/** Starts a real TURN server on this machine, which accepts only credentials derived from `secret`. */
export async function startTurnServer(): Promise<TurnServer> {
  const port = await freeFrom(firstPort)
  let server = await start(port)
  return {
    secret,
    url: `turn:127.0.0.1:${port}?transport=udp`,
    stop: () => stop(server),
    start: async () => {
      server = await start(port)
    },
  }
}

async function start(port: number) {
  const options = {
    'listening-ip': '127.0.0.1',
    'relay-ip': '127.0.0.1',
    'listening-port': port,
    'min-port': port + 1,
    'max-port': port + relayPorts,
    'static-auth-secret': secret,
    realm: 'interact.test',
    pidfile: '/dev/null',
  }
  const switches = ['use-auth-secret', 'allow-loopback-peers', 'no-cli', 'no-tls', 'no-dtls', 'no-stdout-log']
  const server = spawn(
    'turnserver',
    [
      '-n',
      ...Object.entries(options).map(([name, value]) => `--${name}=${value}`),
      ...switches.map((name) => `--${name}`),
      '--log-file=/dev/null',
    ],
    { stdio: 'ignore' },
  )
  await once(server, 'spawn')
  await eventually(() => answers(port), 'the TURN server listens')
  return server
}

async function stop(server: ReturnType<typeof spawn>): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  server.kill('SIGKILL')
  await ended
}

/** Checks TCP, because the server listens on TCP as well as UDP. */
async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  const seen = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false)
  socket.destroy()
  return seen
}

async function freeFrom(port: number): Promise<number> {
  const socket = createSocket('udp4')
  socket.bind(port, '127.0.0.1')
  const free = await once(socket, 'listening').then(
    () => true,
    () => false,
  )
  if (free) socket.close()
  return free && !(await answers(port)) ? port : freeFrom(port + relayPorts + 1)
}
