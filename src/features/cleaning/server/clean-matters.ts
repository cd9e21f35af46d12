import { sql } from 'kysely'
import type { Act } from '#kernel/rooms.ts'
import type { Day } from '#kernel/days.ts'
import { type NewCell, openCellsOf, sealCells } from '#features/complainants/server/sealed.queries.ts'
import { type SealedCell, distinctCells } from '#features/complainants/domain/sealed-cell.ts'
import type { RawColumns } from '#features/intake/domain/read/seal-cell.ts'
import { columnByHead } from '#features/intake/server/raw-columns.queries.ts'
import { changeMatters, lockMatters } from '#features/matters/server/matters.queries.ts'
import { matterOf } from '#features/problems/server/edit-cells.queries.ts'
import { loadEditing } from '#features/problems/server/edited-problems.queries.ts'
import { refreshComputed, rehashWordings } from '#features/problems/server/problems.queries.ts'
import type { EventDraft } from '#platform/commit.ts'
import type { SecretBox } from '#platform/database/secret-box.ts'
import { type WriteTx, asReadDb, queryRows } from '#platform/db.ts'
import { NOBODY_ID } from '#platform/record/origin.ts'
import { cleanColumn, sealRaw, withoutKnownIn } from '../domain/clean-values.ts'
import { CLEANED, type CleanedTable } from '../domain/columns.ts'
import { type Known, knownOf, notSame } from '../domain/known.ts'
import type { Found, FoundCount } from '../domain/report.ts'
import { type Counts, type Knowing, type TouchedRow, cleanTexts } from './clean-texts.ts'
import { type RawRow, changeRaw, knownNamesAmong, rawRowsOf } from './cleaned-rows.queries.ts'

export type Cleaning = {
  readonly box: SecretBox
  /** The columns of the files that raw cells came from; of what has none, heads alone speak. */
  readonly columns: ReadonlyMap<string, RawColumns>
  readonly today: Day
  readonly act: Act
  readonly reason?: string | undefined
  /** What an officer has named, by matter. */
  readonly extra?: ReadonlyMap<string, readonly SealedCell[]> | undefined
}
export type Cleaned = { readonly events: readonly EventDraft[]; readonly found: Partial<Found> }

const TABLES_OF_MATTERS = (Object.keys(CLEANED) as CleanedTable[]).filter((table) => CLEANED[table] !== null)
const TABLES_OF_NOBODY = (Object.keys(CLEANED) as CleanedTable[]).filter((table) => CLEANED[table] === null)

/** What is known of some matters' complainants: what is sealed already and what an officer has named. */
export async function knownByMatter(tx: WriteTx, ids: readonly string[], { box, extra }: Pick<Cleaning, 'box' | 'extra'>) {
  const cells = await openCellsOf(tx, box, ids)
  return new Map(ids.map((id) => [id, [...(cells.get(id) ?? []), ...(extra?.get(id) ?? [])]] as const))
}

/** Heads under which something was sealed in some matter: there they are a complainant's. */
export const columnsWith =
  (cells: readonly SealedCell[], columnOf: RawColumns): RawColumns =>
  (key) => {
    const sealed = cells.find((cell) => !cell.inText && cell.head === key)
    return sealed ? { ...columnOf(key), sealed: sealed.kind } : columnOf(key)
  }

