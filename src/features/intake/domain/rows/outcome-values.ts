export type Verdict = 'true' | 'mostly' | 'partly' | 'false' | 'unknown'
export type Done = 'done' | 'staged' | 'open'

const VERDICTS: readonly (readonly [RegExp, Verdict])[] = [
  [/^(?:属实|是)$/u, 'true'],
  [/^基本属实$/u, 'mostly'],
  [/^部分属实$/u, 'partly'],
  [/^(?:不属实|不实|否)$/u, 'false'],
  [/^(?:待核实|未核实|正在核实|核实中|无法核实|待查)$/u, 'unknown'],
]

const DONE: readonly (readonly [RegExp, Done])[] = [
  [/^(?:是|已?(?:按[时期]|全部)?办结|已?完成|(?:已)?完成整改|已整改(?:完成|到位)?|整改完成|整改到位|已销号)$/u, 'done'],
  [/^(?:已?阶段性?(?:办结|完成)|基本(?:办结|完成)|基本完成整改|部分完成)$/u, 'staged'],
  [/^(?:否|未办结|未完成|未整改|未启动|未开始|未销号|办理中|正在办理|正在整改|整改中|推进中|正在推进)$/u, 'open'],
]

/** 经查，部分属实 */
const FOUND = /^经(?:现场)?(?:调查|核查|核实|查)(?:核实)?(?=.*属实$)/u

const word = (text: string) => text.normalize('NFKC').replace(/[\s。.,;]/gu, '')

/** Four values and unknown: provinces that know only 是 and 否 fit in (rules.md R-76). Longer texts decide nothing. */
export const readVerdict = (text: string): Verdict | undefined => {
  const words = word(text).replace(FOUND, '')
  return VERDICTS.find(([pattern]) => pattern.test(words))?.[1]
}

/** Done, done in part, open; undefined where the words say something else. */
export const readDone = (text: string): Done | undefined => DONE.find(([pattern]) => pattern.test(word(text)))?.[1]
