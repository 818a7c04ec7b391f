import { randomUUID } from 'node:crypto'

/** What a customer's route takes; `open` routes ask for nobody, so that no token changes their answer. */
export type CustomerRow = { open: true } | { open?: never; body?: () => object }

/** One row to each route of the customer API. */
export const customerRows: Record<string, CustomerRow> = {
  'POST /widget/v1/launch': { open: true },
  'POST /widget/v1/exchange': { open: true },
  'POST /widget/v1/preview': { open: true },
  'POST /widget/v1/renew': {},
  'POST /widget/v1/sessions': {
    body: () => ({ key: randomUUID(), modality: 'chat', customer: { name: 'Mallory' }, text: 'Not mine to say' }),
  },
  'POST /widget/v1/sessions/{sessionId}/lines': { body: () => ({ key: randomUUID(), text: 'Not mine to say' }) },
  'GET /widget/v1/sessions/{sessionId}/events': {},
  'POST /widget/v1/sessions/{sessionId}/typing': { body: () => ({}) },
  'POST /widget/v1/sessions/{sessionId}/end': { body: () => ({}) },
  'POST /widget/v1/sessions/{sessionId}/message': { body: () => ({ text: 'Not mine to say' }) },
}