/** Cleans all that is stored of some matters but their events. Idempotent: what is clean already is left alone. */
export async function cleanMatters(tx: WriteTx, ids: readonly string[], cleaning: Cleaning): Promise<Cleaned> {
  if (ids.length === 0) return { events: [], found: {} }
  await lockMatters(tx, ids)
  const counts: Counts = []
  const raws = await rawRowsOf(tx, ids)
  const stored = await knownByMatter(tx, ids, cleaning)
  const { rows, cells } = sealRows(raws, { cleaning, stored, counts })
  const known = new Map<string, Known[]>()
  for (const id of ids) {
    const own = [...(stored.get(id) ?? []), ...cells.flatMap((cell) => (cell.matterId === id ? [cell] : []))]
    known.set(id, knownOf(own, cleaning.extra?.get(id)))
  }
  const { changed, same, left } = withoutKnownInRows(raws, rows, { known, counts })
  const intakes = await changeRaw(tx, changed)
  for (const [id, all] of known) known.set(id, notSame(all, left.get(id) ?? []))
  const texts = await cleanTexts(tx, TABLES_OF_MATTERS, ids, { known, counts })
  const extra = [...(cleaning.extra ?? [])].flatMap(([matterId, named]) =>
    named.map((cell) => ({ ...cell, matterId, intakeId: null, intakeSeq: null })),
  )
  const fresh = [...cells, ...texts.cells, ...extra]
  await sealCells(tx, cleaning.box, distinctNew(fresh))
  const touched = new Set([...changed.flatMap(({ matterId }) => matterId ?? []), ...texts.rows.map(({ matterId }) => matterId ?? '')])
  await remake(tx, [...touched], cleaning.today)
  const receipts = receiptsOf(cleaning, touched, { rows: texts.rows, intakes })
  return {
    events: receipts,
    found: {
      counts,
      matters: touched.size,
      looks: {
        same,
        'known-name': await knownNamesAmong(asReadDb(tx), namesIn(known)),
        closeout: await inCloseout(
          tx,
          texts.rows.flatMap(({ matterId }) => matterId ?? []),
        ),
      },
    },
  }
}

const namesIn = (known: ReadonlyMap<string, readonly Known[]>) =>
  [...known.values()].flat().flatMap(({ kind, text }) => (kind === 'name' ? [text] : []))

/** Texts that belong to no matter: names of files, notes of rounds. */
export async function cleanTheRest(tx: WriteTx, cleaning: Cleaning): Promise<Cleaned> {
  const counts: Counts = []
  const texts = await cleanTexts(tx, TABLES_OF_NOBODY, [], { known: new Map(), counts })
  await sealCells(tx, cleaning.box, distinctNew(texts.cells))
  await renameIntakeFiles(tx)
  const events = texts.rows.map(({ row }): EventDraft => ({ act: cleaning.act, subject: row[1], rows: [row] }))
  return { events, found: { counts } }
}

/** Raw cells of rows that became no problem. */
export async function cleanRefused(tx: WriteTx, raws: readonly RawRow[], cleaning: Cleaning): Promise<Cleaned> {
  const counts: Counts = []
  const { rows, cells } = sealRows(raws, { cleaning, stored: new Map(), counts, place: 'refused' })
  const changed = rows.map((row) => {
    const own = cells.filter(({ intakeId, intakeSeq }) => intakeId === row.intakeId && intakeSeq === row.seq)
    const known = knownOf(own)
    return { ...row, raw: withoutKnownIn(row.raw, known).raw, issues: issuesWithout(row.issues, known) }
  })
  const intakes = await changeRaw(
    tx,
    changed.filter((row, i) => isOther(row, raws[i])),
  )
  await sealCells(tx, cleaning.box, distinctNew(cells))
  return { events: intakes.map((id): EventDraft => ({ act: cleaning.act, subject: id, rows: [['intake', id]] })), found: { counts } }
}

type Sealing = {
  readonly cleaning: Cleaning
  readonly stored: ReadonlyMap<string, readonly SealedCell[]>
  readonly counts: Counts
  readonly place?: FoundCount['place']
}

function sealRows(raws: readonly RawRow[], { cleaning, stored, counts, place = 'raw' }: Sealing) {
  const cells: NewCell[] = []
  const rows = raws.map((row) => {
    const known = row.matterId === null ? [] : (stored.get(row.matterId) ?? [])
    const sealed = sealRaw(row.raw, columnsWith(known, cleaning.columns.get(row.intakeId ?? '') ?? columnByHead))
    cells.push(...sealed.cells.map((cell) => ({ ...cell, matterId: row.matterId, intakeId: row.intakeId, intakeSeq: row.seq })))
    counts.push(...sealed.cells.map(({ head, kind }) => ({ place, sheet: row.sheet, head, kind, cells: 1 })))
    return { ...row, raw: sealed.raw }
  })
  return { rows, cells }
}

