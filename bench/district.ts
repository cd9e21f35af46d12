import { UNITS } from '../src/app/demo/district/units.ts'
import { handOf, type Hand, logIn } from './http-client.ts'

const PASSWORD = 'Kx7-vbmq-wuzt'
const LEADERS = 12
const OTHERS = 7

export type Named = { readonly id: string; readonly name: string }
export type District = {
  readonly admin: Hand
  readonly officer: Hand
  /** The least privileged: sees what the unit or the person holds. */
  readonly handler: Hand
  readonly handlerId: string
  readonly handlerUnit: string
  /** Sees what the leader answers for; looks over everything as the head of all; handlers of other towns. */
  readonly leader: Hand
  readonly head: Hand
  readonly others: readonly Hand[]
  readonly leaders: readonly Named[]
  readonly departments: readonly Named[]
  readonly towns: readonly Named[]
  readonly sources: readonly Named[]
}

const idOf = async (reply: Promise<Record<string, unknown>>) => String((await reply)['id'])

/** A district of 16 towns and 24 departments with 12 leaders, an officer and a handler, set up through the endpoints. */
export async function makeDistrict(url: string, setupCode: string): Promise<District> {
  const first = (login: string, name: string) => ({ login, name, password: PASSWORD })
  await handOf(url, '').post('/setup', {
    secondFactor: false, // one hand measures
    code: setupCode,
    jurisdiction: '滨澜区',
    officeName: '区整改专班',
    admin: first('admin', '系统管理员'),
    officer: first('officer', '专班成员甲'),
  })
  const [admin, officer] = [await logIn(url, 'admin', PASSWORD), await logIn(url, 'officer', PASSWORD)]
  const root = ((await officer.get('/org/units'))['units'] as { id: string; parentId: string | null }[]).find(
    (unit) => unit.parentId === null,
  )
  const add = async (kinds: readonly string[]): Promise<Named[]> => {
    const added: Named[] = []
    for (const { kind, name, shortName, aliases } of UNITS.filter((one) => one.parentKey === 'binlan' && kinds.includes(one.kind)))
      added.push({
        id: await idOf(officer.post('/org/units', { parentId: root?.id, kind, name, shortName, aliases, sort: added.length })),
        name: shortName,
      })
    return added
  }
  const [departments, towns, [leadership]] = [await add(['department']), await add(['town']), await add(['leadership'])]
  const leaders: Named[] = []
  for (let i = 0; i < LEADERS; i += 1) leaders.push(await addLeader(officer, leadership?.id ?? '', i))
  const people = await addPeople(url, { admin, officer }, { towns, leader: leaders[0], leadership, root: root?.id ?? '' })
  return { admin, officer, ...people, leaders, departments, towns, sources: await addSources(officer) }
}

type Setting = {
  readonly towns: readonly Named[]
  readonly leader: Named | undefined
  readonly leadership: Named | undefined
  readonly root: string
}
/** Who works there: the handler that is measured, a leader, the head of all, handlers of other towns. */
async function addPeople(url: string, hands: Pick<District, 'admin' | 'officer'>, { towns, leader, leadership, root }: Setting) {
  const handlerUnit = towns[3]?.id ?? ''
  const invite = (login: string, person: Invited) => addAccount(url, hands, login, person)
  const { client: handler, id: handlerId } = await invite('handler', { name: '承办人甲', unitId: handlerUnit, role: 'handler' })
  const { client: first } = await invite('leader', { id: leader?.id, name: '', unitId: leadership?.id ?? '', role: 'leader' })
  const { client: head } = await invite('head', { name: '负责人甲', unitId: root, role: 'head' })
  const others: Hand[] = []
  for (const [i, { id }] of towns.slice(4, 4 + OTHERS).entries())
    others.push((await invite(`town${i}`, { name: `承办人${'乙丙丁戊己庚辛'[i] ?? ''}`, unitId: id, role: 'handler' })).client)
  return { handler, handlerId, handlerUnit, leader: first, head, others }
}

/** The same district after the server was started anew: everybody logs in again. */
export async function enterDistrict(url: string, places: Places): Promise<District> {
  const enter = (login: string) => logIn(url, login, PASSWORD)
  const others: Hand[] = []
  for (let i = 0; i < OTHERS; i += 1) others.push(await enter(`town${i}`))
  const [admin, officer, handler] = [await enter('admin'), await enter('officer'), await enter('handler')]
  return { ...places, admin, officer, handler, leader: await enter('leader'), head: await enter('head'), others }
}

/** What of a district can be written down: not who is logged in. */
export type Places = Omit<District, 'admin' | 'officer' | 'handler' | 'leader' | 'head' | 'others'>
export const placesOf = ({ handlerId, handlerUnit, leaders, departments, towns, sources }: District): Places => ({
  handlerId,
  handlerUnit,
  leaders,
  departments,
  towns,
  sources,
})

async function addLeader(officer: Hand, unitId: string, i: number): Promise<Named> {
  const name = `包联区领导${'甲乙丙丁戊己庚辛壬癸子丑'[i] ?? ''}`
  return { id: await idOf(officer.post('/org/people', { name, post: '区领导', phone: null, unitId })), name }
}

type Invited = { readonly id?: string | undefined; readonly name: string; readonly unitId: string; readonly role: string }
async function addAccount(url: string, { admin, officer }: Pick<District, 'admin' | 'officer'>, login: string, person: Invited) {
  const { name, unitId, role } = person
  const id = person.id ?? (await idOf(officer.post('/org/people', { name, post: null, phone: null, unitId })))
  await admin.post(`/org/people/${id}/duties`, { unitId, role, from: '2020-01-01', to: null })
  const { password } = await admin.post(`/org/people/${id}/account`, { login })
  const first = await logIn(url, login, String(password))
  await first.post('/session/password', { old: password, new: PASSWORD })
  return { id, client: await logIn(url, login, PASSWORD) }
}

const SOURCES = [
  ['区级自查问题', 'selfcheck'],
  ['中央督察反馈', 'feedback'],
  ['省级督察反馈', 'feedback'],
  ['群众信访', 'petition'],
] as const

async function addSources(officer: Hand): Promise<Named[]> {
  const added: Named[] = []
  for (const [name, kind] of SOURCES)
    added.push({ id: await idOf(officer.post('/org/sources', { name, class: kind, inspectionId: null })), name })
  return added
}
