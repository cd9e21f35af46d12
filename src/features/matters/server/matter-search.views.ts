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
import { foundBy } from './search.queries.ts'

type Search = z.output<typeof searchEndpoint.input>
type Reply = z.input<typeof searchEndpoint.reply>

/** So many hits are not read through: what would put the best of them in finer order costs more than it helps. */
const MANY = 3000

/** A list cuts titles after two lines; a word further back is not seen there. */
const READ_OF_TITLE = 48

/** What somebody finds among all kinds of matter, in two statements however many there are. */
export async function searchMatters(db: ReadDb, actor: Actor, { q, kind, page }: Search): Promise<Reply> {
  const found = sql<boolean>`${visibleTo(actor)} and m.id in (${foundBy(q)})`
  const kinds = await queryRows<Reply['kinds'][number]>(
    db,
    sql`select m.kind, count(*)::int as total from matter m where ${found} group by m.kind order by 2 desc, 1`,
  )
  const counted = kinds.filter((one) => kind === undefined || one.kind === kind)
  const total = counted.reduce((sum, one) => sum + one.total, 0)
  const among = kind ? sql<boolean>`${found} and m.kind = ${kind}` : found
  return { total, kinds, rows: await pageOf(db, among, { q, page, isMany: total > MANY }) }
}

/** Whether somebody may see matter m: each kind as far as its room lets them, no kind for those without such a right. */
function visibleTo(actor: Actor): RawBuilder<boolean> {
  const each = MATTER_KINDS.map((kind) => sql`(m.kind = ${kind} and ${withinReach(reachOf(actor, KINDS[kind].view))})`)
  return sql<boolean>`(${sql.join(each, sql` or `)})`
}

type Stored = Omit<MatterHit, 'excerpt'> & { readonly searchText: string }
type Page = Pick<Search, 'q' | 'page'> & { readonly isMany: boolean }

async function pageOf(db: ReadDb, found: RawBuilder<boolean>, { q, page, isMany }: Page): Promise<MatterHit[]> {
  const words = wordsOf(q)
  const rows = await queryRows<Stored>(
    db,
    sql`
    select m.id, m.kind, ${FIRST_NUMBER} as no, m.title, m.state, m.due_on as "dueOn", m.search_text as "searchText"
    from matter m where ${found} order by ${isMany ? roughOrder(words) : fineOrder(q, words)}, m.id
    limit ${SEARCH_PAGE} offset ${(page - 1) * SEARCH_PAGE}`,
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

/** In the title as it is written, then what was entered last. */
const roughOrder = (words: readonly string[]) => sql`${isIn(sql`lower(m.title)`, words)} desc, m.created_at desc`

/** As searchText() folds a text. */
const folded = (column: RawBuilder<unknown>) => sql`translate(lower(normalize(${column}, NFKC)), E' \\t\\r\\n', '')`

/** The number itself, its end, the title, anything else; then what was changed last. Every number has a digit, so most words need not look. */
function fineOrder(q: string, words: readonly string[]): RawBuilder<unknown> {
  const no = folded(sql`n.no`)
  const byNumber = sql`(select min(case when ${no} = ${foldText(q)} then 0 else 1 end)
    from matter_number n where n.matter_id = m.id and ${no} like ${likePattern(q).slice(0, -1)})`
  const byTitle = sql`case when ${isIn(folded(sql`m.title`), words)} then 2 else 3 end`
  return sql`${/\d/u.test(foldText(q)) ? sql`least(${byNumber}, ${byTitle})` : byTitle}, (select max(e.id) from event e where e.subject = m.id) desc nulls last`
}
