import type { DocxBlock, DocxCell, DocxSpec } from '#kernel/docx-spec.ts'
import { documentNo } from '#kernel/docx-spec.ts'
import { DAY_TYPE_WORDS, type StepSort, specOf } from '#kernel/rooms/closeout-steps.ts'
import { REVOKE_KIND_WORDS, type Verdict, VERDICT_WORDS } from '#kernel/rooms/closeout-tables.ts'
import type { PaperCycle, PaperEntry, PaperFacts, PaperNotice, PaperStep } from './paper-facts.ts'
import {
  BLANK_DAY,
  caption,
  cycleWords,
  dayOr,
  fileNumbers,
  footOf,
  label,
  personWords,
  problemTable,
  signed,
  table,
} from './paper-words.ts'
import { dayInWords } from './report-words.ts'

/** 销号审批（备案）表 (rules.md R-59): every opinion of the cycle in the order it was given, then the steps still to come, for a hand. */
export function approvalPaper(facts: PaperFacts): DocxSpec {
  const { cycle } = facts
  const rows = [...(cycle ? entryRows(facts, cycle) : [applicationRow(null)]), ...toCome(facts)]
  return {
    title: `${facts.jurisdiction}生态环境问题整改销号审批（备案）表${cycleWords(facts)}`,
    foot: footOf(facts),
    blocks: [
      caption('一、问题基本情况'),
      problemTable(facts),
      caption('二、申请、核查、公示与审批'),
      table([16, 84], rows),
      ...closing(cycle),
    ],
  }
}

const applicationRow = (entry: PaperEntry | null, cycle?: PaperCycle): DocxCell[] => {
  const applied = cycle ? `${dayInWords(cycle.completedOn)}全部完成，申请销号。` : ''
  const who = entry?.signatory
    ? [`申请人：${personWords(entry.signatory)}`, dayInWords(entry.signedOn)]
    : ['申请单位（盖章）：　　　　　　　', BLANK_DAY]
  return [label('销号申请'), { text: applied, ...(entry === null && { blank: 2 }), sign: who }]
}

/** What each kind of act says in the form; nothing for what the form has no line for. */
function entryRows(facts: PaperFacts, cycle: PaperCycle): DocxCell[][] {
  return cycle.entries.flatMap((entry): DocxCell[][] => {
    const name = label(entry.stepName)
    const sign = signed(entry, facts.files)
    if (entry.act === 'apply') return [applicationRow(entry, cycle)]
    if (entry.act === 'withdraw') return [[label('撤回申请'), { text: entry.text ?? '', sign }]]
    if (entry.act === 'verification') return [[name, { text: verificationText(entry), sign }]]
    if (entry.act === 'notice_end') return [[name, { text: noticeText(facts, cycle, entry), sign }]]
    if (entry.act === 'filing' && entry.filing) return [[name, { text: filingText(entry.filing), sign }]]
    return entry.verdict === null ? [] : [[name, { text: opinionText(entry.verdict, entry.text), sign }]]
  })
}

const opinionText = (verdict: Verdict, text: string | null) => {
  const word = VERDICT_WORDS[verdict]
  return text?.startsWith(word) ? text : `${word}。${text ?? ''}`
}

function verificationText({ verdict, verification, text }: PaperEntry): string {
  if (verification === null) return text ?? ''
  const refused = verification.lines.filter((line) => line.verdict === 'refused').length
  const counted = `核查措施 ${verification.lines.length} 条，认可 ${verification.lines.length - refused} 条${refused > 0 ? `，不认可 ${refused} 条` : ''}。`
  return `${verdict === 'fail' ? '不通过' : '通过'}。${dayInWords(verification.from.slice(0, 10))}，${verification.members.length} 人现场核查，${counted}${verification.text}`
}

