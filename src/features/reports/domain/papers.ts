import type { DocxSpec } from '#kernel/docx-spec.ts'
import { REVOKE_KIND_WORDS } from '#kernel/rooms/closeout-tables.ts'
import { applicationPaper, measuresPaper } from './application-paper.ts'
import { approvalPaper } from './approval-paper.ts'
import { noticePaper } from './notice-paper.ts'
import type { PaperFacts } from './paper-facts.ts'
import { dayInWords } from './report-words.ts'
import { verificationPaper, verificationsOf } from './verification-paper.ts'

/** The papers of a close-out (rules.md R-59). */
export const PAPERS = ['application', 'measures', 'verification', 'notice', 'approval'] as const
export type Paper = (typeof PAPERS)[number]
export const PAPER_WORDS: Readonly<Record<Paper, string>> = {
  application: '销号申请表',
  measures: '逐项完成情况及佐证索引',
  verification: '现场核查（验收）表',
  notice: '销号公示',
  approval: '销号审批（备案）表',
}

/** A paper from the facts; undefined where the verification asked for has not taken place. */
export function paperOf(facts: PaperFacts, paper: Paper, nth?: number): DocxSpec | undefined {
  if (paper === 'verification') {
    const entry = nth === undefined ? undefined : verificationsOf(facts)[nth - 1]
    return nth !== undefined && !entry ? undefined : verificationPaper(facts, entry)
  }
  const made = { application: applicationPaper, measures: measuresPaper, notice: noticePaper, approval: approvalPaper }
  return made[paper](facts)
}

export type Offer = {
  readonly paper: Paper
  readonly nth?: number
  readonly title: string
  /** False: a form with lines for a hand. */
  readonly filled: boolean
  readonly note: string
}

/** What can be printed of a cycle: in the running one also the forms whose turn has not come, with what is known filled in. */
export function offersOf(facts: PaperFacts, running: boolean): Offer[] {
  const { cycle, measures } = facts
  const verified = verificationsOf(facts)
  const noticed = cycle?.entries.some(({ notice }) => notice) ?? false
  const offer = (paper: Paper, filled: boolean, note: string): Offer[] =>
    filled || running ? [{ paper, title: PAPER_WORDS[paper], filled, note }] : []
  return [
    ...offer('application', cycle !== null, '问题、措施逐项完成情况、意见和附件目录'),
    ...(measures.length > 0 ? offer('measures', true, '每条措施由哪几件佐证证明') : []),
    ...verified.map((entry, i): Offer => ({
      paper: 'verification',
      nth: i + 1,
      title: `${PAPER_WORDS.verification}${verified.length > 1 ? `（第${i + 1}次）` : ''}`,
      filled: true,
      note: `${dayInWords(entry.signedOn)}核查，${entry.verdict === 'fail' ? '不通过' : '通过'}`,
    })),
    ...(verified.length === 0 || running ? offer('verification', false, '带到现场用，问题、措施和佐证编号已填好') : []),
    ...offer('notice', noticed, '公示正文'),
    ...offer('approval', cycle !== null && cycle.entries.length > 1, '按先后列出每一级意见、公示结果和备案'),
  ]
}

/** 第2轮（办理中） */
export function cycleTitle({ cycleNo, cycle }: PaperFacts): string {
  if (!cycle) return `第${cycleNo}轮（尚未申请销号）`
  const ended = cycle.revoked ? `${dayInWords(cycle.revoked.on)}撤销：${REVOKE_KIND_WORDS[cycle.revoked.kind]}` : null
  return `第${cycleNo}轮（${ended ?? (cycle.closedOn === null ? '办理中' : `${dayInWords(cycle.closedOn)}销号`)}）`
}
