import { sql, type RawBuilder } from 'kysely'
import type { SearchTerm } from '../database/searchWords.ts'

/** Null matches any value; every term must match. */
export interface UserFilter {
  tenantId: string
  units: readonly string[] | null
  facets: readonly number[] | null
  terms: readonly SearchTerm[]
}

type Place = readonly [sortName: string, id: string] | null
type Part = RawBuilder<unknown>

const all = (conditions: readonly Part[]): Part => sql.join(conditions, sql` and `)

/** Ids and sort names of one page, sorted by name. */
export const pageOfUsers = (filter: UserFilter, from: Place, limit: number): Part =>
  filter.terms.length === 0 ? pageByCombination(filter, from, limit) : pageOfHits(filter, from, limit)

/** Maximum number of hits inspected for a total; a filter on a broad search would otherwise scan all of them. */
const mostHits = 2000

/** `count`: users that match the filter, without a search at most `limit`. `more`: some hits were not inspected. */
export function countUsers(filter: UserFilter, limit: number): Part {
  const [first, ...others] = filter.terms
  if (first === undefined)
    return sql`select count(*) as count, false as more from (${countByCombination(filter, limit)}) counted`
  const kept = hitConditions(filter, others)
  return sql`
    with hit as (
      select each.user_id, each.tenant_id from (${wordsOf(filter.tenantId, first)}) w cross join lateral (
        select tenant_id, user_id from user_words
        where tenant_id = ${filter.tenantId} and word = w.word order by sort_name, user_id limit ${mostHits}
      ) each
      limit ${mostHits}
    )
    select count(distinct hit.user_id) as count, (select count(*) from hit) = ${mostHits} as more
    from hit ${userJoin(filter)} ${kept.length === 0 ? sql`` : sql`where ${all(kept)}`}`
}

const userConditions = ({ units, facets }: UserFilter): Part[] => [
  ...(units === null ? [] : [sql`u.organization_unit_id = any(${units}::uuid[])`]),
  ...(facets === null ? [] : [sql`u.facet = any(${facets}::smallint[])`]),
]

/**
 * Without a search, an index keeps the users of each combination of unit and facet sorted by name. The page is merged
 * from the first rows of each combination, so that a selective filter reads no more rows than a broad one.
 */
function pageByCombination(filter: UserFilter, from: Place, limit: number): Part {
  const rows = sql`${rowsOfCombination(sql`u.id, u.sort_name`, filter, from)} limit ${limit}`
  const combinations = combinationsOf(filter)
  return combinations
    ? sql`
      select head.id, head.sort_name from ${combinations} cross join lateral (${rows}) head
      order by head.sort_name, head.id limit ${limit}`
    : rows
}

/** The sort order makes the planner read each combination from its index, where counting can stop at the limit. */
function countByCombination(filter: UserFilter, limit: number): Part {
  const rows = sql`${rowsOfCombination(sql`u.id`, filter, null)} limit ${limit}`
  const combinations = combinationsOf(filter)
  return combinations ? sql`select from ${combinations} cross join lateral (${rows}) counted limit ${limit}` : rows
}

const rowsOfCombination = (columns: Part, { tenantId, units, facets }: UserFilter, from: Place): Part => {
  const conditions = [
    sql`u.tenant_id = ${tenantId}`,
    ...(units === null ? [] : [sql`u.organization_unit_id = combination.unit`]),
    ...(facets === null ? [] : [sql`u.facet = combination.facet`]),
    ...after(sql`u.sort_name`, sql`u.id`, from),
  ]
  return sql`select ${columns} from users u where ${all(conditions)} order by u.sort_name, u.id`
}

function combinationsOf({ units, facets }: UserFilter): Part | null {
  const lists = [
    ...(units === null ? [] : [sql`unnest(${units}::uuid[]) unit`]),
    ...(facets === null ? [] : [sql`unnest(${facets}::smallint[]) facet`]),
  ]
  return lists.length === 0 ? null : sql`(select * from ${sql.join(lists, sql` cross join `)}) combination`
}

/**
 * A search reads the stored words that match its longest term; an index keeps the users of each word sorted by name.
 * Few words share a prefix of four letters, and shorter prefixes are stored as words of their own.
 */
function pageOfHits(filter: UserFilter, from: Place, limit: number): Part {
  const [first, ...others] = filter.terms
  if (first === undefined) return pageByCombination(filter, from, limit)
  const conditions = [
    sql`hit.tenant_id = ${filter.tenantId}`,
    sql`hit.word = w.word`,
    ...after(sql`hit.sort_name`, sql`hit.user_id`, from),
    ...hitConditions(filter, others),
  ]
  return sql`
    select distinct head.user_id as id, head.sort_name
    from (${wordsOf(filter.tenantId, first)}) w cross join lateral (
      select hit.user_id, hit.sort_name from user_words hit ${userJoin(filter)}
      where ${all(conditions)}
      order by hit.sort_name, hit.user_id limit ${limit}
    ) head
    order by head.sort_name, id limit ${limit}`
}

/** Skips from word to word in the index instead of reading all users of each word. */
function wordsOf(tenantId: string, term: SearchTerm): Part {
  if ('word' in term) return sql`select ${term.word}::text collate "C" as word`
  return sql`
    with recursive walk as (
      (
        select word from user_words
        where tenant_id = ${tenantId} and word >= ${term.from} and word < ${term.below}
        order by word limit 1
      )
      union all
      select (
        select next.word from user_words next
        where next.tenant_id = ${tenantId} and next.word > walk.word and next.word < ${term.below}
        order by next.word limit 1
      )
      from walk where walk.word is not null
    )
    select word from walk where word is not null`
}

/** `offset 0` makes the planner look up one user per hit in index order; a plain join would read and sort all hits. */
const userJoin = (filter: UserFilter): Part => {
  const conditions = userConditions(filter)
  if (conditions.length === 0) return sql``
  return sql`cross join lateral (
    select from users u where u.tenant_id = hit.tenant_id and u.id = hit.user_id and ${all(conditions)} offset 0
  ) fitting`
}

const hitConditions = (filter: UserFilter, others: readonly SearchTerm[]): Part[] =>
  others.map(
    (term) => sql`exists (
      select from user_words other
      where other.tenant_id = ${filter.tenantId} and other.user_id = hit.user_id and ${wordFits(term, sql`other`)}
    )`,
  )

const wordFits = (term: SearchTerm, words: Part): Part =>
  'word' in term
    ? sql`${words}.word = ${term.word}`
    : sql`${words}.word >= ${term.from} and ${words}.word < ${term.below}`

const after = (sortName: Part, id: Part, from: Place): Part[] =>
  from === null ? [] : [sql`(${sortName}, ${id}) > (${from[0]}, ${from[1]}::uuid)`]
