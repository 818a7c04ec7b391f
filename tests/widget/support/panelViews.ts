import type { CustomerSession } from '#core/contract/customerApi'
import { textContent, type Modality } from '#core/contract/sessions'
import { newChat, type ChatState } from '../../../widget/customer/chatState.ts'
import type { WindowState } from '../../../widget/panel/call/callWindow.ts'
import { key } from '../../support/memory/sessionFixtures.ts'
import { accepted, at, chatIn, ended, opened, over, rings, session, started, type Said } from './callChats.ts'
import type { PanelFace } from './viewPage.tsx'
import { contact } from './callWindowViews.ts'

/** A view of the panel, and the action of each of its buttons. */
export interface ShownPanel {
  face: PanelFace
  does: Record<string, string>
}

const instant = Date.parse(at)
export const all: Modality[] = ['chat', 'audio', 'video']
const callsAlone: Modality[] = ['audio', 'video']
export const inWriting: CustomerSession = { ...session, modality: 'chat' }
const byCallAlone: CustomerSession = { ...session, canWrite: false }
export const message = (from: 'customer' | 'agent', n: number, text: string): Said => ({
  ...{ kind: 'message', via: 'console', key: key(n) },
  ...{ from, content: textContent(text) },
})
export const opening: Said = { ...opened, modality: 'chat' } as Said
export const chat = [
  opening,
  message('customer', 11, 'Hello, do these boots come in 42?'),
  accepted,
  message('agent', 12, 'Hello Mia. They do.'),
]

export const faceOf = (
  chatNow: ChatState,
  seconds: number,
  does: ShownPanel['does'] = {},
  window: WindowState = 'none',
) => ({
  face: { chat: chatNow, window, now: instant + seconds * 1000 },
  does,
})
export const start = (modalities: Modality[]): ChatState => ({ ...newChat([]), contact: contact(modalities) })
export const writing = (...said: Said[]): ChatState => ({
  ...chatIn(inWriting, ...chat, ...said),
  contact: contact(all),
})
const calling = (of: CustomerSession, modalities: Modality[], ...said: Said[]): ChatState => ({
  ...chatIn(of, opened, ...said),
  contact: contact(modalities),
})
const running = { 'Show window': 'show', 'Hang up': 'hangUp' }

/** All views of the panel that concern calls, by name. */
export const panelFaces = {
  start: faceOf(start(all), 0, { Call: 'introduce,open audio', 'Video call': 'introduce,open video' }),
  'start-while-a-call-begins': faceOf(
    start(all),
    0,
    { 'Show window': 'show', Call: 'introduce,open audio', 'Video call': 'introduce,open video' },
    'open',
  ),
  'start-by-call-alone': faceOf(start(callsAlone), 0, { 'Video call': 'introduce,open video' }),
  'start-by-video-alone': faceOf(start(['video']), 0),
  chat: faceOf(writing(), 0, { Call: 'ring audio', 'Video call': 'ring video' }),
  'bar-rings': faceOf(writing(rings('customer')), -20, { 'Show window': 'show', Cancel: 'hangUp' }, 'open'),
  'bar-runs': faceOf(writing(rings('customer'), started), 83, running, 'open'),
  'bar-window-gone': faceOf(writing(rings('customer'), started), 83, { Rejoin: 'show', 'Hang up': 'hangUp' }, 'gone'),
  incoming: faceOf(writing(rings('agent', 'audio')), -20, { Answer: 'accept audio', Decline: 'decline' }),
  'incoming-video': faceOf(writing(rings('agent', 'video')), -20, { Answer: 'accept video', Decline: 'decline' }),
  blocked: faceOf(writing(), 0, {}, 'blocked'),
  missed: faceOf(writing(rings('agent'), over('unanswered', 'agent', 0)), 60),
  'call-over': faceOf(writing(rings('customer'), started, over('hungUpByUser', 'customer', 83)), 90),
  'call-rings': faceOf(calling(session, all), -20, { 'Show window': 'show', Cancel: 'hangUp' }, 'open'),
  'call-runs': faceOf(calling(session, all, accepted, started), 83, running, 'open'),
  'call-alone-rings': faceOf(calling(byCallAlone, callsAlone), -20, {}, 'open'),
  'call-alone-runs': faceOf(calling(byCallAlone, callsAlone, accepted, started), 83, running, 'open'),
  'call-alone-ended': faceOf(
    calling(byCallAlone, callsAlone, accepted, started, over('hungUpByUser', 'customer', 83), ended()),
    90,
    { 'Back to start': 'again' },
  ),
  'call-alone-unanswered': faceOf(calling(byCallAlone, callsAlone, ended('unanswered', true)), 60, {
    'Back to start': 'again',
  }),
  'call-unanswered': faceOf(calling(session, all, ended('unanswered', true)), 60, { 'Start a chat instead': 'again' }),
} satisfies Record<string, ShownPanel>
