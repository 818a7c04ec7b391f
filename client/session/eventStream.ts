import { pause, retryDelay, usualBackoff, type Backoff, type FailureCode } from '../retry.ts'
import type { TokenSource } from './outgoingQueue.ts'

/** The part of a WebSocket that is used here. */
export type Socket = Pick<WebSocket, 'send' | 'close' | 'onopen' | 'onmessage' | 'onclose'>

/**
 * `live`: by socket; `polling`: by requests, because sockets do not open; `reconnecting`: a try failed, and another follows;
 * `unreachable`: requests fail as well; `forbidden`: the server does not take this person.
 */
export type StreamStatus = 'live' | 'polling' | 'reconnecting' | 'unreachable' | 'forbidden'

export interface EventStreamDependencies<Frame extends { type: string }> {
  /** Opens a socket; may throw. */
  openSocket: () => Socket
  /** Null for what is no frame. */
  parseFrame: (data: unknown) => Frame | null
  token: TokenSource
  /** The first frame on a socket, and again after each renewal of the token. */
  hello: (token: string) => object
  /**
   * Stands in for the socket: fetches what has come, and delivers it. With `hold` the server may hold its answer until
   * something comes. Resolves with why it failed, or null. Never rejects.
   */
  poll: (hold: boolean, signal: AbortSignal) => Promise<FailureCode | null>
  onFrame: (frame: Frame) => void
  /** The status after each change, and after each new attempt. */
  onStatus: (status: StreamStatus) => void
  timings?: Partial<StreamTimings>
}

/** All in milliseconds. */
export interface StreamTimings {
  backoff: Backoff
  /** From opening a socket to its `ready`. */
  readyWithin: number
  /** From the beginning of one poll to the next. */
  pollInterval: number
  /** Until the next try after the server said that this person may not listen. */
  forbidden: number
}

const usualTimings: StreamTimings = {
  backoff: usualBackoff,
  readyWithin: 8000,
  pollInterval: 0,
  forbidden: 60_000,
}
/** After so many sockets that did not get ready, requests stand in; after so many requests a socket is tried again. */
const socketTries = 2
const pollsBeforeSocket = 8
/** `closeCodes` of core/contract/streams, of which this room takes types only. */
const unauthenticated = 4401
const forbidden = 4403

/** Keeps the events of one person flowing: by WebSocket, and by long polls where sockets do not work. Begins at once. */
export function createEventStream<Frame extends { type: string }>(dependencies: EventStreamDependencies<Frame>) {
  const { openSocket, parseFrame, token, hello, poll, onFrame, onStatus } = dependencies
  const timings = { ...usualTimings, ...dependencies.timings }
  let socket: Socket | null = null
  let isReady = false
  let failures = 0
  let socketFailures = 0
  let status: StreamStatus | null = null
  /** Every close or new try ends the attempt before it, with all that still runs for it. */
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
      // What was not opened is no socket.
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

  // The first poll is answered at once: it shows that the way is open, however quiet the session is.
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
    /** Tries now: the network came back, the machine woke up, or there is a token again. */
    reconnect,
    /** Says hello again with a token that was renewed elsewhere, on the socket that is open. */
    sayHello: async () => {
      const { signal } = attempt
      const current = await token(false)
      if (current && socket && isReady && !signal.aborted) sayHello(socket, current)
    },
    close: (): void => void drop(),
  }
}
export type EventStream = ReturnType<typeof createEventStream>
