import type { Tenant } from '#core/contract/tenant'
import { counted } from '../format/plural.ts'

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
    never:
      'Not read from Microsoft Entra ID yet. Until then, Users lists those whom Interact knows already; whoever signs in is added.',
    readAt: (when: string) => `Last read from Microsoft Entra ID ${when}.`,
    consent:
      'Interact may not read the directory. An administrator must grant the application permission User.Read.All.',
    unreachable: 'Microsoft Entra ID cannot be reached. Interact tries again by itself.',
  },
  sessions: 'Sessions',
  ring: 'Ring time in seconds',
  ringHint: 'How long a session rings before the customer may leave a message. 10 to 300.',
  idleWarning: 'Idle warning after minutes',
  idleWarningHint:
    'When a customer does not reply for this long, both sides are warned. The time does not run while a customer waits for a reply. 1 to 240.',
  idleEnd: 'End after further minutes',
  idleEndHint: 'When still nobody writes after the warning, the session ends. 1 to 60.',
  retention: 'Retention in days',
  retentionHint: 'Sessions and their messages are deleted after this time. 1 to 3650.',
  corrections: {
    least: (least: string) => `${least} is the least.`,
    most: (most: string) => `${most} is the most.`,
    rounded: (number: string) => `Rounded to ${number}.`,
    notANumber: () => 'A number can stand here, and nothing else.',
  },
  calls: 'Calls',
  callProvider: 'Call provider',
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
  verifiedCustomers: {
    title: 'Verified customers',
    hint: 'Your own server can say who a customer is: it signs an identity with this secret, and the page hands it to the widget. Agents then see the name as verified, and nobody can make it up. On a user’s Interact page it can be required.',
    secret: 'Secret',
    none: 'There is none yet.',
    since: (when: string) => `There is one since ${when}. It cannot be shown again.`,
    previousUntil: (when: string) => `The one before works until ${when}.`,
    requiredBy: counted('en', {
      one: '# user requires verified customers.',
      other: '# users require verified customers.',
    }),
    make: 'Make a secret',
    replace: 'Replace…',
    makeFailed: 'No secret was made.',
    replaceTitle: 'Make a new secret?',
    replaceText:
      'After the hours below, identities signed with the old secret verify nobody. A secret from before the old one stops working now. This cannot be undone.',
    graceHours: 'Hours that the old secret still works',
    replaceNow: 'Make a new secret',
    shownTitle: 'The new secret',
    shownText:
      'Copy it to your server now. It is shown this once only. Whoever holds it can speak for every customer: keep it out of web pages and repositories.',
    shownDone: 'I have stored it',
    remove: 'Remove…',
    removeTitle: 'Remove the secret?',
    removeText:
      'Nobody can be verified then: customers whose page sends an identity come in as not verified. Running sessions go on. This cannot be undone.',
    removeWaits: 'Switch it off on their Interact pages first.',
    removeNow: 'Remove the secret',
    removed: 'The secret is removed.',
    example: 'Code for your server',
    exampleHint:
      'For each page that your server answers to somebody who is signed in, with Node and the package jsonwebtoken. The Contact ID stands on the user’s Interact page.',
    attribute: 'Attribute of the snippet',
    attributeHint:
      'Put the identity into the snippet. It is read each time the widget starts; a page that stays open may set it anew.',
  },
}
export type TenantPageTranslations = typeof tenantPage
