import { CallClient, Features, LocalAudioStream, LocalVideoStream } from '@azure/communication-calling'
import { AzureCommunicationTokenCredential } from '@azure/communication-common'

/**
 * The calling SDK of Azure Communication Services. It has 7 MB and is loaded only for a call that is a Teams meeting.
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
