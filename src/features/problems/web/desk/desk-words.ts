import type { DeskGroup } from '../../domain/desk/desk-groups.ts'
import type { AxisMark } from '#features/problems/domain/axes.ts'
import type { DeskRow } from '../../desk.contract.ts'

type Look = Pick<AxisMark, 'shape' | 'tone'>
/** Shape and tone of a group as in the ledger; its word stands in the domain. */
export const GROUP_LOOKS = {
  overdue: { shape: 'triangle', tone: 'alarm' },
  soon: { shape: 'diamond', tone: 'warn' },
  unconfirmed: { shape: 'question', tone: 'doubt' },
  later: { shape: 'disc', tone: 'good' },
  lasting: { shape: 'return', tone: 'plain' },
} as const satisfies Record<DeskGroup, Look>

/** What the clock of a row says: a lasting matter has a next review and no last day. */
export const clockText = ({ dueOn, reviewOn, clock }: DeskRow): string =>
  dueOn === null && reviewOn !== null ? `${reviewOn} 复核` : clock.text

const MOMENT = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})
/** 2026年11月23日 10:00 */
export const momentWords = (iso: string): string => MOMENT.format(new Date(iso))
