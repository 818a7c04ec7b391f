import pg from 'pg'
import { textContent, type ChatMessage } from '#core/contract/sessions'
import type { Session } from '#core/session/session'

export interface StoredMessage {
  sessionId: string
  key: string
  text: string
}

export type StoreMessage = (pool: pg.Pool, tenantId: string, message: StoredMessage) => Promise<ChatMessage>

/** Creates the benchmark's own tables, for baselines that do not use those of the product. */
export async function makeTables(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(`
    create table if not exists bench_messages (number bigint generated always as identity primary key,
      session_id uuid not null, body jsonb not null);
    create table if not exists bench_contacts (contact_id uuid primary key, facts jsonb not null);
    grant insert on bench_messages to interact_app;
    grant select on bench_contacts to interact_app;
    insert into bench_contacts (contact_id, facts)
      select contact_id, to_jsonb(u) from (select gen_random_uuid() as contact_id, n from generate_series(1, 1000) n) u`)
  await client.end()
}

const messageRow = ({ key, text }: StoredMessage, seq: number): ChatMessage => ({
  ...{ kind: 'message', from: 'customer', via: 'page' },
  ...{ seq, key, content: textContent(text), at: new Date().toISOString() },
})

/** Stores a message by one committed insert. */
export const insertMessage: StoreMessage = async (pool, _tenantId, message) => {
  const event = messageRow(message, 1)
  const text = 'insert into bench_messages (session_id, body) values ($1, $2)'
  await pool.query({ name: 'insert', text, values: [message.sessionId, JSON.stringify(event)] })
  return event
}

const findText = `
  select s.state, e.body as repeated
  from sessions s
  left join session_events e on e.tenant_id = s.tenant_id and e.session_id = s.id and e.key = $3
  where s.tenant_id = $1 and s.id = $2
  for update of s`
const storeText = `
  with changed as (
    update sessions set status = $3, state = $4::jsonb, last_seq = $5, ended_at = null, wake_at = $6
    where tenant_id = $1 and id = $2
  ), happened as (
    insert into session_events (tenant_id, session_id, seq, key, body)
    select $1, $2, (event ->> 'seq')::integer, (event ->> 'key')::uuid, event
    from jsonb_array_elements($7::jsonb) event
  )
  select`

/**
 * Runs the statements of the product's store for a message (api/adapters/postgres/sessions/commitTransition.ts) without a
 * decision, in the fewest round trips: begin with the select, the write with the commit.
 */
export const storeAsOneTransaction: StoreMessage = async (pool, tenantId, message) => {
  const client = await pool.connect()
  try {
    const begun = client.query(`begin; set local app.tenant = '${tenantId}'`)
    const { rows } = await client.query<{ state: Session }>({
      ...{ name: 'find', text: findText, values: [tenantId, message.sessionId, message.key] },
    })
    await begun
    const before = rows[0]?.state
    if (!before) throw new Error(`There is no session ${message.sessionId}`)
    const event = messageRow(message, before.lastSeq + 1)
    const state = after(before, event)
    const wakeAt = new Date(state.lastSpokeAt + state.limits.idleWarningMs).toISOString()
    const values = [
      tenantId,
      before.id,
      state.status,
      JSON.stringify(state),
      event.seq,
      wakeAt,
      JSON.stringify([event]),
    ]
    const stored = client.query({ name: 'store', text: storeText, values })
    await Promise.all([stored, client.query('commit')])
    return event
  } finally {
    client.release()
  }
}

const after = (before: Session, { seq, content, at }: ChatMessage): Session => ({
  ...before,
  ...{
    lastSeq: seq,
    lastSpokeAt: Date.parse(at),
    lastMessage: { from: 'customer', text: content.text, at: Date.parse(at) },
  },
  unseen: [...before.unseen, seq].slice(-100),
})
