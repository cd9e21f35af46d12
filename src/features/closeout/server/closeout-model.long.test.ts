import { ADMIN_ROLES } from '#kernel/roles.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { verified } from '#test/verify.ts'
import { ACTORS, type Actor, PROBLEM, closeoutStage, idOf } from '#test/closeout/closeout-stage-fixture.ts'

const RUNS = 50
type Stage = Awaited<ReturnType<typeof closeoutStage>>
type Line = {
  step: string
  act: string
  verdict: string | null
  seal: string | null
  voided: object | null
  signatory: { id: string }
  signedOn: string
  verification: { memberIds: string[]; lines: { measureId: string; verdict: string; acceptedIds: string[] }[] } | null
  notice: { to: string } | null
}
type View = {
  state: string
  step: { key: string } | null
  version: number
  seal: string
  acts: { act: string; whyNot: string | null; onBehalf: boolean }[]
  missing: string[]
  doers: { id: string }[]
  current: { returns: number; entries: Line[] } | null
}
/** `now` is what the office saw last. */
type Try = (stage: Stage, id: MatterId, now: View) => Promise<boolean | void>
/** Who cannot see it guesses. */
const NOTHING: View = { state: '', step: null, version: 1, seal: '0'.repeat(64), acts: [], missing: [], doers: [], current: null }
const PEOPLE = ACTORS.filter((actor) => !(ADMIN_ROLES as readonly string[]).includes(actor))
const who = fc.constantFrom(...PEOPLE)

const officerView = async (stage: Stage, id: string) => (await stage.view(id)) as unknown as View
const viewOf = async (stage: Stage, id: string, actor: Actor) => {
  const { status, json } = await stage.as(actor).get(`/problems/${id}/closeout`)
  return status === 200 ? (json as unknown as View) : null
}

/** Somebody tries an act with what their own page says; what the page does not offer is refused. */
const attempt =
  (by: Actor, act: string, path: string, body: (view: View, stage: Stage, id: MatterId) => Promise<object> | object): Try =>
  async (stage, id, now) => {
    const own = by === 'officer' && path !== 'notice-end' ? now : await viewOf(stage, id, by)
    const view = own ?? NOTHING
    const form = await body(view, stage, id)
    const { status } = await stage.post(by, id, `closeout/${path}`, form, view.version)
    const offered = own?.acts.find((one) => one.act === act)
    const may = offered !== undefined && (offered.whyNot === null || (offered.onBehalf && 'signatoryId' in form))
    expect(status, `${by} ${act}`).toBeLessThan(500)
    if (!may) expect(status, `${by} ${act}`).not.toBe(200)
    return status === 200
  }

const apply = (by: Actor) => attempt(by, 'apply', 'apply', (_, stage) => ({ statement: '已完成', completedOn: stage.today() }))
const withdraw = (by: Actor) => attempt(by, 'withdraw', 'withdraw', () => ({ reason: '补充材料' }))
type Sign = { by: Actor; verdict: 'agree' | 'return'; returnTo?: string; forWhom?: Actor }
const sign = ({ by, verdict, returnTo, forWhom }: Sign) =>
  attempt(by, 'sign', 'opinion', async ({ seal }, stage, id) => ({
    verdict,
    text: '意见',
    seal,
    ...(returnTo !== undefined && { returnTo }),
    ...(forWhom !== undefined && { signatoryId: idOf(forWhom), signedOn: stage.today(), scanId: await stage.keep(id, 'opinion', by) }),
  }))
const verify = (by: Actor, members: readonly Actor[], refused = false) =>
  attempt(by, 'verify', 'verification', async ({ seal }, stage, id) => {
    const form = await stage.site(id, { memberIds: members.map(idOf) })
    const lines = form.lines.map((line) => (refused ? { ...line, verdict: 'refused', remark: '不到位', acceptedIds: [] } : line))
    return { ...form, lines, seal }
  })
const publish = (by: Actor) =>
  attempt(by, 'notice', 'notice', (_, stage) => ({ medium: '区政府网站', from: stage.today(), contactUnit: '专班', contact: '电话' }))
const endNotice = (by: Actor) => attempt(by, 'notice_end', 'notice-end', () => ({ text: '无异议' }))
const record = (by: Actor) => attempt(by, 'file', 'filing', (_, stage) => ({ no: '1号', to: '市整改办', on: stage.today() }))
const revoke = (by: Actor) =>
  attempt(by, 'revoke', 'revoke', () => ({ kind: 'rebound', reason: '反弹', dueOn: '2027-12-31', basis: '区整改专班通知' }))
/** Another file proves the first measure: what was signed before is void. */
const edit =
  (by: Actor): Try =>
  async (stage, id) => {
    const [measure] = await stage.measures(id)
    await stage.link(by, id, measure?.id ?? '', await stage.keep(id, 'proof', by))
  }
const nextWeek: Try = async (stage) =>
  stage.moveTo(new Date(Date.parse(`${stage.today()}T00:00:00Z`) + 7 * 86_400_000).toISOString().slice(0, 10))

