import type { CallProvider, CallCheckStep, CallProblem } from '#core/contract/calls'

/** The call providers panel and its check. */
export const calls = {
  hint: 'What carries voice and video. Choose one, and check it before you save.',
  about: {
    'teams-meeting':
      'The agent talks in Teams, and the customer joins as a guest. Microsoft bills the guest by the minute, through Azure Communication Services, and each agent needs permission to make meetings.',
    webrtc:
      'The agent talks here, in the tab. No bill by the minute. For two people; behind most company networks it needs a TURN server.',
  } satisfies Record<CallProvider, string>,
  away: 'Not set up in this installation: no call can be carried this way.',
  awayChosen:
    'While this is chosen, customers are offered no calls, and whoever takes calls alone cannot be reached. Chats go on.',
  check: 'Check',
  checking: 'Checking…',
  checkFailed: 'The check could not be made.',
  results: 'Result of the check',
  good: 'Works',
  bad: 'Does not work',
  missing: 'Not set up',
  direct:
    'Two browsers that reach each other directly need none. For all others, whoever runs this installation sets the variable below.',
  notTried: 'Not tried',
  fix: 'What mends it',
  steps: {
    iceServers: 'Servers through which two browsers find each other',
    turnCredentials: 'TURN server for company networks',
    token: 'A token of Microsoft Entra ID',
    meeting: 'A Teams meeting is made and deleted again',
    guest: 'Guest of Azure Communication Services',
    activityFeed: 'Notification in the activity feed of Teams',
  } satisfies Record<CallCheckStep, string>,
  problems: {
    notConfigured: 'This installation is not set up for it. Whoever runs it sets the variable below.',
    consent: 'A permission is not granted. An administrator of the tenant grants it.',
    policy: 'The application access policy is missing. An administrator runs these commands in Teams PowerShell.',
    licence: 'The user may not make Teams meetings: a licence is missing.',
    refused: 'Microsoft refused it.',
    unreachable: 'There was no answer. Try again later.',
  } satisfies Record<CallProblem, string>,
  feedHint:
    'Only a real call shows whether it arrives. The app package asks for this permission; an administrator may have to accept it.',
}
export type CallTranslations = typeof calls
