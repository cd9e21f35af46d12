import { instantAt, msOf } from '#kernel/instants.ts'
import type { Plan, Try } from '#kernel/rooms/backup-status.ts'

/** Who began it, in the words of the record. */
export const BY = { nightly: '定时', manual: '系统管理员', command: '命令行' } as const

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Asia/Shanghai is eight hours ahead all year. */
const AHEAD_MS = 8 * HOUR_MS
const TRIES_A_NIGHT = 3
const REHEARSE_EVERY_MS = 30 * DAY_MS

/** The last moment before `now` at which the clock in China struck the hour. */
function lastStruck(hour: number, now: Date): Date {
  const local = now.getTime() + AHEAD_MS
  const today = Math.floor(local / DAY_MS) * DAY_MS + hour * HOUR_MS
  return instantAt((today <= local ? today : today - DAY_MS) - AHEAD_MS)
}

/** When the next one is planned; undefined where none is. */
export const nextPlanned = ({ isOn, folder, hour }: Plan, now: Date): Date | undefined =>
  isOn && folder !== '' ? instantAt(lastStruck(hour, now).getTime() + DAY_MS) : undefined

/** Whether tonight's is still to be made. One that failed is tried again, a few times. */
export function isBackupDue(plan: Plan, tries: readonly Try[], now: Date): boolean {
  if (!plan.isOn || plan.folder === '') return false
  const since = lastStruck(plan.hour, now).toISOString()
  const lately = tries.filter(({ kind, at, by }) => kind === 'back-up' && at >= since && by !== BY.command)
  return !lately.some(({ ok }) => ok) && lately.filter(({ by }) => by === BY.nightly).length < TRIES_A_NIGHT
}

/** Whether it is time to try whether a backup can be restored: once a month, and a day after one that failed. */
export function isRehearsalDue(plan: Plan, tries: readonly Try[], now: Date): boolean {
  if (!plan.isOn || plan.folder === '') return false
  if (!tries.some(({ kind, ok, by }) => kind === 'back-up' && ok && by !== BY.command)) return false
  const ago = (found: Try | undefined) => (found ? now.getTime() - msOf(found.at) : Infinity)
  const rehearsals = tries.filter(({ kind }) => kind === 'rehearse')
  return ago(newest(rehearsals)) > DAY_MS && ago(newest(rehearsals.filter(({ ok }) => ok))) > REHEARSE_EVERY_MS
}

const newest = (tries: readonly Try[]) => tries.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]

/** What whoever looks after the machine must know now; null where all is well. */
export function faultOf(plan: Plan, tries: readonly Try[], now: Date): string | null {
  if (!plan.isOn || plan.folder === '') return '没有设置夜间备份：这台服务器坏了，数据就没有了。请在“备份”页设置备份文件夹，打开“夜间备份”'
  const made = tries.filter(({ kind }) => kind === 'back-up')
  const good = newest(made.filter(({ ok }) => ok))
  const failed = failureOf('；最近一次没有成功：', newest(made)) ?? ''
  if (!good) return `还没有成功的备份${failed}`
  const hours = Math.floor((now.getTime() - msOf(good.at)) / HOUR_MS)
  if (hours >= plan.alarmHours) return `最近一次成功的备份是 ${hours} 小时以前，超过设定的 ${plan.alarmHours} 小时${failed}`
  return failureOf('最近一次恢复演练没有通过：', newest(tries.filter(({ kind }) => kind === 'rehearse')))
}
const failureOf = (what: string, tried: Try | undefined): string | null =>
  tried?.ok === false ? `${what}${tried.why ?? '原因不明'}` : null
