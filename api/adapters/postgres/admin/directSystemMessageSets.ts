import { sql } from 'kysely'
import type { NewDirectSystemMessages, Texts } from '#core/contract/directSystemMessages'
import type { DirectSystemMessageSets, DirectSystemMessagesRow } from '#core/admin/ports'
import { writeAudited } from './auditedWrite.ts'
import {
  byName,
  createItem,
  itemColumns,
  patchItem,
  removeItem,
  selectItems,
  type ItemRow,
} from './configurationItems.ts'
import type { InteractDatabase } from '../database/tables.ts'

type Row = ItemRow & { display_name: string | null; texts: Texts }

const table = 'direct_system_messages'
const columns = sql`i.display_name, i.texts`

const setOf = (row: Row): DirectSystemMessagesRow => ({
  ...itemColumns(row),
  displayName: row.display_name,
  texts: row.texts,
})

const ownColumns = ({ displayName, texts }: Partial<Pick<NewDirectSystemMessages, 'displayName' | 'texts'>>) => ({
  ...(displayName === undefined ? {} : { display_name: displayName }),
  ...(texts === undefined ? {} : { texts: JSON.stringify(texts) }),
})

export function createDirectSystemMessageSets(database: InteractDatabase): DirectSystemMessageSets {
  return {
    find: async (tenantId, id) => {
      const query = selectItems<Row>(table, columns, tenantId, sql`i.id = ${id}`)
      const [row] = await database.oneInTenant(tenantId, (build) => query.compile(build))
      return row ? setOf(row) : null
    },

    list: async (tenantId, units) => {
      const which = units === null ? sql`true` : sql`i.organization_unit_id = any(${units}::uuid[])`
      const query = selectItems<Row>(table, columns, tenantId, which)
      return byName(await database.oneInTenant(tenantId, (build) => query.compile(build))).map(setOf)
    },

    create: (tenantId, id, { displayName, texts, ...item }, by) =>
      writeAudited(database, tenantId, by, (transaction) =>
        createItem(transaction, table, tenantId, id, item, ownColumns({ displayName, texts })),
      ),

    patch: (tenantId, id, version, { displayName, texts, ...item }, by) =>
      writeAudited(database, tenantId, by, (transaction) =>
        patchItem(
          transaction,
          table,
          { tenantId, id, version },
          item,
          ownColumns({
            ...(displayName === undefined ? {} : { displayName }),
            ...(texts === undefined ? {} : { texts }),
          }),
        ),
      ),

    remove: (tenantId, id, evenIfInUse, by, version) =>
      writeAudited(database, tenantId, by, (transaction) =>
        removeItem(transaction, table, { tenantId, id, version }, evenIfInUse),
      ),
  }
}
