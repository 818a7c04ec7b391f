import type { Media } from '#core/contract/calls'
import type { Session } from '#core/contract/sessions'
import type { CallSessionApi, Capture, DeviceProblem, CallSession, CallSessionOptions } from '#client/call/types'
import type { ChatStore, CallUpdate } from '../../chats/store/chatStore.ts'
import type { CallNow } from './callSnapshot.ts'

export interface CallStoreDependencies {
  chatStore: Pick<ChatStore, 'get' | 'subscribe' | 'subscribeToCalls' | 'act'>
  callApi: (sessionId: string) => CallSessionApi
  createCallSession: (options: CallSessionOptions) => CallSession
  createMediaDevices: (onChange: () => void) => Capture
  openLink: (url: string) => Promise<void>
  /** Shows how things stand; null while there is no talk. */
  show: (now: CallNow | null) => void
}

/** A call in which this window takes part, from the click that took it until its last word is read. */
interface ErrorBoundary {
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

/** The agent's one talk. It lives apart from the pages: moving about in the tab does not end it. */
export function createCallStore({
  chatStore,
  callApi,
  createCallSession,
  createMediaDevices,
  openLink,
  show,
}: CallStoreDependencies) {
  let part: ErrorBoundary | null = null
  /** Calls that this window rang. */
  const rung = new Set<string>()

  const isCurrent = (asked: ErrorBoundary) => part === asked
  const publish = () => {
    if (!part) {
      show(null)
      return
    }
    const { sessionId, callId, media, name, problem, capture, callSession } = part
    show({ sessionId, callId, media, name, problem, capture: capture.view(), view: callSession?.view() ?? null })
  }

  function onChange() {
    const entry = part?.callSession?.view().entry
    if (part && entry?.provider === 'teams-meeting' && !part.meetingOpened) {
      part.meetingOpened = true
      void openLink(entry.joinUrl)
    }
    publish()
  }

  function callSessionIn(mine: ErrorBoundary) {
    mine.callSession = createCallSession({
      ...{ side: 'agent', media: mine.media, callApi: callApi(mine.sessionId), capture: mine.capture },
      onChange: () => isCurrent(mine) && onChange(),
    })
    onChange()
  }

  async function openDevices(mine: ErrorBoundary) {
    mine.problem = null
    publish()
    const problem = await mine.capture.open(mine.media)
    if (!isCurrent(mine)) {
      mine.capture.close()
      return
    }
    // Without a camera there is still a voice.
    mine.problem = mine.capture.view().sends.microphone ? null : problem
    if (mine.problem) publish()
    else callSessionIn(mine)
  }

  function leave() {
    if (part?.callSession) part.callSession.close()
    else part?.capture.close()
    part = null
    publish()
  }

  /** Takes part in the call of this session, which somebody has taken. */
  function begin({ id: sessionId, call, customer }: Session) {
    if (call?.status !== 'started') return
    leave()
    const mine: ErrorBoundary = {
      ...{ sessionId, callId: call.id, media: call.media, name: customer.name },
      capture: createMediaDevices(() => isCurrent(mine) && publish()),
      ...{ problem: null, callSession: null, endShown: false, meetingOpened: false },
    }
    part = mine
    // A meeting has devices of its own.
    if (call.provider === 'teams-meeting') callSessionIn(mine)
    else void openDevices(mine)
  }

  function onChats() {
    const { sessions } = chatStore.get()
    for (const session of Object.values(sessions)) {
      const { call } = session
      if (call?.status !== 'started' || !rung.has(call.id)) continue
      rung.delete(call.id)
      begin(session)
    }
    const session = part && sessions[part.sessionId]
    if (!part || !session || session.call?.id === part.callId || part.endShown) return
    part.endShown = true
    if (part.callSession) part.callSession.over()
    else leave()
  }

  function onNews(news: CallUpdate) {
    if (news.type === 'back') part?.callSession?.streamBack()
    else if (news.callId === part?.callId) part.callSession?.receive(news)
  }

  chatStore.subscribe(onChats)
  chatStore.subscribeToCalls(onNews)

  const sends = () => part?.capture.view().sends

  return {
    begin,
    /** A call that this window rings: it takes part once the customer has taken it. */
    rings(callId: string) {
      rung.add(callId)
      onChats()
    },
    tryAgain: () => {
      if (part?.problem) void openDevices(part)
    },
    /** Gives the call up before it was joined; the chat goes on where there is one. */
    async giveUp() {
      const given = part
      leave()
      return given ? chatStore.act(given.sessionId, 'call/end', { why: 'failed' }) : null
    },
    mute: () => part?.callSession?.capture.setMicrophone(!sends()?.microphone),
    camera: () => void part?.callSession?.capture.setCamera(!sends()?.camera),
    screen: () => {
      if (sends()?.screen) part?.callSession?.capture.stopScreen()
      else void part?.callSession?.capture.shareScreen()
    },
    choose: (kind: 'microphone' | 'camera' | 'speaker', deviceId: string) =>
      void part?.callSession?.capture.choose(kind, deviceId),
    openMeeting: (joinUrl: string) => void openLink(joinUrl),
    hangUp: () => part?.callSession?.hangUp(),
    /** Hangs up because this window goes away: done when the server knows, or cannot be asked. */
    hangUpToLeave: async () => {
      if (part) await chatStore.act(part.sessionId, 'call/end')
      leave()
    },
    /** Puts an end to it here: what was said last has been read, or another call begins. */
    leave,
  }
}

export type CallStore = ReturnType<typeof createCallStore>
