import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { channelClaims } from '#infra/local/entraClaims'
import { botId } from '#infra/local/seedPeople'
import { sign, signingKeys } from '#infra/local/signingKeys'
import { built } from './built.ts'
import { freePorts } from './freePorts.ts'

/** The script that `npm start` runs. */
const main = fileURLToPath(new URL('../../infra/build/start.mjs', import.meta.url))
const patience = 120_000
built('infra/local/main.js')

export interface EmbeddedWorld {
  teams: string
  shop: string
  otherShop: string
  playground: string
  api: string
  widget: string
  dataFolder: string
  /** A valid access token for a seeded person. */
  token(upn: string): Promise<string>
  /** A token of the bot channel for a service URL. */
  channelToken: (serviceUrl: string) => Promise<string>
  /** Ends the process (SIGKILL simulates a power cut), restarts it on the same ports and data, and returns its exit code. */
  restart(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
  /** Sends SIGTERM, waits until the process has ended, and returns its exit code. */
  stop(): Promise<number | null>
}

/** Starts the embedded world as `npm start` does, in a child process with an empty data folder and free ports. */
export async function startEmbeddedWorld(env: Record<string, string> = {}): Promise<EmbeddedWorld> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'interact-embedded-'))
  const names = ['PORT', 'WIDGET_PORT', 'DEMO_PORT', 'DEMO_PORT_2', 'TEAMS_PORT', 'ENTRA_PORT', 'PLAYGROUND_PORT']
  const ports = await freePorts(names.length)
  const own = Object.fromEntries(names.map((name, index) => [name, String(ports[index])]))
  const settings = { ...process.env, NODE_ENV: '', ...own, DATA_DIR: dataFolder, ...env }
  const at = (name: string) => `http://localhost:${own[name] ?? ''}`
  let child = await start(settings)
  return {
    teams: at('TEAMS_PORT'),
    shop: at('DEMO_PORT'),
    otherShop: at('DEMO_PORT_2'),
    playground: at('PLAYGROUND_PORT'),
    api: at('PORT'),
    widget: at('WIDGET_PORT'),
    dataFolder,
    token: async (upn) => {
      const response = await fetch(`${at('ENTRA_PORT')}/token?user=${encodeURIComponent(upn)}`)
      return ((await response.json()) as { access_token: string }).access_token
    },
    channelToken: async (serviceUrl) => sign((await signingKeys(dataFolder)).channel, channelClaims(botId, serviceUrl)),
    restart: async (signal) => {
      await end(child, signal)
      const { exitCode } = child
      child = await start(settings)
      return exitCode
    },
    stop: async () => {
      await end(child, 'SIGTERM')
      rmSync(dataFolder, { recursive: true, force: true })
      return child.exitCode
    },
  }
}

function start(env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The embedded world did not start: ${output}`)), patience)
    const onOutput = (chunk: Buffer) => {
      output += chunk.toString()
      if (!/^ready$/m.test(output)) return
      clearTimeout(timer)
      resolve(child)
    }
    child.stdout.on('data', onOutput)
    child.stderr.on('data', onOutput)
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The embedded world ended with ${code ?? 'a signal'}: ${output}`))
    })
  })
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await gone
}
