import { type Day, addDays } from '#kernel/days.ts'
import type { App } from '#platform/app.ts'
import { anybody, signIn } from '../in-process-client.ts'
import { demoDistrict } from './district/district.ts'
import { loadOrg } from './load-org.ts'
import { DEMO_PASSWORD } from './log-ins.ts'

/** Moves the clock of the application to a moment; the demo's past is acted, not written. */
export type MoveClock = (moment: Date) => void
export const momentOf = (day: Day, time: string) => new Date(`${day}T${time}:00+08:00`)

/** Makes the demo district as of `on` up to the day before its first import: first run, units, people, accounts, inspections. Answers the ids of its sources by key. */
export async function loadDistrict(app: App, on: Day, setupCode: string, moveClock: MoveClock): Promise<ReadonlyMap<string, string>> {
  const district = demoDistrict(on)
  moveClock(momentOf(addDays(on, -45), '09:00'))
  const admin = { name: '系统管理员', login: 'admin', password: DEMO_PASSWORD }
  const officer = { name: '整改推进组专班成员甲', login: 'officer', password: DEMO_PASSWORD }
  const office = district.units.find(({ key }) => key === 'zhenggai')?.name ?? ''
  const form = { code: setupCode, jurisdiction: district.jurisdiction.name, officeName: office, admin, officer, secondFactor: false }
  await anybody(app).post('/setup', form)
  // its log-ins stand in the README: whoever looks at it ends nobody else's session
  await (await signIn(app, 'admin', DEMO_PASSWORD)).post('/org/security/session.at-once', { value: 'many' }, 0)
  const people = { admin: await signIn(app, 'admin', DEMO_PASSWORD), officer: await signIn(app, 'officer', DEMO_PASSWORD) }
  return loadOrg(app, district, people)
}
