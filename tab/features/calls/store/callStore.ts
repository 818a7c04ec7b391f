import type { Media } from '#core/contract/calls'
import type { Session } from '#core/contract/sessions'
import type { CallDoor, Capture, DeviceProblem, Talk, TalkOptions } from '#client/call/types'
import type { ChatsDesk, TalkNews } from '../../chats/store/chatStore.ts'
import type { TalkNow } from './callSnapshot.ts'

export interface TalkWorld {
  desk: Pick<ChatsDesk, 'get' | 'subscribe' | 'subscribeToCalls' | 'act'>
  door: (sessionId: string) => CallDoor
  makeTalk: (options: TalkOptions) => Talk
  makeCapture: (onChange: () => void) => Capture
  openLink: (url: string) => Promise<void>
  /** Shows how things stand; null while there is no talk. */
  show: (now: TalkNow | null) => void
}

/** A call in which this window takes part, from the click that took it until its last word is read. */
interface Part {
  sessionId: string
  callId: string
  media: Media
  name: string
  capture: Capture
  problem: DeviceProblem | null
  talk: Talk | null
  overTold: boolean
  meetingOpened: boolean
}

/** The agent's one talk. It lives apart from the pages: moving about in the tab does not end it. */
export function talkDesk({ desk, door, makeTalk, makeCapture, openLink, show }: TalkWorld) {
  let part: Part | null = null
  /** Calls that this window rang. */
  const rung = new Set<string>()

  const isCurrent = (asked: Part) => part === asked
  const publish = () => {
    if (!part) {
      show(null)
      return
    }
    const { sessionId, callId, media, name, problem, capture, talk } = part
    show({ sessionId, callId, media, name, problem, capture: capture.view(), view: talk?.view() ?? null })
  }

  function onChange() {
    const entry = part?.talk?.view().entry
    if (part && entry?.provider === 'teams-meeting' && !part.meetingOpened) {
      part.meetingOpened = true
      void openLink(entry.joinUrl)
    }
    publish()
  }

  function talkIn(mine: Part) {
    mine.talk = makeTalk({
      ...{ side: 'agent', media: mine.media, door: door(mine.sessionId), capture: mine.capture },
      onChange: () => isCurrent(mine) && onChange(),
    })
    onChange()
  }

  async function openDevices(mine: Part) {
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
    else talkIn(mine)
  }

  function leave() {
    if (part?.talk) part.talk.close()
    else part?.capture.close()
    part = null
    publish()
  }

  /** Takes part in the call of this session, which somebody has taken. */
  function begin({ id: sessionId, call, customer }: Session) {
    if (call?.status !== 'started') return
    leave()
    const mine: Part = {
      ...{ sessionId, callId: call.id, media: call.media, name: customer.name },
      capture: makeCapture(() => isCurrent(mine) && publish()),
      ...{ problem: null, talk: null, overTold: false, meetingOpened: false },
    }
    part = mine
    // A meeting has devices of its own.
    if (call.provider === 'teams-meeting') talkIn(mine)
    else void openDevices(mine)
  }

  function onChats() {
    const { sessions } = desk.get()
    for (const session of Object.values(sessions)) {
      const { call } = session
      if (call?.status !== 'started' || !rung.has(call.id)) continue
      rung.delete(call.id)
      begin(session)
    }
    const session = part && sessions[part.sessionId]
    if (!part || !session || session.call?.id === part.callId || part.overTold) return
    part.overTold = true
    if (part.talk) part.talk.over()
    else leave()
  }

  function onNews(news: TalkNews) {
    if (news.type === 'back') part?.talk?.streamBack()
    else if (news.callId === part?.callId) part.talk?.hear(news)
  }

  desk.subscribe(onChats)
  desk.subscribeToCalls(onNews)

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
      return given ? desk.act(given.sessionId, 'call/end', { why: 'failed' }) : null
    },
    mute: () => part?.talk?.capture.setMicrophone(!sends()?.microphone),
    camera: () => void part?.talk?.capture.setCamera(!sends()?.camera),
    screen: () => {
      if (sends()?.screen) part?.talk?.capture.stopScreen()
      else void part?.talk?.capture.shareScreen()
    },
    choose: (kind: 'microphone' | 'camera' | 'speaker', deviceId: string) =>
      void part?.talk?.capture.choose(kind, deviceId),
    openMeeting: (joinUrl: string) => void openLink(joinUrl),
    hangUp: () => part?.talk?.hangUp(),
    /** Hangs up because this window goes away: done when the server knows, or cannot be asked. */
    hangUpToLeave: async () => {
      if (part) await desk.act(part.sessionId, 'call/end')
      leave()
    },
    /** Puts an end to it here: what was said last has been read, or another call begins. */
    leave,
  }
}

export type TalkDesk = ReturnType<typeof talkDesk>
