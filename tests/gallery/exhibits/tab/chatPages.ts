import { outcome } from '#core/contract/sessions'
import type { Translations } from '../../../../tab/i18n/compiled/types.ts'
import type { Exhibit } from '../exhibit.ts'
import { press, settle, type, until, untilText } from '../hands.ts'
import type { Answers, Stream } from './answers.ts'
import { alex } from './company.ts'
import type { Console } from './console.ts'

interface ChatState {
  api?: Answers
  stream?: Stream
  fresh?: true
  phone?: 'only'
  /** The session that is open; null for the list alone. Its id, or a path below `/chats`. */
  before?: (world: Console) => Promise<string | null>
  then?: (texts: Translations, world: Console, open: string) => Promise<void> | void
  /** Another page than the chats. */
  path?: string
}

/** The console of an agent in one state. */
export const consolePage = (
  id: string,
  screen: string,
  { api, stream, before, then, path, ...state }: ChatState,
): Exhibit => ({
  ...{ id, room: 'tab', screen: `Tab: ${screen}`, phone: true },
  ...state,
  draw: async (look) => {
    const [{ answerWith }, { company }, { createConsole, emptyConsole }, { drawTab, loaded }] = await Promise.all([
      import('./answers.ts'),
      import('./companyServer.ts'),
      import('./console.ts'),
      import('./drawTab.tsx'),
    ])
    await emptyConsole()
    const world = createConsole()
    const open = (await before?.(world)) ?? ''
    answerWith(company({ 'GET /me': { json: alex }, ...world.answers, ...api }), stream)
    const texts = await drawTab(path ?? `/chats/${open}`, look)
    await then?.(texts, world, open)
    await loaded()
  },
})

const chats = (name: string, state: ChatState) => consolePage(`chats/${name}`, 'Chats', state)

const several = async (world: Console): Promise<null> => {
  const { server, pass } = world
  await server.open({ name: 'Ida', text: 'Do you ship to Norway?' })
  await server.agent.declines()
  await server.open({ name: 'Omar', text: 'Hello?' })
  await server.pass(50)
  await server.customer.leavesMessage('Please call me tomorrow.', 'omar@shop.example')
  await world.chat('Luca', 'Where is my parcel?')
  await server.agent.ends()
  pass(60)
  const quiet = await world.chat('Zoë', 'Thank you for the tent!')
  await server.agent.writes('You are welcome.', quiet)
  await server.agent.sees(quiet)
  pass(30)
  await world.chat('Noah', 'Is the blue one in stock?', { preview: true })
  await server.customer.writes('In M?')
  pass(30)
  await server.open({ name: 'Mia', text: 'Hello, do these boots come in 42?' })
  await world.callSession('Amal', 'video')
  pass(9)
  return null
}

const conversation = async (world: Console): Promise<string> => {
  const { server, pass } = world
  const id = await world.chat('Mia')
  await server.deliver(2, 'delivered')
  await server.agent.writes('Hello Mia. They do: shop.contoso.example/boots?size=42', id)
  pass(40)
  await server.customer.writes('Great. Can I try them on tomorrow?', id)
  await server.agent.sees(id)
  await server.deliver(server.find(id)?.lastSeq ?? 0, 'notDelivered').catch(() => undefined)
  return id
}

const ended =
  (kind: (typeof outcome.options)[number]) =>
  async (world: Console): Promise<string> => {
    const { server } = world
    if (kind === 'unavailable') server.available = false
    const id = kind === 'callFailed' ? await failedCall(world) : await server.open({ name: 'Mia', text: 'Hello?' })
    if (kind === 'declined') await server.agent.declines(id)
    if (kind === 'unanswered') await server.pass(60)
    if (['endedByUser', 'endedByCustomer', 'idle', 'notAllowed'].includes(kind)) await server.agent.accepts(id)
    if (kind === 'endedByUser') await server.agent.ends(id)
    if (kind === 'endedByCustomer') await server.customer.ends(id)
    if (kind === 'notAllowed') await server.noLongerAllowed()
    if (kind === 'idle') {
      await server.agent.writes('Hello Mia', id)
      await server.pass(601)
      await server.pass(301)
    }
    return id
  }

