import type { DocxBlock, DocxCell, DocxTable } from '#kernel/docx-spec.ts'
import type { PaperEntry, PaperFacts, PaperFile, PaperPerson } from './paper-facts.ts'
import { dayInWords, joined, momentInWords } from './report-words.ts'

/** A day for a hand to fill in. */
export const BLANK_DAY = '　　　　年　　月　　日'
const BLANK_SIGN = ['签字（盖章）：　　　　　　　　　', BLANK_DAY]

export const label = (text: string, more: Partial<DocxCell> = {}): DocxCell => ({ text, label: true, ...more })
/** A value, or lines for a hand where there is none. */
export const value = (text: string | null | undefined, more: Partial<DocxCell> = {}): DocxCell => ({
  text: text ?? '',
  ...(!text && { blank: 1 }),
  ...more,
})
export const caption = (text: string): DocxBlock => ({ kind: 'caption', text })
export const table = (widths: readonly number[], rows: DocxTable['rows'], head = 0): DocxTable => ({
  kind: 'table',
  widths,
  rows,
  head,
})
export const dayOr = (day: string | null | undefined) => (day ? dayInWords(day) : BLANK_DAY)

/** 2026年11月23日10时30分 */
export const moment = (at: string) => momentInWords(at)

/** 王某（区住建局 局长） */
export const personWords = ({ name, unit, post }: PaperPerson) => {
  const of = [unit, post].filter((text) => text !== null && text !== '').join(' ')
  return of === '' ? name : `${name}（${of}）`
}

/** 佐证1—3、7 for files 1, 2, 3, 7; nothing for none. */
export function fileNumbers(files: readonly PaperFile[], ids: readonly string[]): string {
  const wanted = new Set(ids)
  const nos = files.filter(({ id }) => wanted.has(id)).map(({ no }) => no)
  const runs: [number, number][] = []
  for (const no of nos) {
    const last = runs.at(-1)
    if (last && last[1] === no - 1) last[1] = no
    else runs.push([no, no])
  }
  const words = runs.map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}、${to}` : `${from}—${to}`))
  return words.length === 0 ? '' : `佐证${words.join('、')}`
}

/** Who signed and when, with a word where somebody else entered it; lines for a hand where nobody has yet. */
export function signed(entry: PaperEntry | undefined, files: readonly PaperFile[]): string[] {
  if (!entry?.signatory) return BLANK_SIGN
  const original = entry.scanId === null ? '' : fileNumbers(files, [entry.scanId])
  const behalf = entry.recorder === null ? [] : [`（纸质件签署，${entry.recorder}代录${original === '' ? '' : `，原件见${original}`}）`]
  return [`签署人：${personWords(entry.signatory)}`, dayInWords(entry.signedOn), ...behalf]
}

/** 第2轮, after a revocation; nothing in the first. */
export const cycleWords = ({ cycleNo }: Pick<PaperFacts, 'cycleNo'>) => (cycleNo > 1 ? `（第${cycleNo}轮）` : '')

/** As of when, and the first figures of the hash over what the signatories saw. */
export function footOf({ cutOff, cycle }: PaperFacts): string {
  const seal = cycle?.entries.findLast((entry) => entry.seal !== null)?.seal
  return `截至${momentInWords(cutOff)}　${seal ? `封存摘要 ${seal.slice(0, 12)}` : '尚无封存'}`
}

/** What the problem is and who answers for it: the head of every form. */
export function problemTable(facts: PaperFacts): DocxTable {
  const { holders } = facts
  const span = { span: 3 }
  const source = [facts.source, facts.round].filter((text) => text !== null && text !== '').join(' ')
  const upstream = facts.upstreamNos.length > 0 ? [[label('上级编号'), value(joined(facts.upstreamNos), span)]] : []
  const point = facts.point ? [[label('点位'), value(facts.point, span)]] : []
  const people = [...holders.person, ...(holders.supervising.length > 0 ? [`督导单位：${joined(holders.supervising)}`] : [])]
  return table(
    [16, 34, 16, 34],
    [
      [label('任务编号'), value(facts.no), label('问题来源'), value(source)],
      ...upstream,
      [label('整改任务'), value(facts.task ?? facts.title, span)],
      [label('问题原文'), value(facts.wording, span)],
      ...point,
      [label('整改目标'), value(facts.target, { ...span, ...(!facts.target && { blank: 2 }) })],
      [label('包联领导'), value(joined(holders.leader)), label('牵头单位'), value(joined(holders.lead))],
      [label('配合单位'), value(joined(holders.co)), label('属地'), value(facts.region ?? joined(holders.territory))],
      [label('责任人'), value(joined(people)), label('验收单位'), value(joined(holders.acceptance))],
    ],
  )
}
