import { expect, test } from '@jest/globals'
import { entraToken } from '#api/adapters/teamsMeeting/graphMeetings'
import { patienceOf } from '#api/adapters/teamsMeeting/serviceErrors'

const asked = (acquire: () => Promise<{ accessToken: string } | null>) => entraToken(patienceOf(1000), acquire)
const fails = (message: string, status?: number) => () =>
  Promise.reject(Object.assign(new Error(message), status === undefined ? {} : { status }))
const tail = ' - Correlation ID: 00000000-0000-0000-0000-000000000000'

test.each([
  ['nobody has consented', fails(`invalid_grant: AADSTS65001: The user has not consented.${tail}`), 'consent'],
  ['an admin must', fails(`AADSTS90094: An administrator must consent.${tail}`), 'consent'],
  ['the secret is wrong', fails(`AADSTS7000215: Invalid client secret provided.${tail}`, 401), 'refused'],
  ['Entra ID has too much to do', fails(`AADSTS90033: A transient error has occurred.${tail}`, 503), 'unreachable'],
  ['Entra ID asks for patience', fails(`AADSTS90055: Too many requests.${tail}`, 429), 'unreachable'],
  ['the network is away', fails('fetch failed'), 'unreachable'],
  ['there is an answer without a token', () => Promise.resolve(null), 'unreachable'],
  ['there is no answer in time', () => new Promise<null>(() => undefined), 'unreachable'],
])('where %s', async (_what, acquire, problem) => {
  const { trouble } = await asked(acquire)
  expect(trouble).toMatchObject({ problem, retryAfter: null })
  expect(trouble?.said).not.toMatch(/Correlation/)
})

test('a token is what was asked for', async () => {
  expect(await asked(() => Promise.resolve({ accessToken: 'token' }))).toEqual({ value: 'token' })
})
