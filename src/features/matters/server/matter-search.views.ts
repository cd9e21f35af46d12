import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { type Actor, reachOf } from '#kernel/access.ts'
import { KINDS, MATTER_KINDS } from '#kernel/rooms.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { foldText, likePattern } from '../domain/grams.ts'
import { excerptOf, wordsOf } from '../domain/search-words.ts'
import { type MatterHit, SEARCH_PAGE, type searchEndpoint } from '../matters.contract.ts'
import { FIRST_NUMBER } from './numbers.queries.ts'
import { withinReach } from './scope.queries.ts'
import { MOST_HITS, WALK, foundBy, isFoundBy, someFoundBy } from './search.queries.ts'

type Search = z.output<typeof searchEndpoint.input>
type Reply = z.input<typeof searchEndpoint.reply>

/** A list cuts titles after two lines; a word further back is not seen there. */
const READ_OF_TITLE = 48

/** What somebody finds among all kinds of matter, in four statements at most however many there are. */
export async function searchMatters(db: ReadDb, actor: Actor, { q, kind, page }: Search): Promise<Reply> {
  const visible = visibleTo(actor)
  const counted = (kinds: Kinds) => kinds.filter((one) => kind === undefined || one.kind === kind).reduce((sum, one) => sum + one.total, 0)
  const some = await someOf(db, actor, { q, kind, page })
  const known = counted(some.kinds)
  if (some.ids) return { total: known, isMore: false, kinds: some.kinds, rows: await hitsIn(db, q, inThisOrder(some.ids)) }
  if (known > SEARCH_PAGE) {
    const ids = await newest(db, { q, page, among: ofKind(visible, kind) })
    if (ids.length > SEARCH_PAGE) {
      const rows = await hitsIn(db, q, inThisOrder(ids.slice(0, SEARCH_PAGE)))
      return { total: Math.max(known, (page - 1) * SEARCH_PAGE + ids.length) - 1, isMore: true, kinds: some.kinds, rows }
    }
  }
  const found = sql<boolean>`${visible} and m.id in (${foundBy(q)})`
  const kinds = await kindsOf(db, found)
  const total = counted(kinds)
  // many in one order on all pages, however the page was come by
  const order = total > MOST_HITS || known > SEARCH_PAGE ? NEWEST : fineOrder(q, wordsOf(q))
  const rows = await hitsIn(db, q, sql`${ofKind(found, kind)} ${onPage(order, page)}`)
  return { total, isMore: false, kinds, rows }
}

const inThisOrder = (ids: readonly string[]) => sql`m.id = any(${[...ids]}::uuid[]) order by array_position(${[...ids]}::uuid[], m.id)`
const onPage = (order: RawBuilder<unknown>, page: number) => sql`order by ${order} limit ${SEARCH_PAGE} offset ${(page - 1) * SEARCH_PAGE}`

type Kinds = Reply['kinds']
const ofKind = (found: RawBuilder<boolean>, kind: Search['kind']) => (kind ? sql<boolean>`${found} and m.kind = ${kind}` : found)

const byKind = (found: RawBuilder<boolean>) =>
  sql<Kinds[number]>`select m.kind, count(*)::int as total from matter m where ${found} group by m.kind order by 2 desc, 1`
const kindsOf = (db: ReadDb, found: RawBuilder<boolean>): Promise<Kinds> => queryRows(db, byKind(found))

type Some = { readonly kinds: Kinds; readonly ids: string[] | null }

