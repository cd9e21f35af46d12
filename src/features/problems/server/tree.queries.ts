import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import { type Day, yearOf } from '#kernel/days.ts'
import { parseDeadline } from '#kernel/deadline.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { changeMatterParent, changeVersion, lockMatters, refuseIfChanged } from '#features/matters/server/matters.queries.ts'
import { FIRST_NUMBER, nextNumbers } from '#features/matters/server/numbers.queries.ts'
import { type EventDraft, eventOrThrow } from '#platform/commit.ts'
import { type WriteTx, queryRows, asReadDb } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { NO_FACTS, type ProblemFacts, titleOf } from '../domain/problem.ts'
import { type Placed, move, newPoints, place } from '../domain/tree.ts'
import type { addProblemEndpoint } from '../tree.contract.ts'
import { loadDueContext } from './due-facts.queries.ts'
import { type Entry, enterProblems } from './enter-problems.queries.ts'
import { type ExistingProblem, problemsById } from './existing.queries.ts'
import { changeParent, refreshComputed, wordingHash } from './problems.queries.ts'

type When = { readonly now: Date; readonly today: Day }
type Form = z.output<typeof addProblemEndpoint.input>
const NOTHING_BESIDE = { holders: {}, measures: [], raw: {}, intakeId: null, intakeAt: null, intakeFile: null } as const

/** A line entered by hand, with the district's next number. */
export async function addProblem(tx: WriteTx, form: Form, when: When): Promise<{ events: EventDraft[]; id: string; no: string }> {
  const parent = form.parentId === null ? null : placedOf(await locked(tx, form.parentId, when.today))
  const parentId = eventOrThrow(place(form.level, parent))
  const facts = factsOf(form, parentId, when.today)
  const context = await loadDueContext(asReadDb(tx))
  const [no = ''] = await nextNumbers(tx, context.settings['problem.number-prefix'], String(yearOf(when.today)), 1)
  if (form.upstreamNo !== undefined) await refuseTwice(tx, facts, form.upstreamNo) // one at a time: the numbers are locked
  const id = randomUUID()
  const upstream = form.upstreamNo === undefined ? [] : [{ issuer: 'city', sourceId: form.sourceId, no: form.upstreamNo }]
  const numbers = [{ issuer: 'district', sourceId: null, no }, ...upstream]
  const entry: Entry = { ...NOTHING_BESIDE, id, facts, numbers, words: numbers.map((number) => number.no) }
  return { events: await enterProblems(tx, 'problem.add', [entry], { ...when, context }), id, no }
}

/** The same upstream number with the same wording from the same source is the same problem, entered already. */
async function refuseTwice(tx: WriteTx, facts: ProblemFacts, upstreamNo: string): Promise<void> {
  const [same] = await queryRows<{ no: string }>(
    asReadDb(tx),
    sql`select ${FIRST_NUMBER} as no from matter_number n join problem p on p.matter_id = n.matter_id join matter m on m.id = p.matter_id
      where n.source_id = ${facts.sourceId} and n.no = ${upstreamNo} and p.source_id = n.source_id and p.level = ${facts.level}
        and p.wording_hash = ${wordingHash(facts)} limit 1`,
  )
  if (same) throw new RefusalError({ code: 'problem.already', detail: { upstreamNo, no: same.no } })
}

function factsOf(form: Form, parentId: string | null, today: Day): ProblemFacts {
  const { level, sourceId, wording = null, task = null, point = null, region = null, target = null, deadline, receivedOn } = form
  return {
    ...NO_FACTS,
    level,
    parentId,
    sourceId,
    wording,
    task,
    point,
    region,
    target,
    receivedOn: receivedOn ?? today,
    deadlineRaw: deadline ?? null,
    deadline: deadline === undefined ? null : parseDeadline(deadline, today),
  }
}

/** Points below a problem, with its deadline and responsibility; names that stand already are left alone. */
export async function addPoints(
  tx: WriteTx,
  problemId: MatterId,
  names: readonly string[],
  when: When,
): Promise<{ events: EventDraft[]; added: number }> {
  const parent = await locked(tx, problemId, when.today)
  eventOrThrow(place('point', placedOf(parent)))
  const existing = await queryRows<{ point: string }>(
    asReadDb(tx),
    sql`select point from problem where parent_id = ${problemId} and point is not null`,
  )
  const fresh = newPoints(
    names,
    existing.map(({ point }) => point),
  )
  const context = await loadDueContext(asReadDb(tx))
  const nos = await nextNumbers(tx, context.settings['problem.number-prefix'], String(yearOf(when.today)), fresh.length)
  const entries = fresh.map((point, i): Entry => {
    const no = nos[i] ?? ''
    const facts = {
      ...parent.facts,
      level: 'point' as const,
      parentId: problemId,
      point,
      declared: null,
      declaredRaw: null,
      declaredOn: null,
      declaredWhen: null,
      progressText: null,
    }
    return {
      ...NOTHING_BESIDE,
      id: randomUUID(),
      facts,
      holders: parent.holders,
      numbers: [{ issuer: 'district', sourceId: null, no }],
      words: [no, ...parent.nos],
    }
  })
  return { events: await enterProblems(tx, 'problem.add-point', entries, { ...when, context }), added: fresh.length }
}

/** Moves a problem below another parent, or out. */
export async function placeProblem(
  tx: WriteTx,
  id: MatterId,
  version: number,
  parentId: MatterId | null,
  today: Day,
): Promise<{ events: EventDraft[]; version: number }> {
  const versions = await lockMatters(tx, parentId === null ? [id] : [id, parentId])
  await refuseIfChanged(asReadDb(tx), versions, [{ id, version }])
  const found = new Map((await problemsById(asReadDb(tx), parentId === null ? [id] : [id, parentId], today)).map((one) => [one.id, one]))
  const [problem, parent] = [found.get(id), found.get(parentId ?? '')]
  if (!problem || (parentId !== null && !parent)) throw new RefusalError({ code: 'matter.not-found' })
  const to = eventOrThrow(move(placedOf(problem), titleOf(problem.facts), parent ? placedOf(parent) : null))
  await changeParent(tx, id, to)
  if (problem.facts.level === 'point') await changeMatterParent(tx, id, to)
  await changeVersion(tx, id)
  await refreshComputed(tx, [id])
  const rows = [['matter', id] as const, ['problem', id] as const]
  return { events: [{ act: 'problem.place', subject: id, rows }], version: version + 1 }
}

async function locked(tx: WriteTx, id: MatterId, today: Day): Promise<ExistingProblem> {
  await lockMatters(tx, [id])
  const [problem] = await problemsById(asReadDb(tx), [id], today)
  if (!problem) throw new RefusalError({ code: 'matter.not-found' })
  return problem
}

const placedOf = ({ id, closed, facts }: ExistingProblem): Placed => ({ id, closed, level: facts.level })
