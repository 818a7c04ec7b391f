import { makeCapture } from '#client/call/mediaDevices'
import { makeTalk } from '#client/call/callSession'
import { openLink } from '../../../host/teamsHost.ts'
import { desk } from '../../chats/store/useChats.ts'
import { request } from '../../../api/httpClient.ts'
import { talkDesk } from './callStore.ts'
import { talkDoor } from './callApi.ts'
import { setTalk } from './callSnapshot.ts'

/** The tab's only talk, loaded with the first call. */
export const talks = talkDesk({
  ...{ desk, makeTalk, makeCapture, openLink, show: setTalk },
  door: (sessionId) => talkDoor(request, sessionId),
})
