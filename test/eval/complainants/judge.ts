import { readFileSync } from 'node:fs'
import { sealText } from '#features/complainants/domain/complainant-text.ts'
import { recognise } from '#features/intake/domain/read/recognise.ts'
import type { Sheet } from '#kernel/sheet.ts'
import { ON } from '../labels.ts'

/** A sheet as it might come in; what is known of a complainant stands between ⟦ and ⟧. Merges: top, left, bottom, right, from 0. */
type LabelledSheet = { readonly at: string; readonly rows: readonly (readonly string[])[]; readonly merges?: readonly number[][] }
/** A text of somebody's complaint, or of those who deal with it; marked the same way. */
type LabelledText = { readonly kind: 'complaint' | 'account'; readonly text: string }

/** What was recognised: of the marked pieces those that no longer stand in the open, of the sealed pieces those that are marked. */
export type Judgement = {
  readonly marked: number
  readonly missed: readonly string[]
  readonly sealed: number
  readonly wrong: readonly string[]
}

const lines = <T>(name: string) =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)

export const labelledSheets = (): LabelledSheet[] => lines('sheets.jsonl')
export const labelledTexts = (): LabelledText[] => lines('texts.jsonl')

const MARKED = /⟦([^⟧]*)⟧/gu
const markedIn = (text: string) => [...text.matchAll(MARKED)].map(([, piece = '']) => piece)
const unmarked = (text: string) => text.replaceAll(/[⟦⟧]/gu, '')
/** Letters and digits of one width: spaces and dashes hide nothing. */
const bare = (text: string) => text.normalize('NFKC').replaceAll(/[^\p{L}\d]/gu, '')

/** Many judgements as one. */
const joined = (all: readonly Judgement[]): Judgement => ({
  marked: all.reduce((sum, { marked }) => sum + marked, 0),
  missed: all.flatMap(({ missed }) => missed),
  sealed: all.reduce((sum, { sealed }) => sum + sealed, 0),
  wrong: all.flatMap(({ wrong }) => wrong),
})

function judge(at: string, marked: readonly string[], { open, sealed }: { open: string; sealed: readonly string[] }): Judgement {
  const stands = bare(open)
  const overlaps = (piece: string) => marked.some((one) => bare(one).includes(bare(piece)) || bare(piece).includes(bare(one)))
  return {
    marked: marked.length,
    missed: marked.filter((one) => stands.includes(bare(one))).map((one) => `${at}: ${one}`),
    sealed: sealed.length,
    wrong: sealed.filter((piece) => !overlaps(piece)).map((piece) => `${at}: ${piece}`),
  }
}

/** All sheets, read as an import reads them: what others see is everything but the sealed cells. */
export const judgeSheets = (): Judgement =>
  joined(
    labelledSheets().map((label) => {
      const { tables } = recognise([sheetOf(label)], { on: ON })
      const sealed = tables.flatMap(({ rows }) => rows.flatMap((row) => (row.sealed ?? []).map(({ text }) => text)))
      const open = JSON.stringify(tables, (key, value: unknown) => (key === 'sealed' ? undefined : value))
      return judge(label.at, label.rows.flat().flatMap(markedIn), { open, sealed })
    }),
  )

/** All texts, each by itself. */
export const judgeTexts = (): Judgement =>
  joined(
    labelledTexts().map(({ kind, text }, at) => {
      const { text: open, pieces } = sealText(unmarked(text), { isComplaint: kind === 'complaint' })
      return judge(`text ${at + 1}`, markedIn(text), { open, sealed: pieces.map((piece) => piece.text) })
    }),
  )

function sheetOf({ at, rows, merges = [] }: LabelledSheet): Sheet {
  return {
    name: at,
    hidden: false,
    rows: rows.map((cells, i) => ({
      row: i + 1,
      hidden: false,
      cells: cells.map((cell) => (cell === '' ? null : { text: unmarked(cell), kind: 'text' as const })),
    })),
    merges: merges.map(([top = 0, left = 0, bottom = 0, right = 0]) => ({ top: top + 1, left, bottom: bottom + 1, right })),
    hiddenColumns: [],
  }
}
