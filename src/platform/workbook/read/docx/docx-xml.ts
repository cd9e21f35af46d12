import type { Archive } from '../archive.ts'
import { damagedDocx } from './docx-package.ts'
import { LIMITS } from '../limits.ts'
import { type Attributes, readXml } from '../xml.ts'

/** A cell as the document writes it: how many columns of the grid it takes, and whether it goes on from the row above. */
export type DocxCell = { readonly span: number; readonly goesOn: boolean; readonly text: string }
export type RowNode = { readonly before: number; readonly cells: readonly DocxCell[] }
export type TableNode = {
  readonly rows: readonly RowNode[]
  readonly widths: readonly string[]
  /** Tables inside cells, put into the text of their cell. */
  readonly nested: number
  /** Paragraphs in cells that Word numbers by itself: the number is nowhere in the file. */
  readonly numbered: number
}
export type Block = { readonly paragraph: string } | { readonly table: TableNode }

type OpenCell = { span: number; goesOn: boolean; lines: string[] }
type OpenRow = { before: number; cells: DocxCell[]; cell: OpenCell | undefined; gone: boolean }
type OpenTable = { rows: RowNode[]; widths: string[]; nested: number; numbered: number; row: OpenRow | undefined }
type State = {
  readonly blocks: Block[]
  readonly tables: OpenTable[]
  readonly paragraphs: string[]
  /** Depth inside something a person does not see: tracked deletions, the twin of a drawing, phonetic readings. */
  unseen: number
  inText: boolean
  inRun: boolean
  hiddenRun: boolean
}

const UNSEEN = new Set(['del', 'moveFrom', 'Fallback', 'rt'])
const isOff = (value: string | undefined) => value === '0' || value === 'false' || value === 'off'

/** The paragraphs and tables of a document in order, as a person reads them: deletions left out, insertions kept. */
export async function readBlocks(archive: Archive, part: string): Promise<Block[]> {
  const state: State = { blocks: [], tables: [], paragraphs: [], unseen: 0, inText: false, inRun: false, hiddenRun: false }
  await readXml(archive.chunks(part), {
    open(name, attributes) {
      if (UNSEEN.has(name)) state.unseen += 1
      // Properties of a row that was deleted say so with the same word, so they are looked at before it hides anything.
      if (name === 'del') markDeletedRow(state)
      if (state.unseen === 0) OPENING[name]?.(state, attributes)
      trail(state, name, 1)
    },
    close(name) {
      trail(state, name, -1)
      if (UNSEEN.has(name)) state.unseen -= 1
      else if (state.unseen === 0) CLOSING[name]?.(state)
    },
    text(piece) {
      if (state.inText && state.unseen === 0 && !state.hiddenRun) appendText(state, piece)
    },
  })
  return state.blocks
}

/** Whether the element just read stands in the properties of a row. */
const rowProperties = new WeakMap<State, number>()
function trail(state: State, name: string, step: 1 | -1): void {
  if (name === 'trPr') rowProperties.set(state, (rowProperties.get(state) ?? 0) + step)
}

function markDeletedRow(state: State): void {
  const row = state.tables.at(-1)?.row
  if (row && (rowProperties.get(state) ?? 0) > 0) row.gone = true
}

function appendText(state: State, text: string): void {
  const at = state.paragraphs.length - 1
  if (at >= 0) state.paragraphs[at] += text
}

const OPENING: Readonly<Record<string, (state: State, attributes: Attributes) => void>> = {
  tbl(state) {
    const outer = state.tables[0]
    if (outer) outer.nested += 1
    state.tables.push({ rows: [], widths: [], nested: 0, numbered: 0, row: undefined })
  },
  gridCol: (state, attributes) => void state.tables.at(-1)?.widths.push(attributes['w:w'] ?? ''),
  tr(state) {
    const table = state.tables.at(-1)
    if (table) table.row = { before: 0, cells: [], cell: undefined, gone: false }
  },
  gridBefore(state, attributes) {
    const row = state.tables.at(-1)?.row
    if (row) row.before = countIn(attributes)
  },
  tc(state) {
    const row = state.tables.at(-1)?.row
    if (row) row.cell = { span: 1, goesOn: false, lines: [] }
  },
  gridSpan(state, attributes) {
    const cell = state.tables.at(-1)?.row?.cell
    if (cell) cell.span = Math.max(1, countIn(attributes))
  },
  vMerge(state, attributes) {
    const cell = state.tables.at(-1)?.row?.cell
    if (cell) cell.goesOn = attributes['w:val'] !== 'restart'
  },
  numPr(state) {
    const [outer] = state.tables
    if (outer) outer.numbered += 1
  },
  p: (state) => void state.paragraphs.push(''),
  r: (state) => void Object.assign(state, { inRun: true, hiddenRun: false }),
  vanish(state, attributes) {
    if (state.inRun && !isOff(attributes['w:val'])) state.hiddenRun = true
  },
  t: (state) => void (state.inText = true),
  tab: (state) => appendText(state, state.inRun ? '\t' : ''),
  br: (state, attributes) => appendText(state, ['page', 'column'].includes(attributes['w:type'] ?? '') ? '' : '\n'),
  cr: (state) => appendText(state, '\n'),
  noBreakHyphen: (state) => appendText(state, '-'),
}

const CLOSING: Readonly<Record<string, (state: State) => void>> = {
  t: (state) => void (state.inText = false),
  r: (state) => void Object.assign(state, { inRun: false, hiddenRun: false }),
  p(state) {
    addLine(state, state.paragraphs.pop() ?? '')
  },
  tc(state) {
    const row = state.tables.at(-1)?.row
    if (!row?.cell) return
    const { span, goesOn, lines } = row.cell
    row.cells.push({ span, goesOn, text: lines.join('\n').trim() })
    row.cell = undefined
  },
  tr(state) {
    const table = state.tables.at(-1)
    if (table?.row && !table.row.gone) table.rows.push({ before: table.row.before, cells: table.row.cells })
    if (table) table.row = undefined
  },
  tbl: closeTable,
}

function addLine(state: State, text: string): void {
  const cell = state.tables.at(-1)?.row?.cell
  if (cell) cell.lines.push(text)
  else if (state.tables.length === 0 && text.trim() !== '') state.blocks.push({ paragraph: text.trim() })
}

/** A table inside a cell becomes lines of that cell, one for each of its rows. */
function closeTable(state: State): void {
  const done = state.tables.pop()
  if (!done) return
  const outer = state.tables.at(-1)?.row?.cell
  if (!outer) {
    state.blocks.push({ table: { rows: done.rows, widths: done.widths, nested: done.nested, numbered: done.numbered } })
    return
  }
  for (const { cells } of done.rows) outer.lines.push(cells.map(({ text }) => text).join(' '))
}

function countIn(attributes: Attributes): number {
  const count = Number(attributes['w:val'])
  if (!Number.isInteger(count) || count < 0 || count > LIMITS.columns * 10) throw damagedDocx()
  return count
}
