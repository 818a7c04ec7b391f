import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { fakeDevices, launchChromium, openPage } from '../../support/browser/browser.ts'
import { contactOf, enter, type Customer } from '../../support/customer.ts'
import { eventually } from '../../support/eventually.ts'
import { openStream, type Frame, type Stream } from '../../support/streams.ts'
import { startWorld, type Answer, type World, type WorldOptions } from '../../support/world.ts'
import { startSourceSite } from './sourceSite.ts'
import type { Party } from './callPage.ts'

const alex = 'alex@contoso.test'
type Side = 'customer' | 'agent'
type Media = 'audio' | 'video'

/** Fake devices, and loopback candidates. */
export const devices = [
  ...fakeDevices,
  '--allow-loopback-in-peer-connection',
  '--autoplay-policy=no-user-gesture-required',
]

/** A window of one side, in a real Chromium. */
export interface Window {
  page: Page
  /** Evaluates a function in the window. */
  ask<Value>(question: (party: Party, about: string) => Value | Promise<Value>, about?: string): Promise<Value>
  view(): Promise<ReturnType<Party['view']>>
  received(): ReturnType<Party['received']>
  phase(phase: ReturnType<Party['view']>['phase']): Promise<void>
  /** Disconnects the event stream while `meanwhile` runs: frames in this time are lost. */
  silent(meanwhile: () => Promise<void>): Promise<void>
  close(): Promise<void>
}

/** The whole product, and windows of both sides that call each other through it. */
export interface Talkers {
  world: World
  /** Opens a session as a call, accepts it as the agent, and returns its id. */
  callTaken(media: Media): Promise<string>
  window(side: Side, sessionId: string, media: Media, relayOnly?: boolean): Promise<Window>
  callOf(sessionId: string): Promise<unknown>
  /** Whether a page with this permissions policy offers screen sharing. */
  offersScreen(policy: string): Promise<boolean>
  hangUp(): Promise<void>
  close(): Promise<void>
}

export async function startTalkers(options: WorldOptions = {}): Promise<Talkers> {
  const [world, site] = await Promise.all([startWorld(options), startSite()])
  const customer = await enter(world, await contactOf(world, alex))
  const browser = await launchChromium({ args: devices })
  const open: Window[] = []

  const openWindow = async (side: Side, sessionId: string, media: Media, relayOnly = false): Promise<Window> => {
    const own = await openCallPage({ world, site, customer, browser }, { side, sessionId, media, relayOnly })
    open.push(own)
    return own
  }

  return {
    world,
    window: openWindow,
    callTaken: async (media) => {
      const asked = { key: randomUUID(), modality: media, customer: { name: 'Mia' } }
      const { status, body } = await customer.ask('POST', '/sessions', asked)
      if (status !== 201) throw new Error(`open answered ${String(status)} ${JSON.stringify(body)}`)
      const taken = await world.ask(alex, 'POST', `/sessions/${String(body.id)}/accept`, { body: {} })
      if (taken.status !== 200) throw new Error(`accept answered ${String(taken.status)}`)
      return String(body.id)
    },
    callOf: async (sessionId) => (await world.ask(alex, 'GET', `/sessions/${sessionId}`)).body.call,
    offersScreen: async (policy) => {
      const { page } = await openPage(browser, `${site.url}/?${new URLSearchParams({ policy })}`)
      const offers = await page.evaluate(() => window.party.capture.view().canShareScreen)
      await page.context().close()
      return offers
    },
    hangUp: async () => {
      await Promise.all(open.splice(0).map((one) => one.close()))
    },
    close: async () => {
      await Promise.all([browser.close(), world.close(), site.close()])
    },
  }
}

/** A site with one page that loads the call code. */
export const startSite = () => startSourceSite({ '/': { module: '/tests/widget/support/callPage.ts' } })

interface Ground {
  world: World
  browser: Browser
  site: { url: string }
  customer: Customer
}
interface Part {
  side: Side
  sessionId: string
  media: Media
  relayOnly?: boolean
}

/** Joins an accepted call in a new page with its own devices. */
export async function openCallPage(
  { world, browser, site, customer }: Ground,
  { side, sessionId, media, relayOnly = false }: Part,
): Promise<Window> {
  const askAs = (act: string, body: unknown): Promise<Answer> => {
    const path = `/sessions/${sessionId}/call/${act}`
    return side === 'customer' ? customer.ask('POST', path, body) : world.ask(alex, 'POST', path, { body })
  }
  const stream = await streamOf(world, side, customer)
  const { page } = await openPage(browser, site.url)
  await page.exposeFunction('sendRequest', async (act: string, body: object) => {
    const { status, body: value } = await askAs(act, body)
    return status < 300 ? { ok: true, value } : { ok: false, code: value.code }
  })
  const own = windowOn(page, stream, sessionId)
  const args: [Side, Media, boolean] = [side, media, relayOnly]
  const problem = await page.evaluate((given) => window.party.start(...given), args)
  if (problem) throw new Error(`The devices answered ${problem}`)
  return own
}

/** Passes call frames to the call session and ends it with the call, as the views do. */
function signal(frame: Frame): void {
  const ends = frame.items?.some(({ kind }) => kind === 'callEnded' || kind === 'ended')
  if (ends) window.party.callSession().over()
  if (frame.type === 'signal' || frame.type === 'joined') window.party.callSession().receive(frame as never)
}

function windowOn(page: Page, stream: Stream, sessionId: string): Window {
  let hears = true
  let sent = Promise.resolve()
  stream.socket.on('message', (data: Buffer) => {
    if (!hears) return
    const frame = JSON.parse(data.toString()) as Frame
    if (frame.sessionId !== sessionId) return
    sent = sent.then(() => page.evaluate(signal, frame as never)).catch(() => undefined)
  })
  const ask: Window['ask'] = (question, about = '') =>
    page.evaluate(`(${String(question)})(window.party, ${JSON.stringify(about)})`)
  const view = () => ask((party) => party.view())
  return {
    ...{ page, ask, view },
    received: () => ask((party) => party.received()),
    phase: (phase) => eventually(async () => (await view()).phase === phase, `the phase ${phase}`),
    silent: async (meanwhile) => {
      hears = false
      await meanwhile()
      hears = true
      await ask((party) => party.callSession().streamBack())
    },
    close: async () => {
      await page.context().close()
      stream.socket.close()
    },
  }
}

/** Audio energy of a part of one beep. */
const audibleEnergy = 0.002

export async function hears(window: Window): Promise<void> {
  const { energy } = await window.received()
  await eventually(async () => (await window.received()).energy > energy + audibleEnergy, 'there is sound')
}

export async function sees(window: Window, what: 'camera' | 'screen'): Promise<void> {
  const before = (await window.received())[what]
  await eventually(async () => (await window.received())[what] > before + 3, `pictures of the ${what}`)
}

async function streamOf(world: World, side: Side, customer: Customer): Promise<Stream> {
  const stream =
    side === 'customer'
      ? await openStream(world.widgetUrl, '/widget/v1/stream')
      : await openStream(world.apiUrl, '/api/v1/stream')
  stream.say({ token: side === 'customer' ? customer.token : await world.token(alex) })
  await eventually(() => stream.frames.some(({ type }) => type === 'ready'), 'the stream is ready')
  return stream
}
