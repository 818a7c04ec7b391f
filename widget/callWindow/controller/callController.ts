import { type FailureCode, delayAfter, isTransient, pause, type Result } from '#client/retry'
import type { Media } from '#core/contract/calls'
import type { Socket } from '#client/session/eventStream'
import type { CustomerSession } from '#core/contract/customerApi'
import type { CustomerApi } from '../../customer/customerApi.ts'
import { newChat, reduceChat, sessionOf, type ChatEvent } from '../../customer/chatState.ts'
import type { Capture, CallSession } from '#client/call/types'
import { createTokenRenewal } from '../../customer/tokenRenewal.ts'
import { createSessionStream } from '../../customer/sessionStream.ts'
import { createAdmission, type Admitted } from './admission.ts'
import type { CallApi } from './callApi.ts'
import { callStageOf, writesWhere, type CallState, actFor } from './callState.ts'
import type { LoadTransport } from './loadTransport.ts'
import type { PanelConnection } from './panelConnection.ts'
import { newKey } from '../../customer/httpClient.ts'

interface CallControllerOptions {
  api: CustomerApi
  calls: CallApi
  panel: PanelConnection
  socket: () => Socket
  online: () => boolean
  newCapture: (onChange: () => void) => Capture
  loadTransport: (provider: 'webrtc' | 'teams-meeting') => Promise<LoadTransport>
  /** Whether the device test may be skipped. */
  maySkipTest: (media: Media) => Promise<boolean>
  /** The device test has passed. */
  onPassed: (media: Media) => void
  onAccent: (accent: string | null) => void
  /** Closes the window after a delay, in case the panel, which normally closes it, is gone. */
  closeSoon: () => void
  onChange: () => void
}

