import { CallClient, Features, LocalAudioStream, LocalVideoStream } from '@azure/communication-calling'
import { AzureCommunicationTokenCredential } from '@azure/communication-common'

/**
 * The calling SDK of Azure Communication Services: 7 MB, loaded when a call turns out to be a Teams meeting.
 * Source: learn.microsoft.com/azure/communication-services/how-tos/calling-sdk/teams-interoperability
 */
export const callingSdk = {
  CallClient,
  LocalAudioStream,
  LocalVideoStream,
  diagnostics: Features.UserFacingDiagnostics,
  credential: (token: string) => new AzureCommunicationTokenCredential(token),
}
export type CallingSdk = typeof callingSdk