async function failedCall(world: Console): Promise<string> {
  world.server.modalities = ['audio', 'video']
  const id = await world.callSession('Mia', 'audio')
  await world.run(id, { kind: 'agentAccepts', userId: world.userId, providerCall: { provider: 'webrtc' } })
  world.pass(60)
  await world.server.fireTimer(id)
  return id
}

const writes = async ({ chats: texts }: Translations) => {
  await type(texts.write({ name: 'Mia' }), 'They are in the shop.')
  await press(texts.send)
}

export const chatPages = [
  chats('list', { before: several }),
  chats('none-yet', {}),
  chats('none-yet-away', { api: { 'GET /me/availability': { json: { available: false } } } }),
  chats('none-yet-without-licence', {
    api: { 'GET /me': { json: { ...alex, licences: [], user: { ...alex.user, licences: [] } } } },
  }),
  chats('not-there', { before: () => Promise.resolve('5e551011-0000-4000-8000-000000000001') }),
  chats('ringing', {
    before: async ({ server }) => server.open({ name: 'Mia', text: 'Hello, do these boots come in 42?' }),
  }),
  chats('conversation', { before: conversation }),
  chats('customer-on-a-phone', {
    ...{ phone: 'only', before: conversation },
    then: ({ chats: texts }) => press(texts.showCustomer),
  }),
  chats('verified-customer', {
    before: async (world) => {
      const customer = { email: 'mia@shop.example', subject: '4711', verified: true }
      const earlier = await world.chat('Mia', 'Do you repair tents?', customer)
      await world.server.agent.ends(earlier)
      return world.chat('Mia', 'Hello', {
        ...customer,
        page: {
          referrer: 'https://search.example/',
          locale: 'de-CH',
          timeZone: 'Europe/Zurich',
          context: { plan: 'gold' },
        },
      })
    },
  }),
  chats('earlier-unverified', {
    before: async (world) => {
      await world.server.agent.ends(await world.chat('Mia', 'Do you repair tents?', { email: 'mia@shop.example' }))
      return world.chat('Mia', 'Hello', { email: 'mia@shop.example', page: { title: null, url: null }, preview: true })
    },
  }),
  chats('typing', { before: conversation, then: (_texts, world, id) => world.types(id) }),
  chats('delivered', {
    before: async (world) => {
      const id = await world.chat('Mia')
      await world.server.deliver(2, 'delivered')
      return id
    },
  }),
  chats('stored', {
    before: async (world) => {
      const id = await conversation(world)
      await world.server.agent.writes('Of course.', id)
      return id
    },
  }),
  chats('new-messages', {
    before: conversation,
    then: async (_texts, world, id) => {
      const log = await until('[role=log]')
      for (let line = 0; line < 30; line++) await world.server.customer.writes(`And number ${line}?`, id)
      world.push(id)
      await settle()
      log.scrollTop = -400
      log.dispatchEvent(new Event('scroll'))
      await settle()
      const known = world.server.find(id)?.lastSeq
      await world.server.customer.writes('Are you there?', id)
      world.push(id, known)
      await settle()
    },
  }),
  chats('message-of-another', {
    before: async (world) => {
      await world.chat('Noah')
      return conversation(world)
    },
    then: async (_texts, world) => {
      const noah = world.server.sessions.all()[0]?.id ?? ''
      const known = world.server.find(noah)?.lastSeq
      await world.server.customer.writes('Hello?', noah)
      world.push(noah, known)
      await settle()
    },
  }),
  chats('begins-to-ring', {
    before: conversation,
    then: async (_texts, world) => {
      world.push(await world.server.open({ name: 'Noah', text: 'Hello' }))
      await settle()
    },
  }),
  chats('sending', { before: conversation, then: writes }),
  chats('waiting', { before: conversation, api: { 'POST /sessions/:id/messages': 'unreachable' }, then: writes }),
  chats('refused-by-the-server', {
    before: conversation,
    api: { 'POST /sessions/:id/messages': { refused: 'invalid', status: 400 } },
    then: writes,
  }),
  chats('ended-meanwhile', {
    before: conversation,
    api: { 'POST /sessions/:id/messages': { refused: 'sessionEnded' } },
    then: writes,
  }),
  chats('draft-after-the-end', {
    before: conversation,
    then: async (texts, world, id) => {
      await type(texts.chats.write({ name: 'Mia' }), 'They are in the shop.')
      await world.server.customer.ends(id)
      world.push(id)
      await untilText(texts.chats.endedNoReply)
    },
  }),
  chats('few-characters-left', {
    before: conversation,
    then: ({ chats: texts }) => type(texts.write({ name: 'Mia' }), 'x'.repeat(3900)),
  }),
  chats('too-long', {
    before: conversation,
    then: ({ chats: texts }) => type(texts.write({ name: 'Mia' }), 'x'.repeat(4002)),
  }),
  chats('ending', { before: conversation, then: ({ chats: texts }) => press(texts.end) }),
  chats('accept-fails', {
    before: async ({ server }) => server.open({ name: 'Mia', text: 'Hello?' }),
    api: { 'POST /sessions/:id/accept': { refused: 'alreadyAccepted' } },
    then: async ({ chats: texts, problems }) => {
      await press(texts.accept)
      await untilText(problems.alreadyAccepted)
    },
  }),
  chats('idle-warning', {
    before: async (world) => {
      const id = await conversation(world)
      await world.server.agent.writes('Of course.', id)
      await world.server.pass(601)
      return id
    },
  }),
  ...outcome.options.map((each) =>
    chats(`ended-${each.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, { before: ended(each) }),
  ),
  chats('message-left', {
    before: async (world) => {
      const id = await ended('unanswered')(world)
      await world.server.customer.leavesMessage('Please call me tomorrow.', 'mia@shop.example')
      return id
    },
  }),
  chats('edited-and-deleted', {
    before: async (world) => {
      const id = await conversation(world)
      await world.server.agent.writes('See you at 4', id)
      await world.server.agent.edits('See you at 5', id)
      await world.server.agent.writes('The code is 1234', id)
      await world.server.agent.deletes(id)
      return id
    },
  }),
  chats('no-licence', {
    api: {
      'GET /me': { json: { ...alex, licences: [], licenceAdmin: { displayName: 'Adele Vance', department: 'IT' } } },
    },
  }),
  chats('own-texts', {
    before: async (world) => {
      world.server.texts = {
        connecting: 'Hello Mia, we are asking Alex Wilber to join you.',
        connected: 'You are talking to Alex Wilber.',
      }
      return conversation(world)
    },
  }),
  chats('offline', { before: conversation, then: () => void dispatchEvent(new Event('offline')) }),
  chats('without-live-updates', {
    ...{ before: conversation, stream: 'none' },
    then: ({ chats: texts }) => untilText(texts.polling),
  }),
  chats('refused', { before: conversation, stream: 'forbidden', then: ({ chats: texts }) => untilText(texts.refused) }),
  chats('refused-without-a-licence', {
    ...{ before: conversation, stream: 'forbidden' },
    api: { 'GET /me': { json: { ...alex, licenceAdmin: { displayName: 'Adele Vance', department: 'IT' } } } },
    then: ({ chats: texts }) => untilText(texts.refusedAskAdmin({ admin: 'Adele Vance (IT)' })),
  }),
  chats('loading', { fresh: true, api: { 'GET /sessions': 'hang' } }),
  chats('list-failed', {
    ...{ fresh: true, api: { 'GET /sessions': 'hang' } },
    then: ({ chats: texts }) => {
      dispatchEvent(new Event('offline'))
      return untilText(texts.listFailed)
    },
  }),
]
