import { expect, test } from '@jest/globals'
import { createCustomerTokens } from '#api/auth/customerTokens'
import { contactId, customerId, open, tenantId } from '../../support/memory/sessionFixtures.ts'

const { page } = open()
const grant = { tenantId, contactId, widgetKey: 'key', page, verifiedIdentity: null, preview: null }
const end = 1_000_000

test('a session token is valid until just before its end, whether it was accepted before or not', () => {
  const tokens = () => createCustomerTokens(['a'.repeat(64)]).token
  const text = tokens().sign({ ...grant, customerId }, end)
  const known = tokens()
  expect(known.verify(text, end - 1)?.payload).toMatchObject({ customerId })
  expect([known.verify(text, end), tokens().verify(text, end)]).toEqual([null, null])
})

test('a ticket is valid until just before its end', () => {
  const { ticket } = createCustomerTokens(['a'.repeat(64)])
  const text = ticket.sign({ ...grant, id: customerId, resumes: null }, end)
  expect(ticket.verify(text, end - 1)?.payload).toMatchObject({ resumes: null })
  expect(ticket.verify(text, end)).toBeNull()
})
