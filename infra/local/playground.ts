import { spawn, type ChildProcess } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { personalChatId, playgroundConfig, type PlaygroundPeople } from './playgroundConfig.ts'
import { startPlaygroundFront } from './playgroundFront.ts'
import type { Running } from './http/loopback.ts'
import { startSigningProxy, type SigningProxyOptions } from './signingProxy.ts'

export type PlaygroundOptions = PlaygroundPeople &
  SigningProxyOptions & {
    port: number
    /** The Playground runs in a subfolder of this folder. */
    dataFolder: string
    /** Whether a token was issued to the bot for the Bot Connector. */
    isConnectorToken: (token: string) => Promise<boolean>
  }

export type Playground = Running & {
  /** `serviceUrl` of the activities, to which the bot sends its own. The bot's configuration must allow its host. */
  serviceUrl: string
  /** The conversation id of the owner's personal chat. */
  conversationId: string
  /** Sends the installation events to the bot; call it when the bot is up. Opening the page sends them again. */
  install: () => Promise<void>
}

const patience = 20_000

/** Path of the Playground's program; undefined if it is not installed. It is a dev dependency under an evaluation licence. */
function playgroundProgram(): string | undefined {
  try {
    return join(
      dirname(createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json')),
      'cli.js',
    )
  } catch {
    return undefined
  }
}

/**
 * Starts the Microsoft 365 Agents Playground for one agent, with a reverse proxy on the given port and a signing proxy between it and the bot.
 * The Playground itself listens on any free port, because it silently replaces a port that is taken.
 * Returns undefined if the package is not installed; the caller reports it.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground | undefined> {
  const program = playgroundProgram()
  if (program === undefined) return undefined
  const folder = join(options.dataFolder, 'playground')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, '.m365agentsplayground.yml'), playgroundConfig(options))
  const front = await startPlaygroundFront(options.port, options.owner.oid, options.isConnectorToken)
  const serviceUrl = `${front.url}/_connector`
  const proxy = await startSigningProxy(options, (sender) => sender === serviceUrl)
  const child = start(program, folder, ['-e', `${proxy.url}/api/messages`, '--service-url', serviceUrl, '-p', '0'])
  const close = async () => {
    await front.close()
    await ended(child)
    await proxy.close()
  }
  try {
    const inner = `http://127.0.0.1:${await listening(child)}`
    await front.lead(inner)
    const conversationId = personalChatId(options.owner)
    return {
      url: front.url,
      serviceUrl,

      conversationId,
      close,
      install: () => install(inner, conversationId),
    }
  } catch (fault) {
    await close()
    throw fault
  }
}

function start(program: string, folder: string, args: readonly string[]): ChildProcess {
  const loopback = new URL('./playgroundLoopback.js', import.meta.url).href
  const child = spawn(
    process.execPath,
    ['--import', loopback, program, 'start', '-c', 'msteams', '--disable-telemetry', ...args],
    {
      cwd: folder,
      env: { ...process.env, TEAMSAPPTESTER_BROWSER: 'none', NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  )
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      appendFileSync(join(folder, 'output.log'), chunk)
    })
  return child
}

/** Resolves to the port that the Playground prints when it listens. */
async function listening(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`The Playground did not start within ${patience / 1000} s.`))
    }, patience)
    const stop = (fault?: Error) => {
      clearTimeout(timer)
      if (fault) reject(fault)
    }
    let output = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const port = /Listening on (\d+)/.exec(output)?.[1]
      if (port === undefined) return
      stop()
      resolve(Number(port))
    })
    child.once('error', stop)
    child.once('exit', (code) => {
      stop(new Error(`The Playground ended with code ${code ?? 'none'} before it listened.`))
    })
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

async function install(url: string, conversationId: string): Promise<void> {
  await fetch(`${url}/_debug/conversation/${encodeURIComponent(conversationId)}/installation`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
}
