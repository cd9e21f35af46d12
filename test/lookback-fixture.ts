import { readFileSync } from 'node:fs'
import type { Seat } from './people.ts'
import { type ProblemInput, givenProblems } from './problems-fixture.ts'
import { testServer } from './server.ts'
import { otherUnit, ownUnit } from './people.ts'

const PHOTO = readFileSync(new URL('fixtures/evidence/g01-photo-gps.jpg', import.meta.url))
export const ALL = { closures: ['done', 'closed', 'ours'] }

/** A problem that an older ledger says is closed: led by the test people's own unit, in the territory of the other one. */
export const declaredProblem = (change: ProblemInput = {}): ProblemInput => ({
  declared: 'closed',
  declaredRaw: '已销号',
  declaredOn: '2025-06-30' as never,
  holders: { lead: [{ unitId: ownUnit }], territory: [{ unitId: otherUnit }] },
  ...change,
})

type Row = { id: string; version: number; matterId: string; state: string; result: string | null; assignee: string | null; closure: string }

/** The real application with problems, and the acts of a campaign as a seat does them. */
export async function lookbackServer(problems: readonly ProblemInput[]) {
  const server = await testServer()
  const ids = await givenProblems(server.db, problems)
  const { as } = server
  const start = async (scope: object = ALL, expected = problems.length, dueOn = '2026-12-31') =>
    as('officer').post('/lookbacks', { name: '历次督察问题“回头看”', dueOn, note: '', scope, expected })
  const started = async (dueOn?: string) => String((await start(ALL, problems.length, dueOn)).json['id'])
  const rows = async (lookback: string, query = '', seat: Seat = 'officer') =>
    ((await as(seat).get(`/lookbacks/${lookback}/items?${query}`)).json['rows'] ?? []) as Row[]
  const item = async (id: string, seat: Seat = 'officer') => (await as(seat).get(`/lookback-items/${id}`)).json as Record<string, never>
  const versionOf = async (id: string) => Number((await item(id))['version'])
  const act = async (seat: Seat, id: string, what: 'record' | 'decide', body: object, itemVersion?: number) =>
    as(seat).post(`/lookback-items/${id}/${what}`, body, { 'if-match': `"${itemVersion ?? (await versionOf(id))}"` })
  const assign = async (lookback: string, items: readonly Row[], to: object) =>
    as('officer').post(`/lookbacks/${lookback}/assign`, { items: items.map(({ id, version }) => ({ id, version })), ...to })
  const photo = async (seat: Seat, matterId: string, purpose = 'lookback') =>
    String((await as(seat).upload(`/matters/${matterId}/evidence?name=x.jpg&purpose=${purpose}`, PHOTO)).json['id'])
  const figures = async (lookback: string, seat: Seat = 'officer') =>
    (await as(seat).get(`/lookbacks/${lookback}`)).json['figures'] as Record<string, never>
  return { ...server, ids, start, started, rows, item, versionOf, act, assign, photo, figures }
}

/** What a checker found, as the form sends it. */
export const found = (result: string, evidenceIds: readonly string[] = []) => ({
  result,
  found: '现场查看，堆场已清理',
  visitedOn: '2026-11-20',
  visitors: ['核查人甲', '核查人乙'],
  evidenceIds,
})

/** Reopened, with the last day that holds from there. */
export const REOPENED = { outcome: 'reopened', dueOn: '2027-12-31', basis: '区整改专班通知' }
