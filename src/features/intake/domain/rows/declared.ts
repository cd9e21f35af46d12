import type { Declared } from '#kernel/rooms/problems-tables.ts'
import { type Day, dayOf } from '#kernel/days.ts'
import { type Issue, type Line, textOf } from '../plan/line.ts'

const NOT = /未|没有|尚|待|拟|计划|预计|申请|力争|确保|暂/u
const CLOSED = /销号/u
const DONE = /(?:已经?|全部|整改)(?:完成|办结|整改到位)|^完成(?:整改)?$|^办结$|完成整改|整改到位/u
const IN_HAND = /正在|推进|进行中|整改中|在建|部分|基本完成|阶段性|序时/u
/** A share that is not all of it. */
const SHARE = /(?<![\d.])(?!100(?:\.0+)?%)\d{1,3}(?:\.\d+)?%/u

/**
 * What an earlier ledger's status says of a row's end, or null where it says nothing certain. A claim, never a closure of ours
 * (rules.md R-43); 已完成 and 已销号 are kept apart. Each clause speaks for itself: 已完成市级验收，待省备案 is done and not closed.
 */
function declaredIn(status: string): Declared | null {
  const words = status.normalize('NFKC').replaceAll(/\s/gu, '')
  const clauses = words.split(/[,;。、]/u).filter((clause) => clause !== '')
  if (clauses.some((clause) => CLOSED.test(clause) && !NOT.test(clause) && !/^否|不/u.test(clause))) return 'closed'
  if (IN_HAND.test(words) || SHARE.test(words)) return 'in_hand'
  return clauses.some((clause) => DONE.test(clause) && !NOT.test(clause)) ? 'done' : null
}

const STATUS_HEAD = /销号|完成情况|是否完成|办结|验收.{0,3}情况/u
const CLOSING_HEAD = /销号/u
const PERIOD_HEAD = /时间|日期/u
const YES = /^(?:是|√|✓|☑|已)$/u
const NO = /^(?:否|×|✗|未|未销号|尚未销号|没有)$/u

type Claim = { readonly head: string; readonly text: string; readonly declared: Declared | null }
export type Declaring = {
  readonly declared: Declared | null
  /** The claim as it stands in the sheet. */
  readonly declaredRaw: string | null
  /** The day it gives: a month alone is none. */
  readonly declaredOn: Day | null
  /** When, as it stands in the sheet, with its head. */
  readonly declaredWhen: string | null
}

/** The claims of a sheet, in its own words: status, done, conclusion, and heads of their own such as 是否销号 = 已销号. */
export function declaredOf(line: Line): Declaring & { readonly issues: readonly Issue[] } {
  const claims = [...ownClaims(line), ...fieldClaims(line)]
  const denied = claims.find(({ head, text }) => CLOSING_HEAD.test(head) && NO.test(text))
  const doubted = denied && claims.find(({ declared }) => declared === 'closed')
  const issues = denied && doubted ? [contradiction(line, denied, doubted)] : []
  const order = doubted ? (['done', 'in_hand'] as const) : (['closed', 'done', 'in_hand'] as const)
  const first = order.map((kind) => claims.find(({ declared }) => declared === kind)).find((claim) => claim !== undefined)
  const plain = claims.filter(({ head }) => head === '').map(({ text }) => text)
  if (!first) return { ...NOTHING_CLAIMED, declaredRaw: plain.length > 0 ? plain.join('；') : null, issues }
  return {
    declared: first.declared,
    declaredRaw: first.head === '' ? first.text : `${first.head}：${first.text}`,
    ...whenOf(line, first),
    issues,
  }
}
const NOTHING_CLAIMED = { declared: null, declaredRaw: null, declaredOn: null, declaredWhen: null } as const

function ownClaims({ unmapped }: Line): Claim[] {
  return Object.entries(unmapped).flatMap(([head, cell]) => {
    const text = cell.trim()
    if (text === '' || !STATUS_HEAD.test(head) || PERIOD_HEAD.test(head)) return []
    const yes = CLOSING_HEAD.test(head) ? 'closed' : 'done'
    return [{ head, text, declared: YES.test(text) ? yes : declaredIn(text) } as const]
  })
}

/** A column 整改完成情况 says how far it is; any other progress is a text about the work. */
function fieldClaims(line: Line): Claim[] {
  const texts = [textOf(line, 'status'), textOf(line, 'done'), textOf(line, 'conclusion')].filter((text) => text !== null)
  const stated = texts.map((text) => ({ head: '', text, declared: declaredIn(text) }))
  const head = line.heads['progress'] ?? ''
  const text = /完成情况/u.test(head) ? textOf(line, 'progress') : null
  return text === null ? stated : [...stated, { head, text, declared: declaredIn(text) }]
}

const contradiction = ({ row }: Line, denied: Claim, doubted: Claim): Issue => ({
  row,
  column: denied.head,
  message: `“${denied.head}”写“${denied.text}”，另一处写“${doubted.text}”：未按已销号登记，请核对原件`,
})

/** When it ended: a closure by its own column or words, else by the day of completion, which is named but is not the day of a closure. */
function whenOf(line: Line, { declared, text }: Claim): Pick<Declaring, 'declaredOn' | 'declaredWhen'> {
  if (declared === 'in_hand') return { declaredOn: null, declaredWhen: null }
  const closing = headed(line, /(?:销号|办结|验收)(?:时间|日期)/u)
  const done = headed(line, /(?:完成|办结)(?:时间|日期)/u)
  if (declared === 'done') return moment(done ?? (closing && !CLOSING_HEAD.test(closing.head) ? closing : undefined))
  const within = /\d{4}年\d{1,2}月(?:\d{1,2}日)?(?=[^，,；;。]*销号)/u.exec(text)?.[0]
  const own = closing ?? (within === undefined ? undefined : { head: '', text: within })
  return own ? moment(own) : { ...moment(done), declaredOn: null }
}

function headed({ unmapped }: Line, pattern: RegExp): { head: string; text: string } | undefined {
  const [head, text] = Object.entries(unmapped).find(([name, cell]) => pattern.test(name) && cell.trim() !== '') ?? []
  return head === undefined || text === undefined ? undefined : { head, text: text.trim() }
}

const moment = (at: { readonly head: string; readonly text: string } | undefined) => ({
  declaredOn: at ? dayIn(at.text) : null,
  declaredWhen: at ? (at.head === '' ? at.text : `${at.head}：${at.text}`) : null,
})

const dayIn = (text: string): Day | null => {
  const [, year = '', month = '', date = ''] = /(\d{4})\D(\d{1,2})\D(\d{1,2})/u.exec(text.normalize('NFKC')) ?? []
  return dayOf(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`) ?? null
}
