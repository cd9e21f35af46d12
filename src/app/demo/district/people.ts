import { addDays } from '#kernel/days.ts'
import type { Day } from '#kernel/days.ts'
import { type Role, isAdminRole } from '#kernel/roles.ts'
import type { DemoPerson, DemoUnit } from './types.ts'
import { UNITS, unitOf } from './units.ts'

/** The order of leaders: ten heavenly stems, then two earthly branches. The towns are those the leader is bound to. */
const LEADERS: readonly (readonly [mark: string, post: string, ...towns: string[]])[] = [
  ['甲', '区委书记', 'haitang'],
  ['乙', '区委副书记、区长', 'dongdi'],
  ['丙', '区人大常委会主任', 'wangchao'],
  ['丁', '区政协主席', 'weidang', 'liubo'],
  ['戊', '区委副书记', 'bailu'],
  ['己', '区委常委、常务副区长', 'xingang', 'yantan'],
  ['庚', '区委常委、组织部部长', 'qingwan'],
  ['辛', '区委常委、宣传部部长', 'jinfan'],
  ['壬', '副区长（分管生态环境、城市建设）', 'lanqiao', 'shuanghe'],
  ['癸', '副区长（分管农业农村、水务、林业）', 'beituo'],
  ['子', '副区长（分管海洋、交通）', 'nanting', 'shiqiao'],
  ['丑', '副区长、公安分局局长', 'tinglan'],
]

/** The leader bound to a town, by role name; undefined where the key is no town. */
export function leaderOfTown(townKey: string): string | undefined {
  const row = LEADERS.find(([, , ...towns]) => towns.includes(townKey))
  return row && `包联区领导${row[0]}`
}

/** The role name of the person who handles a unit's problems, as ledgers write it. */
export const handlerName = (unit: DemoUnit): string => `${unit.shortName}承办人`
export const headName = (unit: DemoUnit): string => `${unit.shortName}负责人`

type Seat = {
  readonly key: string
  readonly name: string
  readonly post: string
  readonly unitKey: string
  readonly role: Role
  /** A second role in the same unit. */
  readonly also?: Role
}

const leaderSeats = LEADERS.map(([mark, post], i): Seat => ({
  key: `leader${i + 1}`,
  name: `包联区领导${mark}`,
  post,
  unitKey: 'leadership',
  role: 'leader',
}))

const HEAD_POSTS: Readonly<Record<string, string>> = {
  department: '主要负责人',
  town: '党政主要负责人',
  village: '村党组织书记、村委会主任',
}
const unitSeats = (unit: DemoUnit): Seat[] => [
  { key: `handler-${unit.key}`, name: handlerName(unit), post: '生态环境整改工作承办人', unitKey: unit.key, role: 'handler' },
  { key: `head-${unit.key}`, name: headName(unit), post: HEAD_POSTS[unit.kind] ?? '负责人', unitKey: unit.key, role: 'head' },
]

const officeSeats: readonly Seat[] = [
  { key: 'officer', name: '整改推进组专班成员甲', post: '台账管理', unitKey: 'zhenggai-tuijin', role: 'officer' },
  { key: 'officer2', name: '整改推进组专班成员乙', post: '进展调度', unitKey: 'zhenggai-tuijin', role: 'officer' },
  { key: 'officer3', name: '综合协调组专班成员', post: '沟通联络', unitKey: 'yingjian-zonghe', role: 'officer' },
  {
    key: 'officer4',
    name: '案件转办组专班成员',
    post: '信访件转办',
    unitKey: 'yingjian-anjian',
    role: 'officer',
    also: 'complainant_reader',
  },
  { key: 'officer5', name: '资料调阅组专班成员', post: '资料归集', unitKey: 'yingjian-ziliao', role: 'officer' },
  { key: 'verifier', name: '验收核查组验收人甲', post: '现场核查', unitKey: 'zhenggai-yanshou', role: 'verifier' },
  { key: 'verifier2', name: '验收核查组验收人乙', post: '现场核查', unitKey: 'zhenggai-yanshou', role: 'verifier' },
  { key: 'supervisor', name: '区督查办督导员甲', post: '督导', unitKey: 'duchaban', role: 'supervisor' },
  { key: 'supervisor2', name: '区督查办督导员乙', post: '督导', unitKey: 'duchaban', role: 'supervisor' },
  { key: 'admin', name: '系统管理员', post: '信息系统管理', unitKey: 'zhengfuban', role: 'system_admin' },
]

/** Last, so that the system admin could do everything alone until then (decision 0035). */
const watchSeats: readonly Seat[] = [
  { key: 'auditor', name: '审计管理员', post: '审计', unitKey: 'zhengfuban', role: 'audit_admin' },
  { key: 'security', name: '安全管理员', post: '网络安全', unitKey: 'zhengfuban', role: 'security_admin' },
]

/** Task forces stand since shortly before `on`; everybody else has held the role for one to three years, spread by place in the list. */
const heldSince = (on: Day, seat: Seat, i: number): Day =>
  addDays(on, seat.unitKey.startsWith('yingjian') || seat.unitKey.startsWith('zhenggai-') ? -45 : -(400 + ((i * 37) % 700)))

const boundTowns = (seat: Seat): string[] => LEADERS.find(([mark]) => seat.name === `包联区领导${mark}`)?.slice(2) ?? []

/** Villages and administrators have no extension of their own. */
const phoneOf = (seat: Seat, i: number): string | null =>
  isAdminRole(seat.role) || unitOf(seat.unitKey).kind === 'village' ? null : `分机${8001 + i}`

/** Leaders, office people, then one handler and one head for each department, town and village, at last those who watch. */
export function demoPeople(on: Day): DemoPerson[] {
  const working = UNITS.filter((unit) => unit.kind in HEAD_POSTS)
  const seats = [...leaderSeats, ...officeSeats, ...working.flatMap(unitSeats), ...watchSeats]
  return seats.map((seat, i) => ({
    key: seat.key,
    name: seat.name,
    post: seat.post,
    unitKey: seat.unitKey,
    phone: phoneOf(seat, i),
    login: seat.key,
    roles: [seat.role, ...(seat.also ? [seat.also] : [])].map((role) => ({ role, unitKey: seat.unitKey, from: heldSince(on, seat, i) })),
    boundTowns: boundTowns(seat),
  }))
}
