import { performance } from 'node:perf_hooks'
import type { Child } from './children.ts'
import { startChild } from './children.ts'
import { median, percentile, type Figure } from './figures.ts'
import type { Limits } from './limits.ts'
import type { Product } from './product.ts'
import { newMessage, openSessions, productChats, relayChats, type Chats } from './chats.ts'
import type { Databases } from './databases.ts'

const pace = { perSecond: 50, seconds: 4, rounds: 5, sessions: 10 }
const flood = { seconds: 3, rounds: 4, sessions: 32 }
/** The warm-up ends with whichever comes first. */
const warm = { messages: 4000, seconds: 8 }
const lostAfter = 10_000

/** Measures messages from customers to the agent's console: latency at a steady pace, and maximum throughput. */
export async function measureMessages(databases: Databases): Promise<Figure[]> {
  const { databaseUrl, product } = await databases.product('postgres')
  const limits = await startChild<Limits>('limits', { databaseUrl, tenantId: product.ready.tenantId })
  const compared = await compare(product.ready, limits)
  await Promise.all([limits.stop(), product.stop()])
  const embedded = await databases.product('pglite')
  const alone = [await productChats('embedded', embedded.product.ready, flood.sessions)]
  for (const each of alone) await warmUp(each)
  const figures = [...compared, ...embeddedFigures(await latencies(alone), await rates(alone))]
  await embedded.product.stop()
  return figures
}

async function compare(product: Product, limits: Child<Limits>): Promise<Figure[]> {
  const chats = [
    await productChats('product', product, flood.sessions),
    await relayChats('transaction', limits.ready.transactionUrl, await openSessions(product, flood.sessions)),
    await relayChats('insert', limits.ready.insertUrl, await openSessions(product, flood.sessions)),
  ]
  for (const each of chats) await warmUp(each)
  const paced = await latencies(chats)
  const flooded = await rates(chats)
  for (const each of chats) each.close()
  return [...latencyFigures(paced), ...rateFigures(flooded)]
}

type Latencies = { p50: number; p99: number; n: number }[]

/** Measures the subjects in turns, so that other load on this machine affects all of them. */
async function inTurns<Result>(chats: readonly Chats[], rounds: number, round: (each: Chats) => Promise<Result>) {
  const results = chats.map((): Result[] => [])
  for (let turn = 0; turn < rounds; turn++)
    for (const [place, each] of chats.entries()) results[place]?.push(await round(each))
  return results
}

async function latencies(chats: readonly Chats[]): Promise<Latencies> {
  const clocks = new Map(chats.map((each) => [each, startClock(each)]))
  const rounds = await inTurns(chats, pace.rounds, async (each) => {
    const took = await (clocks.get(each) ?? startClock(each))()
    return { p50: median(took), p99: percentile(took, 0.99), n: took.length }
  })
  return rounds.map((each) => ({
    p50: median(each.map(({ p50 }) => p50)),
    p99: median(each.map(({ p99 }) => p99)),
    n: each.reduce((sum, { n }) => sum + n, 0),
  }))
}

/** Each call runs one round at a steady pace and returns the milliseconds from sending each message to its arrival in the console. */
function startClock(chats: Chats): () => Promise<number[]> {
  const pending = new Map<string, (at: number) => void>()
  chats.shown((key) => pending.get(key)?.(performance.now()))
  const sendOne = async (place: number): Promise<number> => {
    const [key, text] = newMessage()
    const begin = performance.now()
    const seen = new Promise<number>((resolve, reject) => {
      const lost = setTimeout(() => reject(new Error(`A message was lost (${chats.name})`)), lostAfter)
      pending.set(key, (at) => {
        clearTimeout(lost)
        pending.delete(key)
        resolve(at - begin)
      })
    })
    const send = chats.senders[place % pace.sessions]
    const [took] = await Promise.all([seen, send?.(key, text)])
    return took
  }
  return async () => {
    const messages: Promise<number>[] = []
    const begin = performance.now()
    for (let place = 0; place < pace.perSecond * pace.seconds; place++) {
      const due = begin + (place * 1000) / pace.perSecond
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
      messages.push(sendOne(place))
    }
    return Promise.all(messages)
  }
}