/** Controls the call window of one customer: holds its state and handles all events. Does not use the DOM. */
export function createCallController(options: CallControllerOptions) {
  const { api, calls, panel, socket, online, newCapture, loadTransport, onPassed, onChange } = options
  let capture = newCapture(() => changed())
  let callSession: CallSession | null = null
  let leg: string | null = null
  let joining = false
  let lights = true
  /** `seq` that must have arrived before the state of the call is read from the session's events. */
  let awaited: number | null = null
  let left = false
  let own: Omit<CallState, 'capture' | 'callSession'> = {
    ...{ chat: newChat([]), wish: null, media: 'audio', step: 'asking', why: null, test: 'untried' },
  }

  const state = (): CallState => ({ ...own, capture: capture.view(), callSession: callSession?.view() ?? null })
  const set = (change: Partial<typeof own>) => {
    own = { ...own, ...change }
    changed()
  }
  const changed = () => {
    if (left) return
    follow()
    onChange()
  }
  const dispatch = (event: ChatEvent) => {
    const chat = reduceChat(own.chat, event)
    const here = own.step === 'starting' && awaited !== null && chat.events.length >= awaited
    set({ chat, ...(here ? { step: 'underWay' } : {}) })
  }
  const callNow = () => sessionOf(own.chat)?.call ?? null

  /** Starts the call session when the call is accepted, and ends it with the call. */
  const follow = () => {
    const call = callNow()
    if (own.step !== 'underWay') return
    if (call?.status === 'started' && call.provider && !callSession && !joining) void join(call.provider, call.media)
    const over = callStageOf(state()) === 'over'
    if (over && callSession && callSession.view().phase !== 'over' && callSession.view().phase !== 'failed')
      callSession.over()
    if (over && !callSession && lights) {
      lights = false
      capture.close()
    }
  }
  const join = async (provider: 'webrtc' | 'teams-meeting', media: Media) => {
    const { session } = own.chat
    if (!session) return
    joining = true
    const carry = await loadTransport(provider)
    joining = false
    if (left || callNow()?.status !== 'started') return
    const callApi = calls.callApi(session.id, (named) => (leg = named))
    callSession = carry({ side: 'customer', media, callApi, capture, onChange: () => changed() })
    changed()
  }

  /** Stops the call in this window and releases the devices. */
  const stop = (why: FailureCode | 'alone', retryIn: number | null = null) => {
    callSession?.close()
    callSession = null
    capture.close()
    set({ test: 'untried', ...(why === 'alone' ? { step: why } : { step: 'refused', why, retryIn }) })
  }
  const renewal = createTokenRenewal({
    api,
    onRenewed: (denied) => (denied ? stream.reconnect() : stream.tokenRenewed()),
    onRefused: (code) => (code === 'unauthenticated' ? void readmit() : stop(code)),
  })
  const stream = createSessionStream({
    ...{ api, socket, online, dispatch },
    chat: () => own.chat,
    onDenied: renewal.denied,
    onConnected: () => callSession?.streamBack(),
    onCall: (frame) => callSession?.receive(frame),
  })

  const admit = createAdmission({ ...options, onToken: renewal.until, onRefused: (why) => stop(why) })
  const enter = async (): Promise<void> => {
    set({ step: 'asking' })
    const admitted = await admit()
    if (admitted) await begin(admitted)
  }
  /** Gets another ticket from the panel, which may still have a valid token. A running call continues. */
  const readmit = async (): Promise<boolean> => {
    const admitted = await admit()
    if (admitted) stream.reconnect()
    return admitted !== null
  }
  const begin = async ({ entered: { contact, customer, sessions }, wish }: Admitted) => {
    const session = sessions.find(({ id }) => id === wish.sessionId) ?? null
    set({ wish, media: session?.call?.media ?? wish.media })
    dispatch({ type: 'entered', contact, customer, session })
    if (session) stream.watch(session.id)
    const skip = await options.maySkipTest(own.media)
    set({ step: 'testing' })
    if (skip && (await tryDevices())) await go()
  }

  const tryDevices = async (media = own.media): Promise<boolean> => {
    set({ test: 'trying', media })
    const problem = await capture.open(media)
    if (!problem) onPassed(media)
    set({ test: problem ?? 'passed' })
    return !problem
  }

  const go = async (isSecond = false): Promise<void> => {
    awaited = null
    set({ step: 'starting' })
    const answer = await requestCallFromPanel(api, calls, own)
    const { code: no, retryAfter } = answer?.ok === false ? answer : { code: null, retryAfter: null }
    if (no === 'unauthenticated' && !isSecond) {
      if (await readmit()) await go(true)
      return
    }
    // The call or the session has ended: the event that says why will arrive.
    if (no && no !== 'noCall' && no !== 'sessionEnded') {
      stop(no, retryAfter)
      return
    }
    if (answer?.ok && answer.value.id !== own.chat.session?.id) opened(answer.value)
    awaited = answer?.ok ? answer.value.lastSeq : (own.chat.session?.lastSeq ?? 0)
    dispatch({ type: 'typingChanged', agentTypes: false })
    stream.catchUp()
  }
  const opened = (session: CustomerSession) => {
    dispatch({ type: 'callOpened', session })
    panel.dispatch({ type: 'callOpened', session })
    stream.watch(session.id)
  }

  const hangUp = () => {
    const { session } = own.chat
    if (callSession) callSession.hangUp()
    else if (session) void calls.leave(session.id, null).then(() => stream.catchUp())
  }
  return {
    state,
    enter: () => void enter(),
    wake: () => (online() ? stream.reconnect() : dispatch({ type: 'linkChanged', link: 'offline' })),
    /** The window is closing: cancels or leaves the call, and notifies the panel. */
    goneAway: () => {
      const { session } = own.chat
      const stage = callStageOf(state())
      left = true
      if (session && (stage === 'ringing' || (stage === 'call' && leg !== null))) void calls.leave(session.id, leg)
      panel.dispatch({ type: 'callLeft', write: null })
      callSession?.close()
      capture.close()
    },
    actions: {
      tryDevices: (media?: Media) => void tryDevices(media),
      go: () => void go(),
      hangUp,
      /** The guest has opened the meeting in a Teams window. */
      openedMeeting: () => callSession?.inMeeting(true),
      /** Takes the call over from another window of the same customer. */
      takeBack: async () => {
        callSession?.close()
        callSession = null
        await renewCapture()
        changed()
      },
      again: async () => {
        const active = sessionOf(own.chat)?.status === 'active'
        callSession = null
        set({ step: 'testing', test: 'untried', wish: own.wish && { ...own.wish, wish: active ? 'ring' : 'open' } })
        if (await renewCapture()) await go()
      },
      enter: () => void enter(),
      write: () => {
        panel.dispatch({ type: 'callLeft', write: writesWhere(sessionOf(own.chat)) })
        options.closeSoon()
      },
      capture: () => callSession?.capture ?? capture,
    },
  }

  async function renewCapture(): Promise<boolean> {
    capture.close()
    lights = true
    capture = newCapture(() => changed())
    return tryDevices()
  }
}
type CallController = ReturnType<typeof createCallController>
export type CallActions = CallController['actions']

const tries = 4

/**
 * Requests the call described by the intent. Transient failures are retried with the same key. Returns null if the call exists
 * and only needs to be joined; otherwise the session, or the refusal of the server.
 */
export async function requestCallFromPanel(
  api: Pick<CustomerApi, 'open'>,
  calls: Pick<CallApi, 'ring' | 'take'>,
  { wish, media, chat }: Pick<CallState, 'wish' | 'media' | 'chat'>,
): Promise<Result<CustomerSession> | null> {
  const act = wish && actFor(wish.wish, sessionOf(chat)?.call ?? null)
  if (!wish || !act) return null
  const key = newKey()
  const id = chat.session?.id ?? ''
  const ask = () => {
    const customer = { name: wish.name, ...(wish.email ? { email: wish.email } : {}) }
    if (act === 'open') return api.open({ key, modality: media, customer })
    return act === 'ring' ? calls.ring(id, key, media) : calls.take(id)
  }
  for (let failures = 0; ; failures++) {
    const answer = await ask()
    // Too many open sessions: the window shows the remaining time instead of retrying without feedback.
    const mustWait = !answer.ok && act === 'open' && answer.code === 'tooManyRequests'
    if (answer.ok || mustWait || !isTransient(answer.code) || failures >= tries) return answer
    await pause(delayAfter(answer, failures))
  }
}
