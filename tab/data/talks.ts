import { makeCapture } from '#client/call/mediaDevices'
import { makeTalk } from '#client/call/callSession'
import { openLink } from '../teams.ts'
import { desk } from './chatsHooks.ts'
import { request } from './request.ts'
import { talkDesk } from './talkDesk.ts'
import { talkDoor } from './talkDoor.ts'
import { setTalk } from './talkStore.ts'

/** The tab's only talk, loaded with the first call. */
export const talks = talkDesk({
  ...{ desk, makeTalk, makeCapture, openLink, show: setTalk },
  door: (sessionId) => talkDoor(request, sessionId),
})
