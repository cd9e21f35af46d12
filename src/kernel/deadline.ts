import { type Day, yearOf } from './days.ts'
import { type DateWords, findDates, spanOf, yearIn } from './deadline-dates.ts'
import { type DeadlineUnit, type Duration, findDurations } from './deadline-durations.ts'
import { canonical } from './deadline-text.ts'

export type { DeadlineUnit }
export type DeadlineKind = 'by' | 'window' | 'within' | 'immediate' | 'lasting' | 'recurring' | 'unparsed'
/** What a deadline phrase says (rules.md R-31); a missing key means the phrase does not say it for certain. */
export type Deadline = {
  readonly kind: DeadlineKind
  /** The last day allowed. */
  readonly date?: Day
  /** The first day of a window. */
  readonly from?: Day
  readonly amount?: number
  readonly unit?: DeadlineUnit
  /** The words that name the starting point. */
  readonly anchor?: string
  readonly lasting?: true
  readonly ambiguous?: true
}

const UNPARSED: Deadline = { kind: 'unparsed' }
const UNCLEAR: Deadline = { kind: 'unparsed', ambiguous: true }

/** Set down after the limit, as a ledger is kept up: no part of the phrase. 8月31日(已完成) may be the day of completion. */
const DONE_SINCE = /(?<=前|前完成)[,(]已经?(?:全部)?(?:完成|办结|销号|整改到位)(?:整改|销号)?\)?$/u
const STAGES = /短期|中期|长期|近期|远期|分阶段|第[一二三四\d]阶段/gu
const KEPT_UP = /长期坚持|坚持长期|长期持续|长期保持|长期巩固|长期推进|长期整改|长期抓|常态化|常态长效|常态坚持|[常长]抓不懈/u
const GOING_ON = /长期(?!目标|规划|以来)|常态|持续/u
const AT_ONCE = /立行立改|立[整查知]立改|即[知行查]即改|立即|即刻|即时整改|马上|当即|当场|第一时间/u
const EVERY =
  /(?:[每逐按]隔?(?:\d{1,2}|半|双|两)?个?(?:工作日|小时|天|日(?![期程])|周|星期|旬|月|季度|季|年)|(?<!\d)[1半]个?(?:月|季度|季|周|年|日|旬)一(?!\d))度?年?(?:\d{1,2}月)?(?:[上中下]旬|底|末|初|(?:\d{1,2}[日号][、和]?)+)?(?:\d{1,2}[时点])?前?/u

/**
 * What a deadline phrase says (rules.md ). `on` gives the year to a phrase that names none.
 * Whatever leaves a doubt becomes ambiguous or unparsed: a wrong date is worse than a question to a person.
 */
export function parseDeadline(text: string, on: Day): Deadline {
  const phrase = canonical(text).replace(DONE_SINCE, '')
  const read = isStaged(phrase) ? UNCLEAR : readPhrase(phrase, on)
  return KEPT_UP.test(phrase) ? { ...read, lasting: true } : read
}

const isStaged = (phrase: string) => new Set(phrase.match(STAGES)).size > 1 || /分阶段|中长期/u.test(phrase)

function readPhrase(phrase: string, on: Day): Deadline {
  const every = EVERY.exec(phrase)
  if (every) {
    const rest = cut(phrase, every.index, every.index + every[0].length)
    return namesTime(rest) ? UNCLEAR : { kind: 'recurring' }
  }
  const durations = findDurations(phrase)
  if (durations.length > 1) return UNCLEAR
  const [duration] = durations
  if (duration) return readWithin(phrase, duration)
  return readDates(phrase, on)
}

const cut = (text: string, start: number, end: number) => `${text.slice(0, start)}#${text.slice(end)}`
const COUNTED = /\d+(?:\.\d+)?(?:个(?!月|工作|星期|小时|季|自然)|家|处|项|条|座|户|公里|吨|亩|件|台|套|米|万|平方)/gu
const TIME_WORDS = /\d|月底|年[底末中初]|月[末初]|季度|[上中下]旬|半年|次年|当年|工作日/u
/** Does a remainder still speak of numbers or times? Then what was read is not the whole deadline. */
const namesTime = (rest: string) => TIME_WORDS.test(rest.replaceAll(COUNTED, ''))

// ---- so much time after something ----

function readWithin(phrase: string, { start, end, amount, unit }: Duration): Deadline {
  const anchor = anchorBefore(phrase.slice(0, start)) ?? anchorAfter(phrase.slice(end))
  const rest = cut(phrase, start, end)
  if (namesTime(anchor === undefined ? rest : rest.replace(anchor, '')) || DOUBT.test(rest) || BEFORE_EVENT.test(rest))
    return { kind: 'within', ambiguous: true }
  return anchor === undefined ? { kind: 'within', amount, unit } : { kind: 'within', amount, unit, anchor }
}

