import { createHash, randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { asReadDb, write } from '#platform/db.ts'
import { committer } from '#platform/commit.ts'
import type { Day } from '#kernel/days.ts'
import { EvidenceId, type Purpose } from '#kernel/rooms/evidence.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { PersonId, type UnitId } from '#kernel/rooms/org.ts'
import type { Role } from '#kernel/roles.ts'
import { addEvidence } from '#features/evidence/server/evidence.queries.ts'
import { addAccounts, addDuties, addPeople } from '#features/org/server/org.queries.ts'
import { openSession } from '#features/org/server/accounts/session-life.queries.ts'
import { verified } from '../verify.ts'
import { measuresOf } from '#features/rectification/server/plan.queries.ts'
import { district } from '../database.ts'
import { recordPeople } from '../problem-factory.ts'
import { NEVER_AGES, SEAT_NAMES, type Seat, office, otherUnit, ownUnit, personOf } from '../people.ts'
import { type ProblemInput, givenProblems } from '../problems-fixture.ts'
import { testServer } from '../server.ts'

/** People a close-out needs beside one a role: `outsider` works for the lead unit, `verifier` accepts for another. */
const MORE = {
  leadHead: { unit: otherUnit, role: 'head' },
  verifier2: { unit: ownUnit, role: 'verifier' },
  officer2: { unit: office, role: 'officer' },
  leadVerifier: { unit: otherUnit, role: 'verifier' },
  /** Without an account. */
  paper: { unit: ownUnit, role: null },
} as const satisfies Record<string, { unit: UnitId; role: Role | null }>
export type Actor = Seat | keyof typeof MORE
export const ACTORS = [...SEAT_NAMES, ...Object.keys(MORE).filter((name) => name !== 'paper')] as Actor[]
const moreId = (name: string) => PersonId.parse(`00000000-0000-4000-8000-${String(40 + Object.keys(MORE).indexOf(name)).padStart(12, '0')}`)
export const idOf = (name: Actor) => (name in MORE ? moreId(name) : personOf(name as Seat))

/** The lead unit is `outsider`'s, the accepting one `verifier`'s; `leader` leads. */
export const PROBLEM: ProblemInput = {
  task: '清理海堤外侧建筑垃圾',
  deadlineRaw: '2027年6月30日前',
  holders: { lead: [{ unitId: otherUnit }], acceptance: [{ unitId: ownUnit }], leader: [{ personId: personOf('leader') }] },
  measures: ['清运全部垃圾', '恢复岸线植被'],
}

type Sent = { readonly status: number; readonly json: Record<string, unknown> }
type View = { readonly version: number; readonly seal: string; readonly state: string; readonly [key: string]: unknown }

/** The real application with everybody a close-out needs, and the acts of its people as short functions. */
export async function closeoutStage(problems: readonly ProblemInput[] = [PROBLEM]) {
  const server = await testServer()
  const { db, tokens } = server
  const start = new Date('2026-11-23T10:00:00+08:00')
  await write(db, district, async (tx) => {
    const names = Object.entries(MORE)
    await addPeople(
      tx,
      names.map(([name, { unit }]) => ({ id: moreId(name), name: `${name}甲`, post: null, unitId: unit, phone: null })),
    )
    const seated = names.flatMap(([name, { unit, role }]) => (role === null ? [] : [{ name, unit, role }]))
    await addDuties(
      tx,
      seated.map(({ name, unit, role }) => ({ id: randomUUID(), personId: moreId(name), unitId: unit, role, from: '2020-01-01' as Day })),
    )
    await addAccounts(
      tx,
      seated.map(({ name }) => ({
        personId: moreId(name),
        login: name.toLowerCase(),
        passwordHash: 'none',
        mustChange: false,
        passwordAt: NEVER_AGES,
      })),
    )
    for (const { name } of seated)
      (tokens as Record<string, string>)[name] = await openSession(tx, { person: moreId(name), now: start, hours: 24 })
  })
  // the clock is moved by weeks here: nobody is to be logged out
  await server.owner.query("update district.session set seen_at = '2099-01-01', expires_at = '2099-01-01'")
  await recordPeople(db, start)
  const ids = await givenProblems(db, problems)
  let day = '2026-11-23'
  const moveTo = (to: string) => {
    day = to
    server.moveClock(`${to}T10:00:00+08:00`)
  }
  const as = (actor: Actor) => server.as(actor as Seat)
  const view = async (id: string, actor: Actor = 'officer') => (await as(actor).get(`/problems/${id}/closeout`)).json as View
  const post = (actor: Actor, id: string, path: string, body: unknown, version: number): Promise<Sent> =>
    as(actor).post(`/problems/${id}/${path}`, body, { 'if-match': `"${version}"` })
  const act = async (actor: Actor, id: string, path: string, body: Record<string, unknown> = {}) => {
    const { version, seal } = await view(id)
    const sealed = path === 'opinion' || path === 'verification' ? { seal, ...body } : body
    return post(actor, id, `closeout/${path}`, sealed, version)
  }
  /** A file kept at a matter; `salt` makes another one. */
  const keep = async (id: MatterId, purpose: Purpose, by: Actor, salt: string = randomUUID()): Promise<EvidenceId> => {
    const now = new Date(`${day}T10:00:00+08:00`)
    return committer(db, district, { person: idOf(by), request: randomUUID(), at: now })(async (tx) => {
      const hash = createHash('sha256').update(salt).digest('hex')
      const [{ cycle } = { cycle: 1 }] = await asReadDb(tx).selectFrom('matter').select('cycle').where('id', '=', id).execute()
      const evidence = await addEvidence(tx, {
        id: EvidenceId.parse(randomUUID()),
        matterId: id,
        purpose,
        hash,
        name: `${purpose}.jpg`,
        bytes: 10,
        kind: 'image',
        mediaType: 'image/jpeg',
        pages: null,
        width: 1,
        height: 1,
        // a later cycle is proved by what is dated after the revocation
        takenAt: purpose === 'proof' && cycle > 1 ? now : null,
        takenFrom: purpose === 'proof' && cycle > 1 ? 'person' : null,
        side: null,
        pair: null,
        person: idOf(by),
        cycle,
        now,
      })
      return { events: [{ act: 'evidence.add', subject: id, rows: [['evidence', evidence.id]] }], result: evidence.id }
    })
  }
  const measures = async (id: string) => (await write(db, district, (tx) => measuresOf(asReadDb(tx), [id]))).get(id) ?? []
  const report = async (actor: Actor, id: string, measureId: string, state = 'done') => {
    const { version } = await view(id)
    return post(actor, id, `measures/${measureId}/report`, { state, doneText: '已按方案完成' }, version)
  }
  const link = (actor: Actor, id: string, measureId: string, evidenceId: string) =>
    as(actor).post(`/problems/${id}/evidence-links`, { add: [{ measureId, evidenceId }] })
  /** Every measure done and proved by `outsider`. */
  const prove = async (id: MatterId, by: Actor = 'outsider') => {
    for (const { id: measureId } of await measures(id)) {
      await link(by, id, measureId, await keep(id, 'proof', by))
      await report(by, id, measureId)
    }
  }
  const site = async (id: MatterId, change: Record<string, unknown> = {}) => ({
    from: `${day}T08:00:00+08:00`,
    to: `${day}T09:00:00+08:00`,
    place: '海堤外侧',
    memberIds: [idOf('verifier'), idOf('verifier2')],
    lines: (await measures(id)).map(({ id: measureId, evidence }) => ({
      measureId,
      verdict: 'accepted',
      remark: '',
      acceptedIds: evidence.map((file) => file.id),
    })),
    residents: '走访 3 户，均无异议',
    photoIds: [await keep(id, 'verification', 'verifier')],
    text: '现场已清理到位',
    ...change,
  })
  const apply = (id: string, actor: Actor = 'outsider') =>
    act(actor, id, 'apply', { statement: '垃圾已全部清运', completedOn: day, lastingMechanism: '每月巡查' })
  const agree = (actor: Actor, id: string, more: Record<string, unknown> = {}) =>
    act(actor, id, 'opinion', { verdict: 'agree', text: '同意', ...more })
  const notice = (id: string, actor: Actor = 'officer') =>
    act(actor, id, 'notice', { medium: '区政府网站', from: day, contactUnit: '区整改专班', contact: '电话0000' })
  /** From an open problem to the step named, by the standard chain. */
  const bringTo = async (id: MatterId, to: 'unit' | 'verify' | 'office' | 'notice' | 'leader' | 'filing') => {
    const steps = {
      unit: () => apply(id),
      verify: () => agree('leadHead', id),
      office: async () => act('verifier', id, 'verification', await site(id)),
      notice: () => agree('officer', id),
      leader: async () => {
        await notice(id)
        moveTo(nextDays(day, 7))
        return act('officer', id, 'notice-end', { text: '公示无异议' })
      },
      filing: () => agree('leader', id),
    }
    const replies: Sent[] = []
    for (const [step, take] of Object.entries(steps)) {
      replies.push(await take())
      if (step === to) break
    }
    return replies
  }
  return {
    ...server,
    ids,
    as,
    view,
    post,
    act,
    keep,
    measures,
    report,
    link,
    prove,
    site,
    apply,
    agree,
    notice,
    bringTo,
    moveTo,
    today: () => day,
  }
}

const nextDays = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

export type Stage = Awaited<ReturnType<typeof closeoutStage>>
/** All went through; a refusal shows its words. */
export const ok = (replies: readonly Sent[]) =>
  expect(replies.map(({ status, json }) => json['message'] ?? status)).toEqual(replies.map(() => 200))
/** One problem with its plan, nothing done yet. */
export async function oneProblem(change: ProblemInput = {}): Promise<Stage & { id: MatterId }> {
  const stage = await closeoutStage([{ ...PROBLEM, ...change }])
  const [id] = stage.ids
  if (!id) throw new Error('no problem')
  return { ...stage, id }
}
/** The same with every measure done and proved. */
export async function provedProblem(change: ProblemInput = {}): Promise<Stage & { id: MatterId }> {
  const stage = await oneProblem(change)
  await stage.prove(stage.id)
  return stage
}
/** What verify finds in the district. */
export const findings = async ({ db }: Pick<Stage, 'db'>) => (await verified(db)).findings
