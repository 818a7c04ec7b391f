import { type FailureCode, delayAfter, isTransient, pause, type Result } from '#client/retry'
import type { CallProvider, Media } from '#core/contract/calls'
import type { Socket } from '#client/session/eventStream'
import type { CustomerSession } from '#core/contract/customerApi'
import type { CustomerApi } from '../../customer/customerApi.ts'
import { newChat, reduceChat, sessionOf, type ChatEvent } from '../../customer/chatState.ts'
import type { Capture, CallSession } from '#client/call/types'
import { createTokenRenewal } from '../../customer/tokenRenewal.ts'
import { createSessionStream } from '../../customer/sessionStream.ts'
import { createAdmission, type Admitted, type PanelConnection } from './admission.ts'
import type { CallApi } from './callApi.ts'
import { callStageOf, writesWhere, type CallState, requestFor } from './callState.ts'
import type { LoadTransport } from './loadTransport.ts'
import { newKey } from '../../customer/httpClient.ts'

interface CallControllerOptions {
  api: CustomerApi
  calls: CallApi
  panel: PanelConnection
  socket: () => Socket
  online: () => boolean
  createCapture: (onChange: () => void) => Capture
  loadTransport: (provider: CallProvider) => Promise<LoadTransport>
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
  const { api, calls, panel, socket, online, createCapture, loadTransport, onPassed, onChange } = options
  let capture = createCapture(() => changed())
  let callSession: CallSession | null = null
  let leg: string | null = null
  let joining = false
  let devicesOn = true
  /** `seq` that must have arrived before the state of the call is read from the session's events. */
  let awaitedSeq: number | null = null
  let isClosed = false
  let own: Omit<CallState, 'capture' | 'callSession'> = {
    ...{ chat: newChat([]), intent: null, media: 'audio', step: 'asking', why: null, test: 'untried' },
  }

  const state = (): CallState => ({ ...own, capture: capture.view(), callSession: callSession?.view() ?? null })
  const set = (change: Partial<typeof own>) => {
    own = { ...own, ...change }
    changed()
  }
  const changed = () => {
    if (isClosed) return
    syncCallSession()
    onChange()
  }
  const dispatch = (event: ChatEvent) => {
    const chat = reduceChat(own.chat, event)
    const hasArrived = own.step === 'starting' && awaitedSeq !== null && chat.events.length >= awaitedSeq
    set({ chat, ...(hasArrived ? { step: 'underWay' } : {}) })
  }
  const callNow = () => sessionOf(own.chat)?.call ?? null

  /** Starts the call session when the call is accepted, and ends it with the call. */
  const syncCallSession = () => {
    const call = callNow()
    if (own.step !== 'underWay') return
    if (call?.status === 'started' && call.provider && !callSession && !joining) void join(call.provider)
    const over = callStageOf(state()) === 'over'
    if (over && callSession && callSession.view().phase !== 'over' && callSession.view().phase !== 'failed')
      callSession.over()
    if (over && !callSession && devicesOn) {
      devicesOn = false
      capture.close()
    }
  }
  const join = async (provider: CallProvider) => {
    const { session } = own.chat
    if (!session) return
    joining = true
    const createSession = await loadTransport(provider)
    joining = false
    if (isClosed || callNow()?.status !== 'started') return
    const callApi = calls.legApi(session.id, (named) => (leg = named))
    callSession = createSession({ side: 'customer', callApi, capture, onChange: () => changed() })
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
  const begin = async ({ entered: { contact, customer, sessions }, intent }: Admitted) => {
    const session = sessions.find(({ id }) => id === intent.sessionId) ?? null
    set({ intent, media: session?.call?.media ?? intent.media })
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
    awaitedSeq = null
    set({ step: 'starting' })
    const answer = await requestCall(api, calls, own)
    const { code: refusal, retryAfter } = answer?.ok === false ? answer : { code: null, retryAfter: null }
    if (refusal === 'unauthenticated' && !isSecond) {
      if (await readmit()) await go(true)
      return
    }
    // The call or the session has ended: the event that says why will arrive.
    if (refusal && refusal !== 'noCall' && refusal !== 'sessionEnded') {
      stop(refusal, retryAfter)
      return
    }
    if (answer?.ok && answer.value.id !== own.chat.session?.id) opened(answer.value)
    awaitedSeq = answer?.ok ? answer.value.lastSeq : (own.chat.session?.lastSeq ?? 0)
    dispatch({ type: 'typingChanged', agentTypes: false })
    stream.catchUp()
  }
  const opened = (session: CustomerSession) => {
    dispatch({ type: 'callOpened', session })
    panel.post({ type: 'callOpened', session })
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
    wake: () => (online() ? stream.reconnect() : dispatch({ type: 'connectionChanged', connection: 'offline' })),
    /** The window is closing: cancels or leaves the call, and notifies the panel. */
    onPageHide: () => {
      const { session } = own.chat
      const stage = callStageOf(state())
      isClosed = true
      if (session && (stage === 'ringing' || (stage === 'call' && leg !== null))) void calls.leave(session.id, leg)
      panel.post({ type: 'callLeft', write: null })
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
        set({
          step: 'testing',
          test: 'untried',
          intent: own.intent && { ...own.intent, kind: active ? 'ring' : 'open' },
        })
        if (await renewCapture()) await go()
      },
      enter: () => void enter(),
      write: () => {
        panel.post({ type: 'callLeft', write: writesWhere(sessionOf(own.chat)) })
        options.closeSoon()
      },
      capture: () => callSession?.capture ?? capture,
    },
  }

  async function renewCapture(): Promise<boolean> {
    capture.close()
    devicesOn = true
    capture = createCapture(() => changed())
    return tryDevices()
  }
}
type CallController = ReturnType<typeof createCallController>
export type CallActions = CallController['actions']

const maxRetries = 4

/**
 * Requests the call described by the intent. Transient failures are retried with the same key. Returns null if the call exists
 * and only needs to be joined; otherwise the session, or the refusal of the server.
 */
export async function requestCall(
  api: Pick<CustomerApi, 'open'>,
  calls: Pick<CallApi, 'requestCall' | 'accept'>,
  { intent, media, chat }: Pick<CallState, 'intent' | 'media' | 'chat'>,
): Promise<Result<CustomerSession> | null> {
  const act = intent && requestFor(intent.kind, sessionOf(chat)?.call ?? null)
  if (!intent || !act) return null
  const key = newKey()
  const id = chat.session?.id ?? ''
  const ask = () => {
    const customer = { name: intent.name, ...(intent.email ? { email: intent.email } : {}) }
    if (act === 'open') return api.open({ key, modality: media, customer })
    return act === 'ring' ? calls.requestCall(id, key, media) : calls.accept(id)
  }
  for (let failures = 0; ; failures++) {
    const answer = await ask()
    // Too many open sessions: the window shows the remaining time instead of retrying without feedback.
    const mustWait = !answer.ok && act === 'open' && answer.code === 'tooManyRequests'
    if (answer.ok || mustWait || !isTransient(answer.code) || failures >= maxRetries) return answer
    await pause(delayAfter(answer, failures))
  }
}
