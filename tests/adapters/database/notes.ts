import type { Generated, Transaction } from 'kysely'
import type { Database } from '#api/adapters/postgres/database/database'

/** The tables of the migration beside this file. */
export interface Notes {
  notes: { tenant_id: Generated<string>; id: number; text: string }
  errands: { tenant_id: Generated<string>; id: number; done: Generated<boolean> }
}

export const migrations = [new URL('migrations/', import.meta.url)]

export const contoso = '11111111-1111-4111-8111-111111111111'
export const fabrikam = '22222222-2222-4222-8222-222222222222'

export const write = (trx: Transaction<Notes>, id: number, text = 'a note') =>
  trx.insertInto('notes').values({ id, text }).execute()

/** The ids of the tenant's notes, in order. */
export const notesOf = async (database: Database<Notes>, tenant = contoso): Promise<number[]> => {
  const rows = await database.inTenant(tenant, (trx) => trx.selectFrom('notes').select('id').orderBy('id').execute())
  return rows.map(({ id }) => id)
}
