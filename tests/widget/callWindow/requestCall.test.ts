import { expect, test } from '@jest/globals'
import type { CustomerSession } from '#core/contract/customerApi'
import type { Result } from '#client/retry'
import { requestCall } from '../../../widget/callWindow/controller/callController.ts'
import { chatAfter } from '../support/callChats.ts'

test('returns the Retry-After at once when too many sessions are open, instead of retrying', async () => {
  const full: Result<CustomerSession> = { ok: false, code: 'tooManyRequests', retryAfter: 40 }
  const asked: string[] = []
  const ask = (what: string) => () => {
    asked.push(what)
    return Promise.resolve(full)
  }
  const intent = { kind: 'open', media: 'audio', name: 'Mia', email: '', sessionId: null } as const
  const state = { intent, media: 'audio', chat: { ...chatAfter(), session: null } } as const
  expect(await requestCall({ open: ask('open') }, { requestCall: ask('ring'), accept: ask('accept') }, state)).toEqual(
    full,
  )
  expect(asked).toEqual(['open'])
})
