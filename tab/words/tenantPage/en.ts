import type { Tenant } from '#core/contract/tenant'

const providers: Record<Tenant['callProvider'], string> = {
  'teams-meeting': 'Microsoft Teams meeting',
  webrtc: 'Directly between the browsers (WebRTC)',
}

export const tenantPage = {
  general: 'General',
  name: 'Tenant',
  enabled: 'Interact enabled',
  enabledHint: 'Off: nobody of this tenant can be reached, and running sessions end.',
  offTitle: 'Switch Interact off?',
  offText: 'Nobody of this tenant can be reached then. Running sessions end.',
  offNow: 'Switch off',
  directory: {
    name: 'People',
    never: 'Not read yet. Whoever signs in appears here all the same.',
    readAt: (when: string) => `Last read from Microsoft Entra ID ${when}.`,
    consent:
      'Interact may not read the directory. An administrator must grant the application permission User.Read.All.',
    unreachable: 'Microsoft Entra ID cannot be reached. Interact tries again by itself.',
  },
  sessions: 'Sessions',
  ring: 'Ring time in seconds',
  ringHint: 'How long a session rings before the customer may leave a message. 10 to 300.',
  idleWarning: 'Idle warning after minutes',
  idleWarningHint: 'When nobody has written for this long, both sides are warned. 1 to 240.',
  idleEnd: 'End after further minutes',
  idleEndHint: 'When still nobody writes after the warning, the session ends. 1 to 60.',
  retention: 'Retention in days',
  retentionHint: 'Sessions and their lines are deleted after this time. 1 to 3650.',
  corrections: {
    least: (least: string) => `${least} is the least.`,
    most: (most: string) => `${most} is the most.`,
    rounded: (number: string) => `Rounded to ${number}.`,
    notANumber: () => 'A number can stand here, and nothing else.',
  },
  calls: 'Calls',
  callProvider: 'Call provider',
  callProviderHint: 'What carries voice and video.',
  providers,
  branding: 'Branding',
  accent: 'Accent colour',
  accentHint: 'Of the widget on customers’ pages. A snippet may name its own.',
  accentPick: 'Pick a colour',
  accentCode: 'Colour code',
  accentWrong: 'A colour is # and six digits, as in #5b5fc7.',
  builtIn: 'Use the built-in one',
  label: 'Label of the button',
  labelHint: 'Up to 40 characters. Empty means the built-in text.',
}
export type TenantPageWords = typeof tenantPage
