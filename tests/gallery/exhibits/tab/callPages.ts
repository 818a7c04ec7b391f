import { callOutcome, type CallOutcome, type Media } from '#core/contract/calls'
import type { CallSessionView, CaptureView, DeviceProblem } from '#client/call/types'
import type { Translations } from '../../../../tab/i18n/calls/compiled/types.ts'
import type { CallSnapshot } from '../../../../tab/features/calls/store/callSnapshot.ts'
import { press, settle, until, untilText } from '../hands.ts'
import { hostLeaves } from '../teamsClient.ts'
import { consolePage } from './chatPages.ts'
import type { Console } from './console.ts'

type ConsoleState = Parameters<typeof consolePage>[2]
const calls = (name: string, state: ConsoleState) => consolePage(`calls/${name}`, 'Calls', state)

/** The sentences about calls, which are loaded apart. */
export async function callTexts(): Promise<Translations> {
  const { languageOf } = await import('../../../../tab/i18n/compiled/languages.ts')
  const { loaders } = await import('../../../../tab/i18n/calls/compiled/loaders.ts')
  return (await loaders[languageOf(document.documentElement.lang)]()).translations
}

const withCall =
  (by: 'customer' | 'agent', media: Media = 'audio') =>
  async (world: Console): Promise<string> => {
    const id = await world.chat('Mia')
    await world.rings(id, by, media)
    world.pass(4)
    return id
  }
const started = async (world: Console): Promise<string> => {
  const id = await withCall('customer', 'video')(world)
  await world.takes(id, 'agent')
  return id
}
const inMeeting = async (world: Console): Promise<string> => {
  const id = await withCall('customer')(world)
  await world.takes(id, 'agent', { provider: 'teams-meeting', joinUrl: 'https://teams.example/1' })
  return id
}

/** The browser does not tell the names of its devices. */
const nameless: CaptureView['devices']['microphones'] = [
  { kind: 'audioinput', label: '', deviceId: '1', groupId: '', toJSON: () => '' },
]

interface Scene extends Omit<Partial<CallSessionView>, 'capture'> {
  problem?: DeviceProblem
  sends?: ('microphone' | 'camera' | 'screen')[]
  theySend?: ('microphone' | 'camera' | 'screen')[]
  media?: Media
  /** The browser still asks for the devices. */
  asking?: true
  nameless?: true
}

const sendsOf = (what: readonly string[] = ['microphone']) => ({
  ...{ microphone: what.includes('microphone'), camera: what.includes('camera'), screen: what.includes('screen') },
})

/** This window has joined the call of a session, which is in this state. */
async function join(world: Console, sessionId: string, scene: Scene): Promise<void> {
  const [{ captureOf, paints }, { setCall }] = await Promise.all([
    import('../../../widget/support/captures.ts'),
    import('../../../../tab/features/calls/store/callSnapshot.ts'),
    import('../../../../tab/features/calls/CallBar.tsx'),
    import('../../../../tab/features/calls/CallStage.tsx'),
  ])
  const { problem = null, sends, theySend, media = 'audio', asking, ...view } = scene
  const session = world.server.find(sessionId)
  const real = captureOf(sendsOf(sends))
  const capture = scene.nameless ? { ...real, devices: { ...real.devices, microphones: nameless } } : real
  const remoteSends = sendsOf(theySend)
  const snapshot: CallSnapshot = {
    ...{ sessionId, media, name: session?.customer.name ?? '', problem, capture: problem ? null : capture },
    callId: (session?.status !== 'ended' ? session?.call?.id : undefined) ?? sessionId,
    view:
      problem || asking
        ? null
        : {
            ...{
              phase: 'talking',
              entry: null,
              quality: 'good',
              connectedSince: world.server.now() - 83_000,
              capture,
              remoteSends,
            },
            ...{
              remote: remoteSends.camera ? paints.their : null,
              remoteScreen: remoteSends.screen ? paints.screen : null,
            },
            ...view,
          },
  }
  setCall(snapshot)
  await settle()
  await settle()
}

const joined = (name: string, scene: Scene, before = started) =>
  calls(name, { before, then: (_texts, world, id) => join(world, id, scene) })

