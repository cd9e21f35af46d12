import type { App } from '#platform/app.ts'
import { type ApiClient, signIn } from '../in-process-client.ts'
import { DEMO_LOG_INS, DEMO_PASSWORD } from './log-ins.ts'
import type { DemoDistrict, DemoInspection, DemoPerson } from './district/types.ts'

type People = { readonly admin: ApiClient; readonly officer: ApiClient }

/** Units from the root down, people, roles, accounts, inspections with their sources. */
export async function loadOrg(app: App, district: DemoDistrict, { admin, officer }: People): Promise<ReadonlyMap<string, string>> {
  const units = await loadUnits(district, officer)
  const mine = DEMO_LOG_INS.map(([login]) => login)
  for (const person of district.people) {
    if (person.login === 'admin' || person.login === 'officer') continue // came with the setup
    const id = await loadPerson(person, units, { admin, officer })
    if (mine.includes(person.login)) await openAccount(app, admin, id, person.login)
  }
  return loadInspections(district.inspections, officer)
}

async function loadUnits(district: DemoDistrict, officer: ApiClient): Promise<Map<string, string>> {
  const { units: present } = (await officer.get('/org/units')) as { units: { id: string; name: string }[] }
  const ids = new Map<string, string>()
  for (const [sort, { key, parentKey, kind, name, shortName, aliases }] of district.units.entries()) {
    const known = present.find((unit) => unit.name === name)
    const form = { parentId: parentKey === null ? null : (ids.get(parentKey) ?? ''), kind, name, shortName, aliases, sort }
    if (known) ids.set(key, known.id)
    else ids.set(key, String((await officer.post('/org/units', form))['id']))
  }
  return ids
}

const digitsOf = (phone: string | null) => (phone ?? '').replaceAll(/\D/g, '') || null

async function loadPerson(person: DemoPerson, units: ReadonlyMap<string, string>, { admin, officer }: People): Promise<string> {
  const unitId = units.get(person.unitKey) ?? ''
  const { id } = await officer.post('/org/people', { name: person.name, post: person.post, phone: digitsOf(person.phone), unitId })
  const bound = person.boundTowns.map((town) => ({ role: 'leader' as const, unitKey: town, from: person.roles[0]?.from ?? '' }))
  for (const { role, unitKey, from } of bound.length > 0 ? bound : person.roles)
    await admin.post(`/org/people/${String(id)}/duties`, { unitId: units.get(unitKey) ?? '', role, from, to: null })
  return String(id)
}

/** As in earnest: the admin hands out a first password, the person changes it. */
async function openAccount(app: App, admin: ApiClient, person: string, login: string): Promise<void> {
  const { password } = await admin.post(`/org/people/${person}/account`, { login })
  const owner = await signIn(app, login, String(password))
  await owner.post('/session/password', { old: password, new: DEMO_PASSWORD })
}

const CLASSES = { feedback: 'feedback', complaint: 'petition', self_check: 'selfcheck' } as const

async function loadInspections(inspections: readonly DemoInspection[], officer: ApiClient): Promise<Map<string, string>> {
  const sources = new Map<string, string>()
  for (const { name, level, kind, round, enteredOn, leftOn, feedbackOn, sources: own } of inspections) {
    const form = {
      level,
      kind: kind === 'look_back' ? 'lookback' : 'routine',
      name,
      round,
      batch: null,
      province: null,
      entryOn: enteredOn,
      exitOn: leftOn,
      feedbackOn,
    }
    const { id } = await officer.post('/org/inspections', form)
    for (const source of own) {
      const named = `${round}${source.name}`.replace(/^(“回头看”)\1/u, '$1')
      const made = await officer.post('/org/sources', { name: named, class: CLASSES[source.kind], inspectionId: id })
      sources.set(source.key, String(made['id']))
    }
  }
  return sources
}
