import { assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { instantAt, msOf } from '#kernel/instants.ts'
import { BY, faultOf, isBackupDue, isRehearsalDue, nextPlanned } from './backup-due.ts'
import type { Plan, Try } from '#kernel/rooms/backup-status.ts'

const PLAN: Plan = { isOn: true, folder: '/b', hour: 2, keepDays: 30, alarmHours: 30, passphraseFile: '' }
/** 2026-11-24 02:30 in China. */
const NOW = instantAt(msOf('2026-11-23T18:30:00Z'))
const hoursAgo = (hours: number) => instantAt(NOW.getTime() - hours * 3_600_000).toISOString()
const made = (hours: number, more: Partial<Try> = {}): Try => ({
  kind: 'back-up',
  at: hoursAgo(hours),
  ok: true,
  by: BY.nightly,
  why: null,
  ...more,
})
const failed = { ok: false, why: '磁盘已满' }

test.each<[string, Partial<Plan>, Try[], boolean]>([
  ['从未备份', {}, [], true],
  ['昨夜的不算今夜的', {}, [made(24)], true],
  ['今夜已做', {}, [made(0.4)], false],
  ['今夜失败一次，再试', {}, [made(0.4, failed)], true],
  ['今夜失败三次，不再试', {}, [made(0.4, failed), made(0.3, failed), made(0.2, failed)], false],
  ['系统管理员做过的也算', {}, [made(0.4, { by: BY.manual })], false],
  ['系统管理员取消的不占次数', {}, [0.4, 0.3, 0.2].map((at) => made(at, { ...failed, by: BY.manual })), true],
  ['命令行做的不算：可能在别处', {}, [made(0.4, { by: BY.command })], true],
  ['演练不算备份', {}, [made(0.4, { kind: 'rehearse' })], true],
  ['关着', { isOn: false }, [], false],
  ['没有文件夹', { folder: '' }, [], false],
  ['还没到点：昨天做过', { hour: 3 }, [made(20)], false],
  ['错过了：昨天到点时没开机', { hour: 3 }, [made(30)], true],
])('%s：到不到点', (_, plan, tries, due) => expect(isBackupDue({ ...PLAN, ...plan }, tries, NOW)).toBe(due))

const rehearsed = (hours: number, more: Partial<Try> = {}) => made(hours, { kind: 'rehearse', ...more })
test.each<[string, Try[], boolean]>([
  ['没有备份，无可演练', [], false],
  ['有备份，从未演练', [made(1)], true],
  ['只有失败的备份', [made(1, failed)], false],
  ['一个月内演练过', [made(1), rehearsed(29 * 24)], false],
  ['过了一个月', [made(1), rehearsed(31 * 24)], true],
  ['刚失败，隔一天再试', [made(1), rehearsed(31 * 24), rehearsed(2, failed)], false],
  ['昨天失败', [made(1), rehearsed(31 * 24), rehearsed(25, failed)], true],
])('%s：演练', (_, tries, due) => expect(isRehearsalDue(PLAN, tries, NOW)).toBe(due))

test.each<[string, Partial<Plan>, Try[], RegExp | null]>([
  ['没有设置', { isOn: false }, [made(1)], /没有设置夜间备份/],
  ['一次也没有', {}, [], /还没有成功的备份$/],
  ['一次也没成', {}, [made(1, failed)], /还没有成功的备份；最近一次没有成功：磁盘已满/],
  ['正常', {}, [made(29)], null],
  ['过期', {}, [made(30)], /30 小时以前，超过设定的 30 小时$/],
  ['过期而且失败', {}, [made(1, failed), made(40)], /40 小时以前.*磁盘已满/],
  ['失败但没过期：自动再试', {}, [made(1, failed), made(20)], null],
  ['演练没通过', {}, [made(1), rehearsed(3, failed)], /恢复演练没有通过：磁盘已满/],
  ['演练后来通过', {}, [made(1), rehearsed(1), rehearsed(3, failed)], null],
])('%s：要不要提醒', (_, plan, tries, fault) => {
  const found = faultOf({ ...PLAN, ...plan }, tries, NOW)
  if (fault === null) expect(found).toBeNull()
  else expect(found).toMatch(fault)
})

test('上一个整点在 24 小时之内，就是中国的那个钟点；下一次在它之后一天', () => {
  assert(
    property(integer({ min: 0, max: 23 }), integer({ min: 0, max: 4e12 }), (hour, at) => {
      const now = instantAt(at)
      const next = nextPlanned({ ...PLAN, hour }, now)?.getTime() ?? 0
      expect(next - now.getTime()).toBeGreaterThan(0)
      expect(next - now.getTime()).toBeLessThanOrEqual(86_400_000)
      expect(instantAt(next + 8 * 3_600_000).toISOString()).toMatch(new RegExp(`T${String(hour).padStart(2, '0')}:00:00`))
    }),
  )
})
