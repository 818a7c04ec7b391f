import { randomUUID } from 'node:crypto'

/**
 * The body that a customer route takes; `open` routes need no authentication, so a token does not change the response.
 */
export type CustomerRow = { open: true } | { open?: never; body?: () => object }

const leg = randomUUID()

/** One row for each route of the customer API. */
export const customerRows: Record<string, CustomerRow> = {
  'POST /widget/v1/launch': { open: true },
  'POST /widget/v1/exchange': { open: true },
  'POST /widget/v1/preview': { open: true },
  'POST /widget/v1/renew': {},
  'POST /widget/v1/call-window': {},
  'POST /widget/v1/call-window/exchange': { open: true },
  'POST /widget/v1/sessions': {
    body: () => ({ key: randomUUID(), modality: 'chat', customer: { name: 'Mallory' }, text: 'Not mine to say' }),
  },
  'POST /widget/v1/sessions/{sessionId}/messages': { body: () => ({ key: randomUUID(), text: 'Not mine to say' }) },
  'GET /widget/v1/sessions/{sessionId}/events': {},
  'POST /widget/v1/sessions/{sessionId}/typing': { body: () => ({}) },
  'POST /widget/v1/sessions/{sessionId}/end': { body: () => ({}) },
  'POST /widget/v1/sessions/{sessionId}/offline-message': { body: () => ({ text: 'Not mine to say' }) },
  'POST /widget/v1/sessions/{sessionId}/call': { body: () => ({ key: randomUUID(), media: 'video' }) },
  'POST /widget/v1/sessions/{sessionId}/call/accept': { body: () => ({}) },
  'POST /widget/v1/sessions/{sessionId}/call/decline': { body: () => ({}) },
  'POST /widget/v1/sessions/{sessionId}/call/join': { body: () => ({ leg }) },
  'POST /widget/v1/sessions/{sessionId}/call/signal': { body: () => ({ leg, signal: { kind: 'hello' } }) },
  'POST /widget/v1/sessions/{sessionId}/call/beat': { body: () => ({ leg, connected: true }) },
  'POST /widget/v1/sessions/{sessionId}/call/end': { body: () => ({}) },
}