/** Of what is found and visible no more than tells whether it is too much, how many of each kind are among these; and the page, unless it is. */
async function someOf(db: ReadDb, actor: Actor, { q, kind, page }: Search): Promise<Some> {
  const within = seesEverything(actor) ? undefined : sql`exists (select from matter m where m.id = f.id and ${visibleTo(actor)})`
  const recalled = sql<boolean>`m.id in (select id from recalled)`
  const [some] = await queryRows<Some>(
    db,
    sql`with recalled as materialized (${someFoundBy(q, within)})
      select coalesce((select jsonb_agg(k) from (${byKind(recalled)}) k), '[]') as kinds,
        case when (select count(*) from recalled) <= ${MOST_HITS}
          then array(select m.id from matter m where ${ofKind(recalled, kind)} ${onPage(fineOrder(q, wordsOf(q)), page)}) end as ids`,
  )
  return some ?? { kinds: [], ids: [] }
}

/** So far back matters are looked for that somebody with a narrow reach may see. */
const FARTHEST = 5 * WALK

/** What was entered last comes first. */
const NEWEST = sql`m.created_at desc, m.id desc`
type Walk = Pick<Search, 'q' | 'page'> & { readonly among: RawBuilder<boolean> }

/** Ids of a page and one more, met on the way back from what was entered last; fewer: the way was too short. */
async function newest(db: ReadDb, { q, page, among }: Walk): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(
    db,
    sql`select met.id from (
        select m.id, m.created_at from (select m.id, m.kind, m.created_at from matter m order by ${NEWEST} limit ${FARTHEST}) m
        where ${among} order by ${NEWEST} limit ${WALK}) met
      where ${isFoundBy(q, sql`met.id`)} order by met.created_at desc, met.id desc limit ${SEARCH_PAGE + 1} offset ${(page - 1) * SEARCH_PAGE}`,
  )
  return rows.map(({ id }) => id)
}

/** Whether somebody may see matter m: each kind as far as its room lets them, no kind for those without such a right. */
function visibleTo(actor: Actor): RawBuilder<boolean> {
  const each = MATTER_KINDS.map((kind) => sql`(m.kind = ${kind} and ${withinReach(reachOf(actor, KINDS[kind].view))})`)
  return sql<boolean>`(${sql.join(each, sql` or `)})`
}

const seesEverything = (actor: Actor) => MATTER_KINDS.every((kind) => reachOf(actor, KINDS[kind].view) === 'everything')

type Stored = Omit<MatterHit, 'excerpt'> & { readonly searchText: string }

async function hitsIn(db: ReadDb, q: string, chosen: RawBuilder<unknown>): Promise<MatterHit[]> {
  const words = wordsOf(q)
  const rows = await queryRows<Stored>(
    db,
    sql`select m.id, m.kind, ${FIRST_NUMBER} as no, m.title, m.state, m.due_on as "dueOn", m.search_text as "searchText" from matter m where ${chosen}`,
  )
  return rows.map(({ searchText, ...row }) => ({
    ...row,
    excerpt: excerptOf(searchText, [row.no, row.title.slice(0, READ_OF_TITLE)], words),
  }))
}

const isIn = (text: RawBuilder<unknown>, words: readonly string[]) =>
  sql<boolean>`(${sql.join(
    words.map((word) => sql`${text} like ${likePattern(word)}`),
    sql` and `,
  )})`

/** As searchText() folds a text. */
const folded = (column: RawBuilder<unknown>) => sql`translate(lower(normalize(${column}, NFKC)), E' \\t\\r\\n', '')`

/** The number itself, its end, the title, anything else; then what was changed last. Every number has a digit, so most words need not look. */
function fineOrder(q: string, words: readonly string[]): RawBuilder<unknown> {
  const no = folded(sql`n.no`)
  const byNumber = sql`(select min(case when ${no} = ${foldText(q)} then 0 else 1 end)
    from matter_number n where n.matter_id = m.id and ${no} like ${likePattern(q).slice(0, -1)})`
  const byTitle = sql`case when ${isIn(folded(sql`m.title`), words)} then 2 else 3 end`
  return sql`${/\d/u.test(foldText(q)) ? sql`least(${byNumber}, ${byTitle})` : byTitle}, (select max(e.id) from event e where e.subject = m.id) desc nulls last, m.id`
}
