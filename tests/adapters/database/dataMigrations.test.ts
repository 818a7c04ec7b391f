import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { PGlite } from '@electric-sql/pglite'
import { readMigrations } from '#api/adapters/postgres/database/migrate'

const tenantId = '10000000-0000-4000-8000-000000000001'
const sessionId = '20000000-0000-4000-8000-000000000001'
const userId = '30000000-0000-4000-8000-000000000001'
const otherId = '40000000-0000-4000-8000-000000000001'

let database: PGlite
const migrate = async (first: number, last = first) => {
  for (const { number, sql } of readMigrations())
    if (number >= first && number <= last) await database.exec(`begin; ${sql}; commit`)
}
/** Inserts rows without their foreign rows. */
const insert = (sql: string) =>
  database.exec(`set session_replication_role = replica; ${sql}; set session_replication_role = origin`)
const rows = async (sql: string) => (await database.query(sql)).rows
const isForced = (table: string) =>
  rows(`select relforcerowsecurity as forced from pg_class where relname = '${table}'`)

beforeEach(async () => {
  database = await PGlite.create()
})
afterEach(() => database.close())

describe('a migration of stored data', () => {
  test('008 assigns the effects that wait in the outbox to their queues', async () => {
    await migrate(0, 7)
    await insert(`
      insert into outbox (tenant_id, user_id, session_id, effect)
      select '${tenantId}', '${userId}', '${sessionId}', jsonb_build_object('kind', kind)
      from unnest(array['offer', 'notify', 'status']) kind`)
    await migrate(8)

    expect(
      await rows(`select effect ->> 'kind' as kind, channel, queue_key as "queueKey" from outbox order by id`),
    ).toEqual([
      { kind: 'offer', channel: 'teamsChat', queueKey: userId },
      { kind: 'notify', channel: 'activityFeed', queueKey: userId },
      { kind: 'status', channel: 'teamsChat', queueKey: userId },
    ])
    expect(await isForced('outbox')).toEqual([{ forced: true }])
  })

  test('009 puts the text of a stored message into its content, and leaves the texts of other events', async () => {
    await migrate(0, 8)
    const events = [
      { seq: 1, kind: 'opened', text: 'Please wait.' },
      { seq: 2, kind: 'message', from: 'customer', text: 'Hello' },
      { seq: 3, kind: 'offlineMessageLeft', text: 'Call me' },
    ]
    for (const event of events)
      await insert(`
        insert into session_events (tenant_id, session_id, seq, body)
        values ('${tenantId}', '${sessionId}', ${event.seq}, '${JSON.stringify(event)}')`)
    await migrate(9)

    expect(await rows('select body from session_events order by seq')).toEqual([
      { body: events[0] },
      { body: { seq: 2, kind: 'message', from: 'customer', content: { type: 'text', text: 'Hello' } } },
      { body: events[2] },
    ])
    expect(await isForced('session_events')).toEqual([{ forced: true }])
  })

  test('010 assigns each stored session to the user whose contact was called', async () => {
    await migrate(0, 9)
    await insert(`
      insert into users (tenant_id, id, entra_oid, user_principal_name, display_name, sort_name, organization_unit_id,
        widget_key)
      values ('${tenantId}', '${userId}', '${otherId}', 'alex@contoso.test', 'Alex Wilber', 'alex', '${otherId}', 'key');
      insert into sessions (tenant_id, id, user_id, contact_id, customer_id, status, state, last_seq, opened_at)
      values ('${tenantId}', '${sessionId}', '${userId}', '${otherId}', '${otherId}', 'active',
        '{"status": "active", "userId": "${userId}", "agentName": "Alex Wilber"}', 1, now())`)
    await migrate(10)

    expect(await rows('select user_id, assigned_user_id, state from sessions')).toEqual([
      {
        user_id: userId,
        assigned_user_id: userId,
        state: { status: 'active', contactUserId: userId, assignment: { userId, agentName: 'Alex Wilber' } },
      },
    ])
    expect(await isForced('sessions')).toEqual([{ forced: true }])
  })
})