/** 收到反馈后，须在 | 30个工作日内 → 收到反馈后 */
function anchorBefore(before: string): string | undefined {
  const clause = before
    .replace(/[,:在须应需限的务必请于]+$/u, '')
    .split(/[,;。:()]/u)
    .at(-1)
  if (clause === undefined || !/(?<![今最前落善滞])(?:后|起|之日)$/u.test(clause)) return undefined
  return clause.replace(/^(?:须|应|需|要|请|在|于|限期?|必须|务必|原则上|并|且)+/u, '')
}
const anchorAfter = (after: string) => /^[(,]((?:自|从)[^,;。()]*?(?:之日起|后|起))/u.exec(after)?.[1]

// ---- calendar dates ----

const CLOCK = /^T?(?:[上下]午|晚上?|中午)?(?:(?<hour>\d{1,2})(?::(?<minute>\d{2})(?::\d{2}(?:\.\d+)?)?|[时点](?:\d{1,2}分|整|半)?))/u
const STARTS = /^(?:起|[至到-]|以?后|之后|以来|来|至今|开始|启动|初|中(?!央|心|旬))/u
const BEFORE = /^(?:之前|以前|前)/u
/** 汛期前, 验收前: before something else than the date. */
const BEFORE_EVENT = /(?<![目以之])前(?![期进后往景述])/u
/** What may follow a bare year or month; 2024年汛期 is not all of 2024. */
const PLAIN_END =
  /^(?:$|[,;。()#份]|按期|如期|全面|全部|基本|力争|并|要|须|应|完成|整改|治理|达标|达到|到位|实现|投产|建成|投用|竣工|验收|销号|办结|见效|取得)/u
const DOUBT =
  /已(?!知)|未|原定|原计划|启动|开工|动工|开始|左右|前后|不早于|提前|%|百分之|几|数[日天月年]|待定|另行|暂定|不少于|至少|以上|第[一二三四\d]阶段/u
const JOINT = /^(?:起|开始)?[至到-]$/u

function readDates(phrase: string, on: Day): Deadline {
  const dates = findDates(phrase)
  const [one, two] = dates
  if (!one) return readWords(phrase)
  if (!two) return readBy(phrase, one, on)
  if (dates.length === 2 && JOINT.test(phrase.slice(one.end, two.start))) return readWindow(phrase, [one, two], on)
  return UNCLEAR
}

function readWords(phrase: string): Deadline {
  if (/\d+(?:[年月日号天周时点旬]|个月|个工作|小时)/u.test(phrase)) return UNCLEAR
  if (phrase.includes('进驻前')) return { kind: 'immediate', anchor: '进驻前' }
  const atOnce = AT_ONCE.exec(phrase)
  if (atOnce) {
    const anchor = anchorBefore(phrase.slice(0, atOnce.index))
    return anchor === undefined ? { kind: 'immediate' } : { kind: 'immediate', anchor }
  }
  return GOING_ON.test(phrase) || KEPT_UP.test(phrase) ? { kind: 'lasting', lasting: true } : UNPARSED
}

/** What follows the last date: an hour that exists (its end), and whether a month or a year stands before a bare 前. */
function tailOf(after: string, exact: boolean): { rest: string; unclear: boolean } | undefined {
  const clock = exact ? CLOCK.exec(after) : null
  if (clock && !isHour(clock.groups ?? {})) return undefined
  const rest = clock ? after.slice(clock[0].length) : after
  return STARTS.test(rest)
    ? undefined
    : { rest, unclear: exact ? BEFORE_EVENT.test(rest.replace(BEFORE, '')) : BEFORE_EVENT.test(rest) || !PLAIN_END.test(rest) }
}

const isHour = ({ hour, minute }: Readonly<Record<string, string | undefined>>) => Number(hour) <= 24 && Number(minute ?? 0) <= 59

/** Nothing around the date that would make it another date, or a date of something else. */
const isWhole = (before: string, tail: { rest: string; unclear: boolean }) => {
  const rest = `${before}#${tail.rest}`
  return !tail.unclear && !namesTime(rest) && !DOUBT.test(rest)
}

function readBy(phrase: string, date: DateWords, on: Day): Deadline {
  const span = spanOf(date, yearOf(on), on)
  const tail = span && tailOf(phrase.slice(date.end), span.exact)
  if (!span || !tail) return UNPARSED
  const monthOrMonths = /^\d{1,2}月内/u.test(phrase.slice(date.start, date.end)) // 2月内: in February, or in two months
  if (monthOrMonths || !isWhole(phrase.slice(0, date.start), tail)) return { kind: 'by', ambiguous: true }
  return { kind: 'by', date: span.last }
}

function readWindow(phrase: string, [one, two]: readonly [DateWords, DateWords], on: Day): Deadline {
  const start = spanOf(one, yearIn(two, on) ?? yearOf(on), on)
  const end = spanOf(two, yearIn(one, on) ?? yearOf(on), on)
  const tail = end && tailOf(phrase.slice(two.end), end.exact)
  if (!start || !end || !tail) return UNPARSED
  if (start.first > end.last || !isWhole(phrase.slice(0, one.start), tail)) return { kind: 'window', ambiguous: true }
  return { kind: 'window', from: start.first, date: end.last }
}
