import type { Day } from '#kernel/days.ts'
import type { App } from '#platform/app.ts'
import { type ApiClient, signIn } from '../in-process-client.ts'
import { DEMO_PASSWORD } from './log-ins.ts'
import { leaderOfTown } from './district/people.ts'
import { unitOf, UNITS } from './district/units.ts'

type Row = {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly region: string | null
  readonly territory: readonly { readonly name: string }[]
}
/** Days before `on`, and the time of day. */
type At = (days: number, time: string) => void

/** What the office did in the last weeks: named leaders, confirmed deadlines, let a unit's head name people. */
export async function workTheLedger(app: App, on: Day, at: At): Promise<void> {
  at(-30, '16:40')
  await nameLeaders(await signIn(app, 'officer', DEMO_PASSWORD))
  at(-12, '09:30')
  await confirmDeadlines(await signIn(app, 'officer2', DEMO_PASSWORD), on)
  at(-6, '11:15')
  await namePeople(await signIn(app, 'head-zhujian', DEMO_PASSWORD))
}

const rowsOf = async (person: ApiClient, query: string) => (await person.get(`/problems?${query}`))['rows'] as Row[]

/** Half of those without a leader get the leader bound to their town; the rest stays to be done. */
async function nameLeaders(officer: ApiClient): Promise<void> {
  const rows = await rowsOf(officer, 'missing=leader&size=200&sort=no')
  const cells = rows.slice(0, Math.ceil(rows.length / 2)).flatMap(({ id, version, territory }) => {
    const town = UNITS.find(({ name, shortName }) => territory.some((place) => place.name === name || place.name === shortName))
    const leader = town && leaderOfTown(unitOf(town.key).key)
    return leader ? [{ id, version, column: 'leader', text: leader }] : []
  })
  if (cells.length > 0) await officer.post('/problems/cells', { cells, reason: '按包联分工明确责任区领导' })
}

/** A few deadlines with two readings are settled by a person. */
async function confirmDeadlines(officer: ApiClient, on: Day): Promise<void> {
  const rows = await rowsOf(officer, 'schedule=unconfirmed&size=200&sort=no')
  const cells = rows.slice(0, 6).map(({ id, version }) => ({ id, version, column: 'confirmedOn', text: `${on.slice(0, 4)}-12-31` }))
  if (cells.length > 0) await officer.post('/problems/cells', { cells, reason: '与市级专班核对后确认' })
}

async function namePeople(head: ApiClient): Promise<void> {
  const rows = await rowsOf(head, 'missing=person&size=3&sort=no')
  for (const { id, version } of rows) await head.post(`/problems/${id}/person`, { name: '区住建局承办人' }, version)
}
