import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { findChromium } from '../support/browser/chromium.ts'
import { freePorts } from '../support/freePorts.ts'
import { widgetBytes } from '../support/browser/widgetBytes.ts'
import { endWithBench } from './children.ts'
import { median, type Figure } from './figures.ts'

const dist = fileURLToPath(new URL('../../', import.meta.url))
const starts = 3
const patience = 60_000

interface World {
  teams: string
  seconds: number
  end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>
}

/** Measures the embedded world as `npm start` runs it: start times and page sizes. */
export async function measureWorld(folder: string): Promise<Figure[]> {
  const start = await worldIn(mkdtempSync(join(folder, 'world-')))
  const first = await start()
  await first.end('SIGTERM')
  const cold: number[] = []
  const killed: number[] = []
  for (let turn = 0; turn < starts; turn++) {
    const again = await start()
    cold.push(again.seconds)
    await again.end('SIGKILL')
    const after = await start()
    killed.push(after.seconds)
    await after.end('SIGTERM')
  }
  const last = await start()
  const tab = await tabSize(last.teams)
  await last.end('SIGTERM')
  const seconds = (what: string, took: readonly number[], most: number): Figure => ({
    ...{ what, unit: 's', here: median(took), n: took.length, reach: { most, of: 'number' } },
  })
  const kilobytes = (what: string, bytes: number, most?: number): Figure => ({
    ...{ what, unit: 'KB', here: bytes / 1024, n: 1 },
    ...(most === undefined ? {} : { reach: { most, of: 'number' } }),
  })
  const widget = widgetBytes(`${dist}widget/`)
  return [
    kilobytes('loader', widget.zipped('loader.js'), 3),
    kilobytes('panel on click, everything', widget.sizeOf('panel.html'), 30),
    kilobytes('call window, on the call click', widget.sizeOf('call.html')),
    kilobytes('media transport between browsers', widget.webrtc()),
    kilobytes('media transport of a Teams meeting', widget.teamsMeeting()),
    kilobytes('tab, first page, everything', tab, 250),
    seconds('second start of the embedded world', cold, 10),
    seconds('start after kill -9', killed, 5),
  ]
}

const zipped = (bytes: Buffer): number => gzipSync(bytes, { level: 9 }).length

/** Bytes after gzip that an admin's first page loads. */
async function tabSize(teams: string): Promise<number> {
  const { executablePath, env } = await findChromium()
  const own = { ...(process.env as Record<string, string>), ...env }
  const args = ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1']
  const browser = await chromium.launch({ executablePath, env: own, args })
  try {
    const page = await browser.newPage()
    const sizes: Promise<number>[] = []
    page.on('response', (response) => {
      if (new URL(response.url()).pathname.startsWith('/tab')) sizes.push(response.body().then(zipped))
    })
    await page.goto(`${teams}/?user=adele@contoso.test&theme=light&locale=en`)
    await page.frameLocator('iframe').getByText('2 sets').waitFor()
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  } finally {
    await browser.close()
  }
}

async function worldIn(dataFolder: string): Promise<() => Promise<World>> {
  const names = ['PORT', 'WIDGET_PORT', 'DEMO_PORT', 'DEMO_PORT_2', 'TEAMS_PORT', 'ENTRA_PORT']
  const ports = await freePorts(names.length)
  const own = Object.fromEntries(names.map((name, place) => [name, String(ports[place])]))
  const env = { ...process.env, ...own, NODE_ENV: '', PLAYGROUND_PORT: 'off', DATA_DIR: dataFolder }
  return async () => {
    const begin = performance.now()
    const child = spawn(process.execPath, [`${dist}infra/local/main.js`], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    endWithBench(child)
    await ready(child)
    return {
      teams: `http://localhost:${own.TEAMS_PORT ?? ''}`,
      seconds: (performance.now() - begin) / 1000,
      end: async (signal) => {
        const gone = new Promise((resolve) => child.once('exit', resolve))
        child.kill(signal)
        await gone
      },
    }
  }
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error('The embedded world did not start'))
    }, patience)
    let output = ''
    child.once('exit', () => reject(new Error('The embedded world ended before it was ready')))
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (!/^ready$/m.test(output)) return
      clearTimeout(timer)
      resolve()
    })
  })
}