/** A call that ended, as a row of the transcript. */
const over =
  (by: 'customer' | 'agent', kind: CallOutcome) =>
  async (world: Console): Promise<string> => {
    const id = await withCall(by)(world)
    const other = by === 'customer' ? 'agent' : 'customer'
    const party = (side: 'customer' | 'agent') => ({
      side,
      ...(side === 'agent' ? { userId: world.userId } : { customerId: '' }),
    })
    if (kind === 'declined') await world.run(id, { kind: 'declineCall', ...party(other) })
    if (kind === 'cancelled') await world.run(id, { kind: 'hangUp', ...party(by), leg: null, why: null })
    if (kind === 'unanswered') await world.server.pass(60)
    if (kind === 'declined' || kind === 'cancelled' || kind === 'unanswered') return id
    await world.takes(id, other)
    if (kind === 'notJoined') await world.server.pass(90)
    if (kind === 'notJoined') return id
    const legs = { customer: '60000000-0000-4000-8000-000000000090', agent: '60000000-0000-4000-8000-000000000091' }
    for (const side of ['customer', 'agent'] as const) {
      await world.run(id, { kind: 'joinCall', ...party(side), leg: legs[side] })
      await world.run(id, { kind: 'heartbeat', ...party(side), leg: legs[side], connected: true })
    }
    if (kind === 'lost') await world.server.pass(120)
    world.pass(75)
    if (kind === 'hungUpByCustomer')
      await world.run(id, { kind: 'hangUp', ...party('customer'), leg: legs.customer, why: null })
    if (kind === 'hungUpByUser') await world.run(id, { kind: 'hangUp', ...party('agent'), leg: legs.agent, why: null })
    if (kind === 'failed') await world.run(id, { kind: 'hangUp', ...party('agent'), leg: legs.agent, why: 'failed' })
    if (kind === 'sessionEnded') await world.server.agent.ends(id)
    return id
  }

const slug = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** A link that accepts a call came too late. */
const tooLate = (name: string, why: (texts: Translations) => string, before: (world: Console) => Promise<string>) =>
  calls(`link-${name}`, {
    before: async (world) => `${await before(world)}/accept`,
    then: async () => {
      const texts = await callTexts()
      await untilText(texts.notRinging({ why: why(texts) }))
    },
  })
const callEnds =
  (how: 'customerEnds' | 'declines' | 'nobody' | 'ends') =>
  async (world: Console): Promise<string> => {
    const id = await world.callSession('Mia', 'audio')
    if (how === 'customerEnds') await world.server.customer.ends(id)
    if (how === 'declines') await world.server.agent.declines(id)
    if (how === 'nobody') await world.server.pass(60)
    if (how === 'ends') await world.server.noLongerAllowed()
    return id
  }

const problems: DeviceProblem[] = ['denied', 'noDevice', 'inUse', 'unsupported', 'unknown']
const everything = ['microphone', 'camera', 'screen'] as const