const TURNS: Readonly<Record<string, readonly Try[]>> = {
  unit: [sign({ by: 'leadHead', verdict: 'agree' })],
  verify: [
    verify('verifier', ['verifier', 'verifier2']),
    verify('verifier2', ['verifier2', 'verifier']),
    verify('verifier', ['verifier', 'verifier2'], true),
  ],
  office: [sign({ by: 'officer2', verdict: 'agree' }), sign({ by: 'officer', verdict: 'agree' })],
  notice: [
    async (stage, id, now) => {
      for (const step of [publish('officer'), nextWeek, endNotice('officer')]) await step(stage, id, now)
    },
  ],
  leader: [sign({ by: 'leader', verdict: 'agree' }), sign({ by: 'officer', verdict: 'agree', forWhom: 'leader' })],
  filing: [record('officer'), revoke('officer')],
}
const onward = fc.nat(5).map((pick): Try => async (stage, id, now) => {
  if (now.state === 'open') {
    if (now.missing.length > 0) await stage.prove(id)
    return apply('outsider')(stage, id, now)
  }
  const turns = TURNS[now.step?.key ?? ''] ?? [revoke('officer')]
  return turns[pick % turns.length]?.(stage, id, now)
})
const anything = fc.oneof(
  who.map(apply),
  who.map(withdraw),
  fc
    .record({
      by: who,
      verdict: fc.constantFrom('agree' as const, 'return' as const),
      returnTo: fc.constantFrom('apply', 'unit', 'leader'),
    })
    .map(sign),
  fc.record({ by: who, verdict: fc.constant('agree' as const), forWhom: who }).map(sign),
  fc.tuple(who, fc.array(who, { maxLength: 3 })).map(([by, members]) => verify(by, members)),
  who.map(publish),
  who.map(endNotice),
  who.map(record),
  who.map(revoke),
  fc.constantFrom<Actor>('outsider', 'leadHead', 'officer').map(edit),
)
const story = fc.array(fc.oneof({ weight: 4, arbitrary: onward }, { weight: 1, arbitrary: anything }), { minLength: 5, maxLength: 9 })

const FIT: Readonly<Record<string, readonly Actor[]>> = {
  unit: ['leadHead'],
  verify: ['verifier', 'verifier2'],
  office: ['officer', 'officer2'],
  leader: ['leader'],
}
const lastOf = ({ current }: View, step: string, act: string) =>
  current?.entries.findLast((line) => line.voided === null && line.step === step && line.act === act)
/** What must hold of a closed problem, said without the rules that are tested. */
async function holdsWhenClosed(stage: Stage, id: string, view: View): Promise<void> {
  const found = lastOf(view, 'verify', 'verification')
  const measures = await stage.measures(id)
  expect(measures.length).toBeGreaterThan(0)
  for (const { id: measureId, evidence } of measures) {
    const line = found?.verification?.lines.find((one) => one.measureId === measureId)
    expect(line?.verdict).toBe('accepted')
    expect(evidence.some((file) => line?.acceptedIds.includes(file.id))).toBe(true)
  }
  holdsOfPeople(view, found?.verification?.memberIds ?? [])
  holdsOfNotice(view)
}
function holdsOfNotice(view: View): void {
  const ended = lastOf(view, 'notice', 'notice_end')?.signedOn ?? ''
  expect(ended > (lastOf(view, 'notice', 'notice')?.notice?.to ?? '9')).toBe(true)
}
function holdsOfPeople(view: View, members: readonly string[]): void {
  const working = new Set(view.doers.map((doer) => doer.id))
  expect(new Set(members).size).toBeGreaterThanOrEqual(2)
  expect(members.filter((member) => working.has(member))).toEqual([])
  for (const step of ['unit', 'office', 'leader']) expect(FIT[step]?.map(idOf)).toContain(lastOf(view, step, 'opinion')?.signatory.id)
  expect(FIT['verify']?.map(idOf)).toContain(lastOf(view, 'verify', 'verification')?.signatory.id)
  const signed = view.current?.entries.filter((line) => line.voided === null && (line.verdict === 'agree' || line.verdict === 'pass')) ?? []
  for (const line of signed) expect(line.seal).toBe(view.seal)
}
async function holds(stage: Stage, id: string): Promise<View> {
  const view = await officerView(stage, id)
  const entries = view.current?.entries ?? []
  expect(view.current?.returns ?? 0).toBe(entries.filter(({ verdict }) => verdict === 'return' || verdict === 'fail').length)
  const valid = entries.filter((line) => line.voided === null && (line.verdict === 'agree' || line.verdict === 'pass'))
  if (view.state === 'in_closeout') expect(valid.filter((line) => line.seal !== view.seal)).toEqual([])
  if (view.state === 'open') expect(valid).toEqual([])
  if (view.state === 'closed') await holdsWhenClosed(stage, id, view)
  return view
}

test(`${RUNS} 段随机经过走真实服务：各角色都来试，页面没给的办不成，销号的都站得住，签后改动即失效；记录与数据一致`, async () => {
  const stage = await closeoutStage(
    Array.from({ length: RUNS }, (_, i) => ({ ...PROBLEM, wording: `问题${i}`, measures: ['清运全部垃圾'] })),
  )
  let next = 0
  let closed = 0
  const run = fc.asyncProperty(story, async (tries) => {
    const id = stage.ids[next]
    next += 1
    if (!id) throw new Error('no problem left')
    let now = await holds(stage, id)
    for (const attempted of tries) {
      // what was refused has changed nothing
      if ((await attempted(stage, id, now)) === false) continue
      now = await holds(stage, id)
      if (now.state === 'closed') closed += 1
    }
  })
  await fc.assert(run, { numRuns: RUNS, endOnFailure: true })
  expect(closed).toBeGreaterThan(10)
  const { findings } = await verified(stage.db)
  expect(findings).toEqual([])
})