/** The period as it runs or ran, and every objection that came in it with what came of it. */
function noticeText(facts: PaperFacts, cycle: PaperCycle, end: PaperEntry): string {
  const at = cycle.entries.indexOf(end)
  const notice = cycle.entries.slice(0, at).findLast((entry) => entry.act === 'notice' && entry.step === end.step)?.notice
  const scan = end.scanId === null ? '' : `公示材料见${fileNumbers(facts.files, [end.scanId])}。`
  const verdict = end.verdict === 'return' ? `${VERDICT_WORDS.return}。` : ''
  const objections = cycle.objections.filter(({ receivedOn }) => !notice || (receivedOn >= notice.from && receivedOn <= end.signedOn))
  const counted = objections.length === 0 ? '公示期间未收到异议。' : `公示期间收到异议 ${objections.length} 件：`
  return [
    `${notice ? noticed(facts, notice, end.step) : ''}${scan}${verdict}${end.text ?? ''}`,
    counted,
    ...objections.map(objectionText),
  ].join('\n')
}

function noticed({ steps }: PaperFacts, { from, to, medium, address }: PaperNotice, key: string): string {
  const step = steps.find((one) => one.key === key)
  const days = step?.days !== undefined && step.dayType !== undefined ? `（${step.days}个${DAY_TYPE_WORDS[step.dayType]}）` : ''
  return `${dayInWords(from)}至${dayInWords(to)}${days}在${medium}公示。${address ? `网址：${address}。` : ''}`
}

function objectionText({ receivedOn, text, answer, answeredOn, upheld }: PaperCycle['objections'][number], i: number): string {
  const outcome = upheld === null ? '' : upheld ? '异议成立。' : '异议不成立。'
  const reply = answer === null ? '尚未答复。' : `${answeredOn === null ? '' : `${dayInWords(answeredOn)}答复：`}${answer}`
  return `异议${i + 1}（${dayInWords(receivedOn)}收到）：${text}\n　　${outcome}${reply}`
}

const filingText = ({ no, to, on }: { readonly no: string; readonly to: string; readonly on: string }) =>
  `备案文号：${documentNo(no)}\n备案机关：${to}\n备案日期：${dayInWords(on)}`

/** Lines for a hand, by how a step is decided. */
const BLANKS: Readonly<Record<StepSort, DocxCell>> = {
  opinion: { text: '', blank: 3, sign: ['签字（盖章）：　　　　　　　　　', BLANK_DAY] },
  verification: { text: '□ 通过　　□ 不通过', blank: 2, sign: ['验收单位（盖章）：　　　　　　　', BLANK_DAY] },
  notice: {
    text: `公示媒介：　　　　　　　　　　　\n公示时间：${BLANK_DAY}至${BLANK_DAY}\n公示结果：□ 无异议　　□ 有异议（　　件）`,
    sign: ['经办人：　　　　　　　　　', BLANK_DAY],
  },
  filing: { text: '备案文号：\n备案机关：', sign: ['经办人：　　　　　　　　　', BLANK_DAY] },
}
/** Steps that have not passed; a notice that runs has its period filled in. */
function toCome(facts: PaperFacts): DocxCell[][] {
  const { steps, cycle } = facts
  if (cycle?.revoked) return []
  return steps.filter(({ state }) => state !== 'passed').map((step) => [label(step.name), blankOf(facts, step)])
}

function blankOf(facts: PaperFacts, { kind, key, state }: PaperStep): DocxCell {
  const last = facts.cycle?.entries.findLast((entry) => entry.step === key)
  const { sort } = specOf(kind)
  if (sort !== 'notice' || state !== 'now' || !last?.notice) return BLANKS[sort]
  return { ...BLANKS.notice, text: `${noticed(facts, last.notice, key)}\n公示结果：□ 无异议　　□ 有异议（　　件）` }
}

const line = (text: string): DocxBlock => ({ kind: 'line', text, align: 'left' })
function closing(cycle: PaperCycle | null): DocxBlock[] {
  if (!cycle) return []
  const counts = `本轮申请 ${cycle.applications} 次，退回 ${cycle.returns} 次。`
  const closed = cycle.closedOn === null ? '' : `销号日期：${dayOr(cycle.closedOn)}。`
  const revoked = cycle.revoked
    ? [line(`本次销号已于${dayInWords(cycle.revoked.on)}撤销（${REVOKE_KIND_WORDS[cycle.revoked.kind]}）：${cycle.revoked.reason}`)]
    : []
  return [line(`${counts}${closed}`), ...revoked]
}
