import sharp from 'sharp'
import { expect } from 'vitest'
import { type Seat, otherUnit, ownUnit } from './people.ts'
import { type ProblemInput, givenProblems } from './problems-fixture.ts'
import { testServer } from './server.ts'

type MeasureView = {
  id: string
  no: number
  text: string
  dueOn: string | null
  startedOn: string | null
  doneOn: string | null
  schedule: string
  milestones: { id: string; reachedOn: string | null }[]
  evidence: string[]
  latest: Record<string, unknown> | null
  reports: number
}
type PlanReply = { version: number; measures: MeasureView[]; allowed: string[]; whyNot: string | null; planOf: string }
export const TWO = { holders: { lead: [{ unitId: ownUnit }], acceptance: [{ unitId: otherUnit }] }, measures: ['排查建档', '建设围挡'] }

type Who = { seat?: Seat; problem?: string; version?: number }

/** The application with problems, and short ways to do what the rooms' people do. */
export async function rectifying(problems: readonly ProblemInput[] = [TWO]) {
  const server = await testServer()
  const ids = await givenProblems(server.db, problems)
  const [first = ''] = ids
  const plan = async (problem = first, seat: Seat = 'officer') => (await server.as(seat).get(`/problems/${problem}/plan`)).json as PlanReply
  const measure = async (no: number, problem = first) => (await plan(problem)).measures[no - 1] ?? expect.fail(`no measure ${no}`)
  const post = async (path: string, body: unknown, { seat = 'handler', problem = first, version = 0 }: Who = {}) =>
    server.as(seat).post(`/problems/${problem}/${path}`, body, { 'if-match': String(version || (await plan(problem)).version) })
  const save = (measures: readonly unknown[], more = {}, options: Who = {}) => post('plan', { measures, ...more }, options)
  const report = async (no: number, body: object, options: Who = {}) =>
    post(`measures/${(await measure(no, options.problem)).id}/report`, { doneText: '已开工', ...body }, options)
  const file = async (color: string, problem = first) => {
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: color } })
      .png()
      .toBuffer()
    return String((await server.as('handler').upload(`/matters/${problem}/evidence?name=${color.slice(1)}.png`, bytes)).json['id'])
  }
  const link = async (no: number, evidenceIds: readonly string[], options: Who & { remove?: boolean } = {}) => {
    const { id } = await measure(no, options.problem)
    const links = evidenceIds.map((evidenceId) => ({ measureId: id, evidenceId }))
    return post('evidence-links', options.remove ? { remove: links } : { add: links }, options)
  }
  const facts = async (problem = first) => {
    const sql = `select p.measures_total as total, p.measures_started as started, p.measures_done as done, p.progress, p.missing, p.next_due_on as next, m.done_on as "doneOn",
      m.version from problem p join matter m on m.id = p.matter_id where m.id = $1`
    return (await server.owner.query<Record<string, unknown>>(sql, [problem])).rows[0] ?? {}
  }
  const acts = async () =>
    (await server.owner.query<{ act: string }>("select act from event where act like 'rectification.%' order by id")).rows.map(
      ({ act }) => act,
    )
  return { ...server, ids, first, plan, measure, save, report, file, link, facts, acts }
}