export const callPages = [
  calls('session-rings', { before: (world) => world.callSession('Mia', 'audio') }),
  calls('rings', { before: withCall('customer') }),
  calls('rings-with-video', { before: withCall('customer', 'video') }),
  calls('calling', { before: withCall('agent') }),
  calls('calling-with-video', { before: withCall('agent', 'video') }),
  calls('running-elsewhere', { before: started }),
  calls('meeting-to-open', { before: inMeeting }),
  joined('asking', { asking: true }),
  joined('asking-for-video', { asking: true, media: 'video' }),
  ...problems.map((problem) => joined(`trouble-${slug(problem)}`, { problem })),
  joined('joining', { phase: 'joining', connectedSince: null }),
  joined('connecting', { phase: 'connecting', connectedSince: null }),
  joined('talking', {}),
  joined('talking-with-video', { sends: ['microphone', 'camera'], theySend: ['microphone', 'camera'], media: 'video' }),
  joined('screens', { sends: [...everything], theySend: [...everything], media: 'video' }),
  joined('both-muted', { sends: [], theySend: [] }),
  joined('weak', { quality: 'fair' }),
  joined('poor', { quality: 'poor' }),
  joined('no-sound', { quality: 'lost' }),
  joined('reconnecting', { phase: 'reconnecting' }),
  joined('taken-elsewhere', { phase: 'elsewhere' }),
  joined('over', { phase: 'over' }),
  joined('failed', { phase: 'failed' }),
  calls('meeting', {
    before: inMeeting,
    then: async (_texts, world, id) => {
      const entry = { provider: 'teams-meeting' as const, joinUrl: 'https://teams.example/1', guest: null }
      const call = { id, media: 'audio' as const, by: 'customer' as const, status: 'started' as const }
      const times = { ringEndsAt: null, startedAt: null, provider: 'teams-meeting' as const }
      await join(world, id, {
        phase: 'meeting',
        connectedSince: null,
        entry: { ...entry, call: { ...call, ...times } },
      })
    },
  }),
  calls('devices', {
    before: started,
    then: async (_texts, world, id) => {
      await join(world, id, {})
      await press((await callTexts()).devices)
    },
  }),
  calls('nameless-devices', {
    before: started,
    then: async (_texts, world, id) => {
      await join(world, id, { nameless: true })
      await press((await callTexts()).devices)
    },
  }),
  calls('on-another-page', {
    ...{ before: started, path: '/users/30000000-0000-4000-8000-000000000001/interact' },
    then: (_texts, world, id) => join(world, id, {}),
  }),
  calls('meeting-on-another-page', {
    ...{ before: inMeeting, path: '/users/30000000-0000-4000-8000-000000000001/interact' },
    then: (_texts, world, id) => join(world, id, { phase: 'meeting', connectedSince: null }),
  }),
  calls('ended-on-another-page', {
    ...{ before: started, path: '/users/30000000-0000-4000-8000-000000000001/interact' },
    then: async (_texts, world, id) => {
      await join(world, id, {})
      await join(world, id, { phase: 'failed' })
      await untilText((await callTexts()).stage({ name: 'Mia' }))
    },
  }),
  calls('a-second-call', {
    before: async (world) => {
      await started(world)
      return world.callSession('Noah', 'audio')
    },
    then: async ({ chats: texts }, world) => {
      await join(world, world.server.sessions.all()[0]?.id ?? '', {})
      await press(texts.accept)
      await until((await callTexts()).secondYes)
    },
  }),
  calls('leaving', {
    before: started,
    then: async (_texts, world, id) => {
      await join(world, id, {})
      hostLeaves()
      await until((await callTexts()).leaveYes)
    },
  }),
  calls('not-started', {
    before: (world) => world.chat('Mia'),
    api: { 'POST /sessions/:id/call': { refused: 'callProviderRefused' } },
    then: async () => {
      const texts = await callTexts()
      await press(texts.start.audio)
      await untilText(texts.callFailed)
    },
  }),
  ...(['customer', 'agent'] as const).flatMap((by) =>
    callOutcome.options.map((kind) =>
      calls(`${by === 'customer' ? 'their' : 'own'}-call-${slug(kind)}`, { before: over(by, kind) }),
    ),
  ),
  calls('call-alone', {
    before: async (world) => {
      world.server.modalities = ['audio', 'video']
      const id = await world.callSession('Mia', 'audio')
      await world.run(id, { kind: 'agentAccepts', userId: world.userId, providerCall: { provider: 'webrtc' } })
      return id
    },
  }),
  calls('nothing-said', {
    before: async (world) => {
      const id = await world.callSession('Mia', 'audio')
      await world.run(id, { kind: 'agentAccepts', userId: world.userId, providerCall: { provider: 'webrtc' } })
      await world.run(id, { kind: 'hangUp', side: 'agent', userId: world.userId, leg: null, why: null })
      return id
    },
  }),
  calls('call-alone-over', {
    before: async (world) => {
      world.server.modalities = ['audio', 'video']
      const id = await world.callSession('Mia', 'audio')
      await world.server.customer.ends(id)
      return id
    },
  }),
  tooLate('taken', (texts) => texts.takenAlready, started),
  tooLate('given-up', (texts) => texts.gaveUp, callEnds('customerEnds')),
  tooLate('declined', (texts) => texts.youDeclined, callEnds('declines')),
  tooLate('too-late', (texts) => texts.tooLate, callEnds('nobody')),
  tooLate('ended', (texts) => texts.hasEnded, callEnds('ends')),
]
