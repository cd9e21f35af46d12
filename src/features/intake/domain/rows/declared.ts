import type { Declared } from '#kernel/rooms/problems-tables.ts'

const NOT = /未|没有|尚|待|拟|计划|预计|申请|力争|确保|暂/u
const CLOSED = /销号/u
const DONE = /(?:已|全部|整改)(?:完成|办结|整改到位)|^完成(?:整改)?$|^办结$|完成整改|整改到位/u
const IN_HAND = /正在|推进|进行中|整改中|在建|部分完成|基本完成|阶段性/u

/**
 * What an earlier ledger's status says of a row's end, or null where it says nothing certain. A claim, never a closure of ours
 * (rules.md R-43); 已完成 and 已销号 are kept apart.
 */
export function declaredIn(status: string): Declared | null {
  const words = status.normalize('NFKC').replaceAll(/\s/gu, '')
  if (words === '') return null
  if (CLOSED.test(words) && !NOT.test(words) && !/^否|不/u.test(words)) return 'closed'
  if (IN_HAND.test(words)) return 'in_hand'
  if (DONE.test(words) && !NOT.test(words)) return 'done'
  return null
}
