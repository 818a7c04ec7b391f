import { expect, test } from '@jest/globals'
import { entraToken } from '#api/adapters/teamsMeeting/graphMeetings'
import { patienceOf } from '#api/adapters/teamsMeeting/serviceErrors'

const asked = (acquire: () => Promise<{ accessToken: string } | null>) => entraToken(patienceOf(1000), acquire)
const fails = (message: string, status?: number) => () =>
  Promise.reject(Object.assign(new Error(message), status === undefined ? {} : { status }))
const tail = ' - Correlation ID: 00000000-0000-0000-0000-000000000000'

test.each([
  ['a user has not consented', fails(`invalid_grant: AADSTS65001: The user has not consented.${tail}`), 'consent'],
  ['an admin must consent', fails(`AADSTS90094: An administrator must consent.${tail}`), 'consent'],
  ['the secret is wrong', fails(`AADSTS7000215: Invalid client secret provided.${tail}`, 401), 'refused'],
  ['Entra ID is overloaded', fails(`AADSTS90033: A transient error has occurred.${tail}`, 503), 'unreachable'],
  ['Entra ID throttles requests', fails(`AADSTS90055: Too many requests.${tail}`, 429), 'unreachable'],
  ['the network is down', fails('fetch failed'), 'unreachable'],
  ['the response has no token', () => Promise.resolve(null), 'unreachable'],
  ['there is no response in time', () => new Promise<null>(() => undefined), 'unreachable'],
])('returns the problem when %s', async (_what, acquire, problem) => {
  const { trouble } = await asked(acquire)
  expect(trouble).toMatchObject({ problem, retryAfter: null })
  expect(trouble?.said).not.toMatch(/Correlation/)
})

test('returns the token', async () => {
  expect(await asked(() => Promise.resolve({ accessToken: 'token' }))).toEqual({ value: 'token' })
})
