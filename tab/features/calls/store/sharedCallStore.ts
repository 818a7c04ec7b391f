import { createMediaDevices } from '#client/call/mediaDevices'
import { createCallSession } from '#client/call/callSession'
import { openLink } from '../../../host/teamsHost.ts'
import { chatStore } from '../../chats/store/useChats.ts'
import { request } from '../../../api/httpClient.ts'
import { createCallApi, createCallStore } from './callStore.ts'
import { setCall } from './callSnapshot.ts'

/** The tab's single call store, loaded with the first call. */
export const callStore = createCallStore({
  ...{ chatStore, createCallSession, createMediaDevices, openLink, show: setCall },
  callApi: (sessionId) => createCallApi(request, sessionId),
})
