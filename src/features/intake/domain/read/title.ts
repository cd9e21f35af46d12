import type { SheetRow } from '#kernel/sheet.ts'
import { filledIn } from './grid.ts'

const CHANNEL = /^(?:来信|来电|群众来信|群众来电)$/u
const FORM_LINE = /^(?:单位|填报|填表|制表|报送)\S{0,6}[:：]/u
const BATCH = /第\s*[一二三四五六七八九十百\d]+(?:\s*[、，,和至—-]\s*[一二三四五六七八九十百\d]+)*\s*批/u

export type Title = { readonly text: string | null; readonly batch: string | undefined; readonly channel: string | undefined }

/** What the lines over a head say: the title, and the batch and channel the table belongs to (t01, t03, t19). */
export function titleOf(rows: readonly SheetRow[]): Title {
  const lines = rows.map((row) =>
    filledIn(row)
      .map(({ text }) => text)
      .join(' '),
  )
  const text = lines
    .filter((line) => !CHANNEL.test(line) && !FORM_LINE.test(line))
    .map((line) => line.replace(/\s*\n\s*/gu, ''))
    .join(' ')
  return { text: text === '' ? null : text, batch: BATCH.exec(text)?.[0], channel: lines.map(channelOf).find((one) => one !== undefined) }
}

/** A line that only names how the cases below it came in. */
export const channelOf = (line: string): string | undefined => (CHANNEL.test(line.trim()) ? line.trim() : undefined)
