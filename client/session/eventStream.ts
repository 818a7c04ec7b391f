import { pause, retryDelay, usualBackoff, type Backoff, type FailureCode } from '../retry.ts'
import type { TokenSource } from './outgoingQueue.ts'

/** The part of the WebSocket interface that the stream uses. */
export type Socket = Pick<WebSocket, 'send' | 'close' | 'onopen' | 'onmessage' | 'onclose'>

/**
 * `live`: connected by WebSocket. `polling`: long polls, because WebSockets do not open. `reconnecting`: an attempt failed and
 * another follows. `unreachable`: polls fail as well. `forbidden`: the server refuses this user.
 */
export type StreamStatus = 'live' | 'polling' | 'reconnecting' | 'unreachable' | 'forbidden'

export interface EventStreamDependencies<Frame extends { type: string }> {
  /** Opens a WebSocket; may throw. */
  openSocket: () => Socket
  /** Returns null for data that is not a frame. */
  parseFrame: (data: unknown) => Frame | null
  token: TokenSource
  /** Creates the first frame on a socket. It is sent again after each renewal of the token. */
  hello: (token: string) => object
  /**
   * Fallback for the WebSocket: fetches new events and delivers them. With `hold` the server may hold the response until there
   * is an event. Resolves with the failure code, or null. Never rejects.
   */
  poll: (hold: boolean, signal: AbortSignal) => Promise<FailureCode | null>
  onFrame: (frame: Frame) => void
  /** Called with the status after each change and after each new attempt. */
  onStatus: (status: StreamStatus) => void
  timings?: Partial<StreamTimings>
}

/** All values in milliseconds. */
export interface StreamTimings {
  backoff: Backoff
  /** From opening a socket to its `ready` frame. */
  readyWithin: number
  /** From the start of one poll to the start of the next. */
  pollInterval: number
  /** Until the next attempt after the server has refused this user. */
  forbidden: number
}

const usualTimings: StreamTimings = {
  backoff: usualBackoff,
  readyWithin: 8000,
  pollInterval: 0,
  forbidden: 60_000,
}
/** After two failed sockets the stream polls; after eight polls it tries a socket again. */
const socketTries = 2
const pollsBeforeSocket = 8
/** The values of `closeCodes` in core/contract/streams, of which the client imports only types. */
const unauthenticated = 4401
const forbidden = 4403

/**
 * Receives the events of one user: by WebSocket, and by long polls if WebSockets do not work. Begins at once and reconnects
 * until it is closed. `unauthenticated` requests a new token; `forbidden` also waits a minute; other failures back off.
 */
export function createEventStream<Frame extends { type: string }>(dependencies: EventStreamDependencies<Frame>) {
  const { openSocket, parseFrame, token, hello, poll, onFrame, onStatus } = dependencies
  const timings = { ...usualTimings, ...dependencies.timings }
  let socket: Socket | null = null
  let isReady = false
  let failures = 0
  let socketFailures = 0
  let status: StreamStatus | null = null
  /** Aborted by `close` and by each new attempt, with everything that still runs for the previous attempt. */
  let attempt = new AbortController()

  const report = (now: StreamStatus) => {
    if (now !== status) onStatus((status = now))
  }

  const drop = (): AbortSignal => {
    attempt.abort()
    attempt = new AbortController()
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null
      socket.close()
    }
    socket = status = null
    isReady = false
    return attempt.signal
  }

  const connect = async (): Promise<void> => {
    const signal = drop()
    if (socketFailures >= socketTries) return pollInstead(signal)
    const current = await token(false)
    if (signal.aborted || current === null) return
    try {
      if (current !== undefined) listen((socket = openSocket()), current)
    } catch {
      // Handled below: there is no socket.
    }
    if (!socket) onSocketFailure()
    else if ((await pause(timings.readyWithin, signal)) && !isReady) onSocketFailure()
  }

  const listen = (opened: Socket, current: string) => {
    opened.onopen = () => sayHello(opened, current)
    opened.onmessage = ({ data }) => {
      const frame = parseFrame(data)
      if (frame?.type === 'ready' && !isReady) onReady()
      if (frame) onFrame(frame)
    }
    opened.onclose = ({ code }) => {
      if (code === unauthenticated || code === forbidden) void onDenied(code === forbidden)
      else if (isReady) retry('reconnecting')
      else onSocketFailure()
    }
  }

  const sayHello = (opened: Socket, current: string) => opened.send(JSON.stringify(hello(current)))

  const onReady = () => {
    isReady = true
    failures = socketFailures = 0
    report('live')
  }

  const onSocketFailure = () => {
    socketFailures++
    if (socketFailures < socketTries) retry('reconnecting')
    else void connect()
  }

  const retry = (why: StreamStatus) => {
    const signal = drop()
    report(why)
    void connectAfter(retryDelay(failures++, timings.backoff), signal)
  }

  const connectAfter = async (milliseconds: number, signal: AbortSignal) => {
    if (await pause(milliseconds, signal)) await connect()
  }

  const onDenied = async (isForbidden: boolean) => {
    const signal = drop()
    if (isForbidden) report('forbidden')
    if ((await token(true)) === null) return
    await connectAfter(isForbidden ? timings.forbidden : retryDelay(failures++, timings.backoff), signal)
  }

  // The first poll is not held, so that the status is known at once even if there are no events.
  const pollInstead = async (signal: AbortSignal): Promise<void> => {
    for (let polls = 0; polls < pollsBeforeSocket; polls++) {
      const next = Date.now() + timings.pollInterval
      const failure = await poll(polls > 0, signal)
      if (signal.aborted) return
      if (failure === 'unauthenticated' || failure === 'forbidden') return onDenied(failure === 'forbidden')
      if (failure) {
        retry('unreachable')
        return
      }
      failures = 0
      report('polling')
      if (!(await pause(next - Date.now(), signal))) return
    }
    socketFailures = socketTries - 1
    return connect()
  }

  const reconnect = () => {
    failures = socketFailures = 0
    void connect()
  }
  reconnect()
  return {
    /** Connects now: the network is back, the machine woke up, or there is a token again. */
    reconnect,
    /** Sends the hello frame again on the open socket, with a token that was renewed elsewhere. */
    sayHello: async () => {
      const { signal } = attempt
      const current = await token(false)
      if (current && socket && isReady && !signal.aborted) sayHello(socket, current)
    },
    close: (): void => void drop(),
  }
}
export type EventStream = ReturnType<typeof createEventStream>
