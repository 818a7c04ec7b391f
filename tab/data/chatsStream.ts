import { agentFrame, closeCodes, type AgentFrame } from '#core/contract/streams'
import { expiresAt } from './chatsToken.ts'

/** `deaf`: several tries in a row came to nothing, so somebody else has to listen meanwhile. */
export type StreamState = 'connecting' | 'live' | 'deaf' | 'refused'

export interface StreamWorld {
  open: () => WebSocket
  /** `renew` asks for another token than the one that the server just refused. */
  token: (renew: boolean) => Promise<string>
  onFrame: (frame: AgentFrame) => void
  onState: (state: StreamState) => void
  patience?: Partial<Patience>
}

/** All in milliseconds. */
interface Patience {
  /** From opening the socket to `ready`. */
  ready: number
  firstRetry: number
  longestRetry: number
  /** Pause after the server said that this person is no agent. */
  refused: number
  /** How long before its end a token is renewed, and the pause until the next try when none newer is to be had. */
  renewBefore: number
  renewAgain: number
}

const usual: Patience = {
  ready: 10_000,
  firstRetry: 500,
  longestRetry: 30_000,
  refused: 60_000,
  renewBefore: 60_000,
  renewAgain: 15_000,
}
const triesUntilDeaf = 2

/** Keeps one socket to `/api/v1/stream` open: says who is there, renews that in time, comes back after each loss. */
export function chatsStream(world: StreamWorld) {
  const patience = { ...usual, ...world.patience }
  let socket: WebSocket | null = null
  let failures = 0
  let running = false
  let timers: ReturnType<typeof setTimeout>[] = []
  let round = 0
  let tokenRefused = false

  const later = (work: () => void, delay: number) => {
    const timer = setTimeout(work, delay)
    timers.push(timer)
    return timer
  }
  const drop = () => {
    round++
    timers.forEach(clearTimeout)
    timers = []
    socket?.close()
    socket = null
  }

  async function connect() {
    drop()
    const mine = round
    if (failures === 0) world.onState('connecting')
    const token = await world.token(tokenRefused).catch(() => null)
    if (mine !== round) return
    if (token === null) {
      fail(null)
      return
    }
    const opened = world.open()
    socket = opened
    const late = later(() => fail(null), patience.ready)
    let settled = false
    opened.onopen = () => opened.send(JSON.stringify({ token }))
    opened.onclose = ({ code }) => mine === round && fail(code)
    opened.onmessage = ({ data }) => {
      const frame = mine === round ? frameOf(data) : null
      if (frame?.type === 'ready' && !settled) {
        settled = true
        clearTimeout(late)
        settle(opened, token)
      }
      if (frame) world.onFrame(frame)
    }
  }

  function settle(opened: WebSocket, token: string) {
    failures = 0
    tokenRefused = false
    world.onState('live')
    renew(opened, token)
  }

  function renew(opened: WebSocket, token: string) {
    const end = expiresAt(token)
    const mine = round
    const retry = async () => {
      const next = await world.token(false).catch(() => token)
      if (mine !== round) return
      if (next !== token) opened.send(JSON.stringify({ token: next }))
      renew(opened, next)
    }
    const due = end === null ? 0 : end - patience.renewBefore - Date.now()
    later(() => void retry(), due > 0 ? due : patience.renewAgain)
  }

  function fail(code: number | null) {
    drop()
    if (!running) return
    failures++
    tokenRefused = code === closeCodes.unauthenticated
    const refused = code === closeCodes.forbidden
    world.onState(refused ? 'refused' : failures >= triesUntilDeaf ? 'deaf' : 'connecting')
    const longest = Math.min(patience.longestRetry, patience.firstRetry * 2 ** (failures - 1))
    later(() => void connect(), refused ? patience.refused : longest * (0.5 + Math.random() / 2))
  }

  return {
    start() {
      if (running) return
      running = true
      failures = 0
      void connect()
    },
    stop() {
      running = false
      drop()
    },
    /** Opens a new socket now: the network came back, or the old one is believed to hear nothing. */
    again() {
      if (running) void connect()
    },
  }
}

function frameOf(data: unknown): AgentFrame | null {
  if (typeof data !== 'string') return null
  try {
    return agentFrame.safeParse(JSON.parse(data)).data ?? null
  } catch {
    return null
  }
}
