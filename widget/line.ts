import { retryDelay, type Result } from '#client/retry'
import type { CustomerFrame, CustomerHello } from '#core/contract/streams'
import type { Link } from './chat.ts'
import type { EventList } from '#core/contract/sessions'

/** The part of a WebSocket that is used here. */
export type Socket = Pick<WebSocket, 'send' | 'close' | 'onopen' | 'onmessage' | 'onclose'>

export interface LineOptions {
  /** Opens a socket; may throw. */
  socket: () => Socket
  /** The first frame: the token now, and the last number seen. */
  hello: () => CustomerHello
  /** One poll for what came after the last number seen; with `stop` the answer may be held until something comes. */
  poll: (stop?: AbortSignal) => Promise<Result<EventList>>
  onFrame: (frame: CustomerFrame) => void
  onEvents: (list: EventList) => void
  onLink: (link: Link) => void
  /** The token no longer counts. Called once; `resume` goes on with a new one. */
  onDenied: () => void
  online: () => boolean
}

const readyWithin = 8000
const socketTries = 2
const pollsBeforeSocket = 8
/** RFC 6455 private close codes of our streams that no reconnect can mend. */
const denied = [4401, 4403]

/** Keeps the events of a customer flowing: by socket, and by long polls where sockets do not work. */
export function openLine(options: LineOptions) {
  let socket: Socket | null = null
  let ready = false
  let failures = 0
  let socketFailures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  // Every wake-up or close starts a new turn; what an older turn still answers is not listened to.
  let turn = 0
  let polling = new AbortController()

  const drop = () => {
    clearTimeout(timer)
    turn++
    polling.abort()
    ready = false
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null
      socket.close()
    }
    socket = null
  }

  const healthy = () => {
    failures = 0
    options.onLink('connected')
  }

  const again = () => {
    drop()
    options.onLink(options.online() ? 'reconnecting' : 'offline')
    timer = setTimeout(connect, retryDelay(failures++))
  }

  const refused = () => {
    drop()
    options.onDenied()
  }

  const connect = () => {
    if (socketFailures >= socketTries) return void pollFor(turn)
    drop()
    timer = setTimeout(socketFailed, readyWithin)
    try {
      socket = options.socket()
    } catch {
      socketFailed()
      return
    }
    const own = socket
    own.onopen = () => own.send(JSON.stringify(options.hello()))
    own.onmessage = ({ data }) => heard(JSON.parse(String(data)) as CustomerFrame)
    own.onclose = ({ code }) => {
      if (denied.includes(code)) {
        refused()
        return
      }
      if (ready) {
        again()
        return
      }
      socketFailed()
    }
  }

  const heard = (frame: CustomerFrame) => {
    if (frame.type === 'ready') {
      clearTimeout(timer)
      ready = true
      socketFailures = 0
      healthy()
    }
    options.onFrame(frame)
  }

  const socketFailed = () => {
    socketFailures++
    if (socketFailures < socketTries) {
      again()
      return
    }
    drop()
    void pollFor(turn)
  }

  // The first poll is answered at once: it shows that the way is open, however quiet the chat is.
  const pollFor = async (own: number) => {
    polling = new AbortController()
    for (let polls = 0; polls < pollsBeforeSocket; polls++) {
      const answer = await options.poll(polls > 0 ? polling.signal : undefined)
      if (own !== turn) return
      if (!answer.ok) {
        if (answer.code === 'unauthenticated' || answer.code === 'forbidden') {
          refused()
          return
        }
        again()
        return
      }
      healthy()
      options.onEvents(answer.value)
    }
    socketFailures = socketTries - 1
    connect()
  }

  const wake = () => {
    drop()
    failures = socketFailures = 0
    connect()
  }
  wake()
  return {
    /** Try now: the network came back, the machine woke up, or there is a new token after a denied one. */
    wake,
    /** Says hello again, with a renewed token, on the socket that is open. */
    renewed: () => ready && socket?.send(JSON.stringify(options.hello())),
    close: drop,
  }
}
export type Line = ReturnType<typeof openLine>
