import { counted } from '../format/plural.ts'
import type { Tenant } from '#core/contract/tenant'

const steps: Record<Tenant['checklist'][number]['step'], { title: string; text: string; action: string }> = {
  interactEnabled: {
    title: 'Switch Interact on',
    text: 'Nobody can be reached while Interact is off for the tenant.',
    action: 'Open Tenant',
  },
  licenceGiven: {
    title: 'Give a user both licences',
    text: 'A user needs the licences Contact Center and Interact. You give them on the General page of the user.',
    action: 'Open Users',
  },
  domainTemplateMade: {
    title: 'Say which web pages may reach your users',
    text: 'A domain template lists the sites. You can also do without and allow every page.',
    action: 'Open Domain Templates',
  },
  userActive: {
    title: 'Switch a user’s Interact on',
    text: 'Choose how the user can be reached, then switch Active on and save.',
    action: 'Open Users',
  },
  botInstalled: {
    title: 'Let the user open the Interact bot once',
    text: 'Teams only lets the bot ring people who have opened it.',
    action: 'Open Users',
  },
  snippetSeen: {
    title: 'Put the snippet into a web page',
    text: 'Copy it from the user’s Interact page. This step is done when the page was seen.',
    action: 'Open Users',
  },
  firstSession: {
    title: 'Have the first session',
    text: 'Open the page as a customer would, and answer in Teams.',
    action: 'Open Chats',
  },
}

export const overview = {
  title: 'Overview',
  hello: (name: string) => `Hello ${name}`,
  setup: 'First steps',
  progress: (done: string, all: string) => `${done} of ${all} done`,
  allDone: 'Everything is set up. Customers can reach your users.',
  done: 'Done',
  open: 'To do',
  steps,
  now: 'What is on',
  interact: 'Interact',
  interactOn: 'Active users can be reached.',
  interactOff: 'Nobody can be reached.',
  interactOffAsk: 'A tenant admin can switch it on.',
  reachable: 'Users switched on',
  reachableCount: counted('en', { one: '# user', other: '# users' }),
  templates: 'Domain templates',
  templatesCount: counted('en', { one: '# template', other: '# templates' }),
  messages: 'Direct system messages',
  messagesCount: counted('en', { one: '# set', other: '# sets' }),
  orMore: (count: string) => `${count} or more`,
}
export type OverviewTranslations = typeof overview
