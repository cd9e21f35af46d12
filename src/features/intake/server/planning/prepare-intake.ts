import type { Day } from '#kernel/days.ts'
import type { Directory } from '#features/org/server/directory.queries.ts'
import { type Draft, type DraftContext, draftOf } from '../../domain/plan/draft.ts'
import type { Line } from '../../domain/plan/line.ts'
import { isImportable, lineReader } from '../../domain/plan/lines.ts'
import { type Unmatched, newFinder } from '../../domain/plan/names.ts'
import type { Choices, Preview } from '../../intake.contract.ts'
import type { Understood } from '../reading/read-intake.ts'
import { tableReply } from '../table-reply.ts'

/** A row with the problem it tells of; null where it names none. */
export type PreparedRow = { readonly line: Line; readonly draft: Draft | null }
/** What a file says, whatever the ledger holds: all that is slow and needs no database. */
export type Prepared = {
  readonly tables: Preview['tables']
  readonly notices: Preview['notices']
  readonly rows: readonly PreparedRow[]
  /** Names that are nobody's here, those named most first. */
  readonly unmatched: readonly Unmatched[]
  /** Sources that cells name and nobody has registered: their rows go under the chosen one. */
  readonly unknownSources: readonly string[]
}
export type PrepareContext = { readonly choices: Choices; readonly directory: Directory; readonly today: Day }

/** Few enough that whoever takes them in can do something else in between. */
const BATCH = 250

/**
 * The rows of a file as problems, with the holders of this place, by what a person has decided so far: a batch at a time, so that
 * a large file never stands in memory twice; at the end what is said of the whole.
 */
export function* prepareIntake(
  { recognised, notices }: Understood,
  { choices, directory, today }: PrepareContext,
): Generator<readonly PreparedRow[], Omit<Prepared, 'rows'>> {
  const leftOut = new Set((choices.tables ?? []).filter((table) => table.leftOut).map(({ table }) => table))
  const chosen = (choices.names ?? []).map(({ kind, raw, unitId, personId }) => ({ kind, raw, id: unitId ?? personId ?? null }))
  const names = newFinder({ ...directory, known: [...directory.known, ...chosen] })
  const sources = sourceFinder(directory.sources, choices.sourceId ?? null)
  const context = { sourceOf: sources.find, receivedOn: choices.receivedOn ?? today, on: today, names }
  for (const [i, table] of recognised.tables.entries()) {
    if (!isImportable(table) || leftOut.has(i)) continue
    const lineOf = lineReader(table)
    for (let from = 0; from < table.rows.length; from += BATCH)
      yield table.rows.slice(from, from + BATCH).map((row) => preparedRow(lineOf(row), context))
  }
  return {
    tables: recognised.tables.map((table, i) => tableReply(table, i, choices)),
    notices: notices.map(({ kind, message }) => ({ kind, message })),
    unmatched: names.unmatched().toSorted((a, b) => b.count - a.count),
    unknownSources: sources.unknown(),
  }
}

const NO_CELLS: Line['cells'] = new Map()

/** Cells have become the draft; nobody asks for them again, and they are the heavier half. */
function preparedRow(line: Line, context: DraftContext): PreparedRow {
  const draft = draftOf(line, context)
  const bare = { ...line, cells: NO_CELLS, unmapped: {} }
  return { line: bare, draft: draft && { ...draft, line: bare } }
}

function sourceFinder(sources: readonly { id: string; name: string }[], chosen: string | null) {
  const ids = new Map(sources.map(({ id, name }) => [name, id]))
  const unknown = new Set<string>()
  const find = (words: string | null): string | null => {
    if (words === null) return chosen
    const own = ids.get(words)
    if (own === undefined) unknown.add(words)
    return own ?? chosen
  }
  return { find, unknown: () => [...unknown] }
}
