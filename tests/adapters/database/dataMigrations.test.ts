import { expect, test } from '@jest/globals'
import { PGlite } from '@electric-sql/pglite'
import { readMigrations } from '#api/adapters/postgres/database/migrate'

const tenantId = '10000000-0000-4000-8000-000000000001'
const sessionId = '20000000-0000-4000-8000-000000000001'
const userId = '30000000-0000-4000-8000-000000000001'

test('migration 008 assigns the effects that wait in the outbox to their queues', async () => {
  const migrations = readMigrations()
  const upTo = (first: number, last: number) => migrations.filter(({ number }) => number >= first && number <= last)
  const database = await PGlite.create()
  for (const { sql } of upTo(0, 7)) await database.exec(`begin; ${sql}; commit`)
  await database.exec(`
    set session_replication_role = replica;
    insert into outbox (tenant_id, user_id, session_id, effect)
    select '${tenantId}', '${userId}', '${sessionId}', jsonb_build_object('kind', kind)
    from unnest(array['offer', 'notify', 'status']) kind`)
  for (const { sql } of upTo(8, 8)) await database.exec(`begin; ${sql}; commit`)

  const { rows } = await database.query(
    `select effect ->> 'kind' as kind, channel, queue_key as "queueKey" from outbox order by id`,
  )
  expect(rows).toEqual([
    { kind: 'offer', channel: 'teamsChat', queueKey: userId },
    { kind: 'notify', channel: 'activityFeed', queueKey: userId },
    { kind: 'status', channel: 'teamsChat', queueKey: userId },
  ])
  const table = await database.query(`select relforcerowsecurity as forced from pg_class where relname = 'outbox'`)
  expect(table.rows).toEqual([{ forced: true }])
  await database.close()
})
