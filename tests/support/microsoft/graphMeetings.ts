import { randomUUID } from 'node:crypto'
import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose'
import { z } from 'zod'
import { startLoopback, type Asked, type Reply } from '#infra/local/http/loopback'

interface ServiceError {
  status: number
  code?: string
  message?: string
  retryAfter?: string
}

/** A stored meeting; `organizer` is an object id. */
interface Kept {
  id: string
  organizer: string
  joinWebUrl: string
  subject: string
  lobby: string
}

/** A stand-in for Microsoft Graph's online meetings and activity feed; checks tokens, permissions and bodies as Graph does. */
export interface GraphMeetings {
  url: string
  meetings: Kept[]
  notifications: { userId: string; body: Record<string, unknown> }[]
  /** Requests in order, each with its kind of token: `app` or `user`. */
  asked: string[]
  /** Responses to the next requests instead of the regular ones; `hang` never responds, a URL is returned as a meeting's join URL. */
  instead: (ServiceError | 'hang' | URL)[]
  /** Object ids of users for whom the application access policy lets an application create meetings. */
  policy: Set<string>
  trust(jwksUrl: string): void
  close(): Promise<void>
}

const scopes = [
  'organizer',
  'organization',
  'organizationAndFederated',
  'organizationExcludingGuests',
  'everyone',
  'invited',
]
const wantedMeeting = z
  .strictObject({
    subject: z.string(),
    startDateTime: z.iso.datetime({ offset: true }),
    endDateTime: z.iso.datetime({ offset: true }),
    lobbyBypassSettings: z.strictObject({ scope: z.enum(scopes), isDialInBypassEnabled: z.boolean() }),
  })
  .refine(({ startDateTime, endDateTime }) => Date.parse(startDateTime) < Date.parse(endDateTime))
const wantedNotification = z.strictObject({
  topic: z.strictObject({
    source: z.literal('text'),
    value: z.string().min(1),
    webUrl: z.url({ protocol: /^https$/, hostname: /^teams\.microsoft\.com$/ }),
  }),
  activityType: z.string().min(1),
  previewText: z.strictObject({ content: z.string().min(1).max(150) }),
  templateParameters: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  teamsAppId: z.guid().optional(),
})

export async function startGraphMeetings(): Promise<GraphMeetings> {
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined
  const state = { meetings: [] as Kept[], notifications: [] as GraphMeetings['notifications'] }
  const asked: string[] = []
  const instead: GraphMeetings['instead'] = []
  const policy = new Set<string>()

  const bearerOf = async ({ headers }: Asked): Promise<JWTPayload | null> => {
    const token = (headers.authorization ?? '').replace('Bearer ', '')
    if (!keys) return null
    const options = { audience: 'https://graph.microsoft.com', algorithms: ['RS256'] }
    return jwtVerify(token, keys, options).then(
      ({ payload }) => payload,
      () => null,
    )
  }
  /** The organizer of a request: the signed-in user, or for an application the named user if the policy allows it. */
  const organizerOf = (bearer: JWTPayload, who: string): string | Reply => {
    const isApp = bearer.idtyp === 'app'
    if (who === 'me') {
      if (isApp) return failure(400, 'BadRequest', '/me request is only valid with delegated authentication flow.')
      const granted = String(bearer.scp).split(' ').includes('OnlineMeetings.ReadWrite')
      return granted
        ? String(bearer.oid)
        : failure(403, 'Forbidden', 'Insufficient privileges to complete the operation.')
    }
    const named = who.slice('users/'.length)
    if (isApp && policy.has(named)) return named
    return failure(403, 'Forbidden', 'No application access policy found for this app on the user.')
  }

  const make = (organizer: string, body: unknown): Reply => {
    const wanted = wantedMeeting.safeParse(body)
    if (!wanted.success) return failure(400, 'BadRequest', wanted.error.message)
    const { subject, lobbyBypassSettings } = wanted.data
    const id = `MSp${randomUUID()}`
    const joinWebUrl = `https://teams.microsoft.com/l/meetup-join/19%3ameeting_${randomUUID()}%40thread.v2/0`
    state.meetings.push({ id, organizer, joinWebUrl, subject, lobby: lobbyBypassSettings.scope })
    return { status: 201, body: { ...wanted.data, id, joinWebUrl } }
  }
  const answer = async (request: Asked): Promise<Reply | undefined> => {
    const bearer = await bearerOf(request)
    asked.push(`${request.method} ${request.path} ${bearer?.idtyp === 'app' ? 'app' : 'user'}`)
    const trouble = instead.shift()
    if (trouble === 'hang') return new Promise(() => undefined)
    if (trouble instanceof URL) return { status: 201, body: { id: randomUUID(), joinWebUrl: trouble.href } }
    if (trouble) return failed(trouble)
    if (!bearer) return failure(401, 'InvalidAuthenticationToken', 'Access token validation failure.')
    const body: unknown = request.method === 'POST' ? JSON.parse(await request.text()) : null
    const [, notified] = /^\/v1\.0\/users\/([^/]+)\/teamwork\/sendActivityNotification$/.exec(request.path) ?? []
    if (notified !== undefined) return notify(bearer, notified, body)
    const [, who = '', id] = /^\/v1\.0\/(me|users\/[^/]+)\/onlineMeetings(?:\/([^/]+))?$/.exec(request.path) ?? []
    if (who === '') return undefined
    const organizer = organizerOf(bearer, who)
    if (typeof organizer !== 'string') return organizer
    if (request.method === 'POST' && id === undefined) return make(organizer, body)
    const place = state.meetings.findIndex((each) => each.id === id && each.organizer === organizer)
    if (request.method !== 'DELETE' || place < 0) return failure(404, 'NotFound', 'The meeting does not exist.')
    state.meetings.splice(place, 1)
    return { status: 204, body: '' }
  }
  const notify = (bearer: JWTPayload, userId: string, body: unknown): Reply => {
    if (bearer.idtyp !== 'app') return failure(403, 'Forbidden', 'Missing role permissions on the request.')
    const wanted = wantedNotification.safeParse(body)
    if (!wanted.success) return failure(400, 'BadRequest', wanted.error.message)
    state.notifications.push({ userId, body: wanted.data })
    return { status: 204, body: '' }
  }

  const running = await startLoopback(0, 'none', answer)
  return {
    ...running,
    ...state,
    ...{ asked, instead, policy },
    trust: (jwksUrl) => {
      keys = createRemoteJWKSet(new URL(jwksUrl))
    },
  }
}

const failure = (status: number, code: string, message: string): Reply => ({
  status,
  body: { error: { code, message } },
})
const failed = ({ status, code = 'trouble', message = 'Trouble.', retryAfter }: ServiceError): Reply => ({
  ...failure(status, code, message),
  ...(retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } }),
})