function withoutKnownInRows(raws: readonly RawRow[], rows: readonly RawRow[], { known, counts }: Knowing) {
  let same = 0
  const left = new Map<string, RawRow['raw'][]>()
  const cleaned = rows.map((row) => {
    const own = known.get(row.matterId ?? '') ?? []
    const found = withoutKnownIn(row.raw, own)
    same += row.table === 'problem' ? found.same.length : 0
    counts.push(...found.kinds.map(({ head, kind }) => ({ place: 'raw' as const, sheet: row.sheet, head, kind, cells: 1 })))
    left.set(row.matterId ?? '', [...(left.get(row.matterId ?? '') ?? []), found.raw])
    return { ...row, raw: found.raw, issues: issuesWithout(row.issues, own) }
  })
  return { changed: cleaned.filter((row, i) => isOther(row, raws[i])), same, left }
}

const isOther = (row: RawRow, before: RawRow | undefined) =>
  JSON.stringify([row.raw, row.issues]) !== JSON.stringify([before?.raw, before?.issues])
const issuesWithout = (issues: unknown, known: readonly Known[]): unknown =>
  cleanColumn(issues, { table: 'intake_row', column: 'issues', known }).value

const distinctNew = (cells: readonly NewCell[]): NewCell[] =>
  [
    ...Map.groupBy(cells, ({ matterId, intakeId, intakeSeq }) => (matterId === null ? `${intakeId} ${intakeSeq}` : matterId)).values(),
  ].flatMap((own) => {
    const all = distinctCells(own)
    return all.map((cell) => ({ ...cell, ...placeOf(own, cell) }))
  })
const placeOf = (own: readonly NewCell[], cell: SealedCell) => {
  const {
    matterId = null,
    intakeId = null,
    intakeSeq = null,
  } = own.find(({ head, text }) => head === cell.head && text === cell.text) ?? {}
  return { matterId, intakeId, intakeSeq }
}

/** What follows from changed texts: title, search text, the hash of the wording, what is computed. */
async function remake(tx: WriteTx, ids: readonly string[], today: Day): Promise<void> {
  if (ids.length === 0) return
  await renameIntakeFiles(tx)
  const problems = await loadEditing(asReadDb(tx), ids, today)
  await changeMatters(
    tx,
    [...problems.values()].map((problem) => matterOf(problem, problem, problem.dueOn)),
  )
  await rehashWordings(tx, [...problems.values()])
  await refreshComputed(tx, ids)
}

const renameIntakeFiles = (tx: WriteTx) =>
  sql`update ${sql.table('problem')} set intake_file = i.file_name from intake i where i.id = problem.intake_id and problem.intake_file <> i.file_name`.execute(
    tx,
  )

async function inCloseout(tx: WriteTx, ids: readonly string[]): Promise<number> {
  const [row] = await queryRows<{ n: number }>(
    asReadDb(tx),
    sql`select count(distinct matter_id)::int as n from closeout where matter_id = any(${[...new Set(ids)]}::uuid[])`,
  )
  return row?.n ?? 0
}

type Written = { readonly rows: readonly TouchedRow[]; readonly intakes: readonly string[] }

function receiptsOf({ act, reason }: Cleaning, touched: ReadonlySet<string>, { rows, intakes }: Written): EventDraft[] {
  const byMatter = Map.groupBy(rows, ({ matterId }) => matterId ?? '')
  return [
    // about nobody, so that no timeline tells the responsible unit that there is a complainant
    ...[...touched].map((id): EventDraft => ({
      act,
      subject: NOBODY_ID,
      reason,
      rows: [['matter', id], ['problem', id], ...(byMatter.get(id) ?? []).map(({ row }) => row)],
    })),
    ...intakes.map((id): EventDraft => ({ act, subject: id, rows: [['intake', id]] })),
  ]
}
