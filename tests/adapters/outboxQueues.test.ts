import { beforeAll, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import type { InteractDatabase, Tables } from '#api/adapters/postgres/database/tables'
import { createStore, type Store } from '#api/adapters/postgres/store'
import { describeEachDatabase } from '../support/database/databases.ts'
import { newTenant } from './support/newTenant.ts'

const now = Date.UTC(2026, 10, 22, 9)

describeEachDatabase('A queue of the outbox', (open) => {
  let store: Store
  let database: InteractDatabase

  beforeAll(async () => {
    database = await open<Tables>()
    store = createStore(database, () => now)
  })

  test('does not wait for a queue of the same user with another key', async () => {
    const contoso = await newTenant(store)
    const first = await contoso.open()
    const second = await contoso.open()
    await database.asSystem((transaction) =>
      sql`update outbox set queue_key = 'team-1' where session_id = ${second}`.execute(transaction),
    )
    const items = await store.outbox.take(now, now + 30_000, 10)
    expect(items.map(({ sessionId, channel, queueKey }) => [sessionId, channel, queueKey])).toEqual([
      [first, 'teamsChat', contoso.userId],
      [second, 'teamsChat', 'team-1'],
    ])
  })
})
