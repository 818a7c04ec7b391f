import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { DirectoryUser } from '#core/admin/directoryPorts'
import { normalizeForSearch, searchWordsOf } from '../database/searchWords.ts'
import type { Tx } from '../database/tables.ts'

type Known = { id: string; entra_oid: string; sort_name: string }
type KnownPerson = Known & {
  user_principal_name: string
  display_name: string
  mail: string | null
  department: string | null
  job_title: string | null
}

/** 32 characters that need no escaping in a URL or an attribute. */
const newWidgetKey = (): string => randomBytes(24).toString('base64url')

/**
 * Inserts new users, updates changed ones from the directory, and rebuilds the search words of both. Resolves to the
 * user ids by Entra object id.
 */
export async function upsertUsers(
  transaction: Tx,
  tenantId: string,
  users: readonly DirectoryUser[],
): Promise<Map<string, string>> {
  const before = await known(transaction, tenantId, users)
  const unknown = users.filter(({ entraObjectId }) => !before.has(entraObjectId))
  const changed = users.filter((user) => hasChanged(before.get(user.entraObjectId), user))
  if (unknown.length > 0) await insertUsers(transaction, tenantId, unknown)
  if (changed.length > 0) await updateUsers(transaction, tenantId, changed)
  const after = await known(transaction, tenantId, users)
  const touched = [...unknown, ...changed].flatMap((user) => {
    const found = after.get(user.entraObjectId)
    return found ? [{ user, found }] : []
  })
  if (touched.length > 0) await writeWords(transaction, tenantId, touched)
  return new Map([...after.values()].map(({ entra_oid, id }) => [entra_oid, id]))
}

async function known(transaction: Tx, tenantId: string, users: readonly DirectoryUser[]) {
  const found = await sql<KnownPerson>`
    select id, entra_oid, sort_name, user_principal_name, display_name, mail, department, job_title from users
    where tenant_id = ${tenantId} and entra_oid = any(${users.map(({ entraObjectId }) => entraObjectId)}::uuid[])
    order by id for update`.execute(transaction)
  return new Map(found.rows.map((row) => [row.entra_oid, row]))
}

const hasChanged = (before: KnownPerson | undefined, user: DirectoryUser): boolean =>
  before !== undefined &&
  (before.user_principal_name !== user.userPrincipalName ||
    before.display_name !== user.displayName ||
    before.mail !== user.mail ||
    before.department !== user.department ||
    before.job_title !== user.jobTitle)

const directoryColumns = (user: DirectoryUser) => ({
  entra_oid: user.entraObjectId,
  user_principal_name: user.userPrincipalName,
  display_name: user.displayName,
  sort_name: normalizeForSearch(user.displayName),
  mail: user.mail,
  department: user.department,
  job_title: user.jobTitle,
})

const newColumns = ({ initial = {}, ...user }: DirectoryUser) => ({
  ...directoryColumns(user),
  id: initial.id,
  organization_unit_id: initial.organizationUnitId,
  contact_center: initial.licences?.includes('contactCenter') ?? false,
  interact: initial.licences?.includes('interact') ?? false,
  role: initial.role ?? 'agent',
  contact_id: initial.contactId,
  widget_key: initial.widgetKey ?? newWidgetKey(),
  active: initial.active ?? false,
  restrict_access: initial.restrictAccess ?? false,
  domain_template_id: initial.domainTemplateId,
  direct_system_messages_id: initial.directSystemMessagesId,
  administers: initial.administers ?? [],
})

/** Keeps a user that another process has inserted meanwhile. */
const insertUsers = (transaction: Tx, tenantId: string, users: readonly DirectoryUser[]) =>
  sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(users.map(newColumns))}::jsonb) given(
        entra_oid uuid, user_principal_name text, display_name text, sort_name text, mail text, department text,
        job_title text, id uuid, organization_unit_id uuid, contact_center boolean, interact boolean, role text,
        contact_id uuid, widget_key text, active boolean, restrict_access boolean, domain_template_id uuid,
        direct_system_messages_id uuid, administers uuid[])
    ), added as (
      insert into users (tenant_id, id, entra_oid, user_principal_name, display_name, sort_name, mail, department,
        job_title, organization_unit_id, contact_center, interact, role, contact_id, widget_key, active,
        restrict_access, domain_template_id, direct_system_messages_id)
      select ${tenantId}, coalesce(id, gen_random_uuid()), entra_oid, user_principal_name, display_name, sort_name,
        mail, department, job_title, coalesce(organization_unit_id, (
          select root.id from organization_units root where root.tenant_id = ${tenantId} and root.parent_id is null
        )), contact_center, interact, role, coalesce(contact_id, gen_random_uuid()), widget_key, active,
        restrict_access, domain_template_id, direct_system_messages_id
      from given
      on conflict (tenant_id, entra_oid) do nothing
      returning tenant_id, id, entra_oid, contact_id
    ), routed as (
      insert into contact_routes (contact_id, tenant_id) select contact_id, tenant_id from added
    )
    insert into user_administers (tenant_id, user_id, organization_unit_id)
    select added.tenant_id, added.id, unnest(given.administers)
    from added join given on given.entra_oid = added.entra_oid`.execute(transaction)

const updateUsers = (transaction: Tx, tenantId: string, users: readonly DirectoryUser[]) =>
  sql`
    update users u
    set user_principal_name = given.user_principal_name, display_name = given.display_name,
      sort_name = given.sort_name, mail = given.mail, department = given.department, job_title = given.job_title
    from jsonb_to_recordset(${JSON.stringify(users.map(directoryColumns))}::jsonb) given(
      entra_oid uuid, user_principal_name text, display_name text, sort_name text, mail text, department text,
      job_title text)
    where u.tenant_id = ${tenantId} and u.entra_oid = given.entra_oid`.execute(transaction)

async function writeWords(
  transaction: Tx,
  tenantId: string,
  touched: readonly { user: DirectoryUser; found: Known }[],
): Promise<void> {
  await sql`
    delete from user_words
    where tenant_id = ${tenantId} and user_id = any(${touched.map(({ found }) => found.id)}::uuid[])`.execute(
    transaction,
  )
  const words = touched.map(({ user, found }) => ({
    user_id: found.id,
    sort_name: found.sort_name,
    words: searchWordsOf(user),
  }))
  await sql`
    insert into user_words (tenant_id, word, sort_name, user_id)
    select ${tenantId}, unnest(given.words), given.sort_name, given.user_id
    from jsonb_to_recordset(${JSON.stringify(words)}::jsonb) given(user_id uuid, sort_name text, words text[])`.execute(
    transaction,
  )
}
