import { readFileSync } from 'node:fs'

/** An unusual or hostile input, its field, and how the product must handle it. */
export interface MessageSample {
  id: string
  field: 'message' | 'name' | 'pageUrl' | 'filename'
  /** The value to send: a text or another JSON value. */
  value: unknown
  accepted: boolean
  stored: 'verbatim' | 'newline-normalised' | 'wellformed' | 'percent-encoded' | 'sanitised' | null
  why: string
}

type Row = Pick<MessageSample, 'id' | 'field' | 'why'> & {
  text?: string
  json?: string
  gen?: { unit: string; times: string }
  expect: { api: 'accept' | 'reject'; stored: MessageSample['stored'] }
}

/** Reads the samples; `LIMIT` in them is the maximum length of a message. */
export function readMessageSamples(limit: number): MessageSample[] {
  const text = readFileSync(new URL('messages.jsonl', import.meta.url), 'utf8')
  const rows = text
    .trim()
    .split('\n')
    .map((row) => JSON.parse(row) as Row)
  return rows.map(({ id, field, why, expect, ...given }) => ({
    ...{ id, field, why, accepted: expect.api === 'accept', stored: expect.stored },
    value: valueOf(given, limit),
  }))
}

function valueOf({ text, json, gen }: Pick<Row, 'text' | 'json' | 'gen'>, limit: number): unknown {
  if (text !== undefined) return text
  if (json !== undefined) return JSON.parse(json) as unknown
  const [, divisor = '1'] = /^LIMIT(?:\/(\d+))?$/.exec(gen?.times ?? '') ?? []
  return (gen?.unit ?? '').repeat(limit / Number(divisor))
}
