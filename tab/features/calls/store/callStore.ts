import { callEntry, type Media } from '#core/contract/calls'
import type { Session } from '#core/contract/sessions'
import type {
  Answered,
  CallSessionApi,
  Capture,
  DeviceProblem,
  CallSession,
  CallSessionOptions,
} from '#client/call/types'
import type { ChatStore, CallUpdate } from '../../chats/store/chatStore.ts'
import { problemOf, type SendRequest } from '../../chats/store/sessionApi.ts'
import type { CallSnapshot } from './callSnapshot.ts'

export interface CallStoreDependencies {
  chatStore: Pick<ChatStore, 'get' | 'subscribe' | 'subscribeToCalls' | 'act'>
  callApi: (sessionId: string) => CallSessionApi
  createCallSession: (options: CallSessionOptions) => CallSession
  createMediaDevices: (onChange: () => void) => Capture
  openLink: (url: string) => Promise<void>
  /** Publishes the current call to the views; null when there is none. */
  show: (now: CallSnapshot | null) => void
}

/** The call that this window has joined, from the accepting click until the agent closes the result. */
interface ActiveCall {
  sessionId: string
  callId: string
  media: Media
  name: string
  capture: Capture
  problem: DeviceProblem | null
  callSession: CallSession | null
  endShown: boolean
  meetingOpened: boolean
}

/** Runs the agent's single call. Independent of the pages, so that navigating within the tab does not end the call. */
export function createCallStore({
  chatStore,
  callApi,
  createCallSession,
  createMediaDevices,
  openLink,
  show,
}: CallStoreDependencies) {
  let activeCall: ActiveCall | null = null
  /** Calls that this window placed and that are still ringing. */
  const placedCallIds = new Set<string>()

  const isCurrent = (asked: ActiveCall) => activeCall === asked
  const publish = () => {
    if (!activeCall) {
      show(null)
      return
    }
    const { sessionId, callId, media, name, problem, capture, callSession } = activeCall
    show({ sessionId, callId, media, name, problem, capture: capture.view(), view: callSession?.view() ?? null })
  }

  function onChange() {
    const entry = activeCall?.callSession?.view().entry
    if (activeCall && entry?.provider === 'teams-meeting' && !activeCall.meetingOpened) {
      activeCall.meetingOpened = true
      void openLink(entry.joinUrl)
    }
    publish()
  }

  function startCallSession(mine: ActiveCall) {
    mine.callSession = createCallSession({
      ...{ side: 'agent', callApi: callApi(mine.sessionId), capture: mine.capture },
      onChange: () => isCurrent(mine) && onChange(),
    })
    onChange()
  }

  async function openDevices(mine: ActiveCall) {
    mine.problem = null
    publish()
    const problem = await mine.capture.open(mine.media)
    if (!isCurrent(mine)) {
      mine.capture.close()
      return
    }
    // A missing camera is no reason to stop: the call continues with audio.
    mine.problem = mine.capture.view().sends.microphone ? null : problem
    if (mine.problem) publish()
    else startCallSession(mine)
  }

  function leave() {
    if (activeCall?.callSession) activeCall.callSession.close()
    else activeCall?.capture.close()
    activeCall = null
    publish()
  }

  /** Joins the started call of this session. */
  function begin({ id: sessionId, call, customer }: Session) {
    if (call?.status !== 'started') return
    leave()
    const mine: ActiveCall = {
      ...{ sessionId, callId: call.id, media: call.media, name: customer.name },
      capture: createMediaDevices(() => isCurrent(mine) && publish()),
      ...{ problem: null, callSession: null, endShown: false, meetingOpened: false },
    }
    activeCall = mine
    // In a Teams meeting, Teams opens the devices.
    if (call.provider === 'teams-meeting') startCallSession(mine)
    else void openDevices(mine)
  }

  function onChatsChange() {
    const { sessions } = chatStore.get()
    for (const session of Object.values(sessions)) {
      const { call } = session
      if (call?.status !== 'started' || !placedCallIds.has(call.id)) continue
      placedCallIds.delete(call.id)
      begin(session)
    }
    const session = activeCall && sessions[activeCall.sessionId]
    if (!activeCall || !session || session.call?.id === activeCall.callId || activeCall.endShown) return
    activeCall.endShown = true
    if (activeCall.callSession) activeCall.callSession.over()
    else leave()
  }

  function onCallUpdate(update: CallUpdate) {
    if (update.type === 'back') activeCall?.callSession?.streamBack()
    else if (update.callId === activeCall?.callId) activeCall.callSession?.receive(update)
  }

  chatStore.subscribe(onChatsChange)
  chatStore.subscribeToCalls(onCallUpdate)

  const sends = () => activeCall?.capture.view().sends

  return {
    begin,
    /** Registers a call that this window placed, to join it once the customer accepts. */
    joinWhenAccepted(callId: string) {
      placedCallIds.add(callId)
      onChatsChange()
    },
    tryAgain: () => {
      if (activeCall?.problem) void openDevices(activeCall)
    },
    /** Ends a call that was not joined for lack of a device. A session with a chat continues. */
    async giveUp() {
      const abandoned = activeCall
      leave()
      return abandoned ? chatStore.act(abandoned.sessionId, 'call/end', { why: 'failed' }) : null
    },
    mute: () => activeCall?.callSession?.capture.setMicrophone(!sends()?.microphone),
    camera: () => void activeCall?.callSession?.capture.setCamera(!sends()?.camera),
    screen: () => {
      if (sends()?.screen) activeCall?.callSession?.capture.stopScreen()
      else void activeCall?.callSession?.capture.shareScreen()
    },
    choose: (kind: 'microphone' | 'camera' | 'speaker', deviceId: string) =>
      void activeCall?.callSession?.capture.choose(kind, deviceId),
    openMeeting: (joinUrl: string) => void openLink(joinUrl),
    hangUp: () => activeCall?.callSession?.hangUp(),
    /** Hangs up before the window closes. Resolves once the server has answered or failed. */
    hangUpToLeave: async () => {
      if (activeCall) await chatStore.act(activeCall.sessionId, 'call/end')
      leave()
    },
    /** Removes the call from this window: the result was read, or another call begins. */
    leave,
  }
}

export type CallStore = ReturnType<typeof createCallStore>

/** Time-out of a call request, in milliseconds. After it the request fails as `unreachable`. */
const requestTimeoutMs = 15_000

/** The call endpoints of one session, as the agent uses them. */
export function createCallApi(request: SendRequest, sessionId: string): CallSessionApi {
  const post = async <Value>(act: string, body: object, read: (data: unknown) => Value): Promise<Answered<Value>> => {
    try {
      const path = `/sessions/${encodeURIComponent(sessionId)}/call/${act}`
      const { data } = await request('POST', path, { body, signal: AbortSignal.timeout(requestTimeoutMs) })
      return { ok: true, value: read(data) }
    } catch (fault) {
      return { ok: false, code: problemOf(fault)?.code ?? 'unreachable' }
    }
  }
  const nothing = () => null
  return {
    join: (leg) => post('join', { leg }, (data) => callEntry.parse(data)),
    signal: (leg, signal) => post('signal', { leg, signal }, nothing),
    beat: (leg, connected) => post('beat', { leg, connected }, nothing),
    end: (leg, why) => post('end', why ? { leg, why } : { leg }, nothing),
  }
}