/** Messages per second that reach the console when every session sends the next one as soon as the last was accepted. */
async function rates(chats: readonly Chats[]): Promise<{ rate: number; n: number }[]> {
  const counts = chats.map(() => 0)
  for (const [place, each] of chats.entries()) each.shown(() => (counts[place] = (counts[place] ?? 0) + 1))
  const rounds = await inTurns(chats, flood.rounds, async (each) => {
    const place = chats.indexOf(each)
    const before = counts[place] ?? 0
    const begin = performance.now()
    const end = begin + flood.seconds * 1000
    await Promise.all(
      each.senders.map(async (send) => {
        while (performance.now() < end) await answered(each.name, send(...newMessage()))
      }),
    )
    const shown = (counts[place] ?? 0) - before
    return { rate: (shown * 1000) / (performance.now() - begin), shown }
  })
  return rounds.map((each) => ({
    rate: median(each.map(({ rate }) => rate)),
    n: each.reduce((sum, { shown }) => sum + shown, 0),
  }))
}

/** A new process spends most of its time on just-in-time compilation. */
async function warmUp({ name, senders }: Chats): Promise<void> {
  const end = performance.now() + warm.seconds * 1000
  await Promise.all(
    senders.map(async (send) => {
      for (let count = 0; count < warm.messages / senders.length && performance.now() < end; count++)
        await answered(name, send(...newMessage()))
    }),
  )
}

function answered(name: string, sending: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const lost = setTimeout(() => reject(new Error(`A message was not answered (${name})`)), lostAfter)
    sending.then(resolve, reject).finally(() => clearTimeout(lost))
  })
}

const nothing = { p50: Number.NaN, p99: Number.NaN, rate: Number.NaN, n: 0 }

function latencyFigures([here = nothing, transaction = nothing, insert = nothing]: Latencies): Figure[] {
  const message = 'customer message to console'
  const figure = (which: 'p50' | 'p99', name: string, limit: { p50: number; p99: number }, most?: number): Figure => ({
    ...{ what: `${message}, ${which}`, unit: 'ms', here: here[which], n: here.n },
    limit: { name, value: limit[which] },
    ...(most === undefined ? {} : { reach: { most, of: 'ratio' } }),
  })
  return [
    { what: `${message}, p50`, unit: 'ms', here: here.p50, n: here.n, reach: { most: 10, of: 'number' } },
    { what: `${message}, p99`, unit: 'ms', here: here.p99, n: here.n, reach: { most: 30, of: 'number' } },
    figure('p50', 'relay, one transaction', transaction, 1.5),
    figure('p99', 'relay, one transaction', transaction, 2),
    figure('p50', 'relay, one insert', insert, 2),
    figure('p99', 'relay, one insert', insert),
  ]
}

function rateFigures([here = nothing, transaction = nothing, insert = nothing]: { rate: number; n: number }[]) {
  const figure = { what: 'messages stored and relayed', unit: '/s', here: here.rate, n: here.n }
  const against = (name: string, limit: number, least: number): Figure => ({
    ...figure,
    limit: { name, value: limit },
    reach: { least, of: 'ratio' },
  })
  return [
    { ...figure, reach: { least: 1600, of: 'number' } } satisfies Figure,
    against('relay, one transaction', transaction.rate, 0.7),
    against('relay, one insert', insert.rate, 0.4),
  ]
}

function embeddedFigures([paced = nothing]: Latencies, [flooded = nothing]: { rate: number; n: number }[]): Figure[] {
  const message = 'embedded database: message to console'
  return [
    { what: `${message}, p50`, unit: 'ms', here: paced.p50, n: paced.n, reach: { most: 10, of: 'number' } },
    { what: `${message}, p99`, unit: 'ms', here: paced.p99, n: paced.n, reach: { most: 30, of: 'number' } },
    { what: 'embedded database: messages', unit: '/s', here: flooded.rate, n: flooded.n },
  ]
}
