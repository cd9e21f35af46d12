import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdsAlways, holdsAtClosing } from '#test/closeout/closeout-invariants.ts'
import { runs } from '#test/full.ts'
import { EVERYBODY, PEOPLE, REVOCATION, type Who, actor, person } from '#test/closeout/closeout-fixture.ts'
import { World } from '#test/closeout/closeout-world.ts'
import { decideApply, decideRevoke, decideWithdraw } from './decide/decide-application.ts'
import { decideFile, decideNotice, decideNoticeEnd } from './decide/decide-notice.ts'
import { decideSign } from './decide/decide-opinion.ts'
import { decideVerify } from './decide/decide-verification.ts'
import type { Line } from './situation.ts'
import { stepNow } from './chain/steps.ts'

/** One thing somebody tries; most of it is not theirs to do, not now, or not so. */
type Try = (world: World) => void
const reader = (world: World, who: Who) => ({ actor: actor(who), today: world.today, now: `${world.today}T09:00:00.000Z` })
const who = fc.constantFrom(...EVERYBODY)
const places = fc.nat(3)

const edits = fc
  .record({ by: fc.constantFrom<Who>('handler', 'officer', 'leadHead'), place: places, what: fc.nat(4) })
  .map(({ by, place, what }): Try => (world) => {
    const file = world.newId()
    world.change(by, (work) => {
      const measure = work[place % Math.max(work.length, 1)]
      if (what === 0 && work.length < 3) work.push({ text: file, done: false, proof: [] })
      if (!measure) return
      if (what === 1) measure.proof.push(file)
      if (what === 2 && measure.proof.length > 0) measure.done = true
      if (what === 3) measure.text = file
      if (what === 4) {
        measure.proof.pop()
        if (measure.proof.length === 0) measure.done = false
      }
    })
  })
/** Somebody finishes everything that is still to be done. */
const finish = fc.constantFrom<Who>('handler', 'handler', 'officer').map((by): Try => (world) => {
  world.change(by, (work) => {
    if (work.length === 0) work.push({ text: '清运', done: true, proof: [world.newId()] })
    for (const measure of work) {
      if (measure.proof.length === 0) measure.proof.push(world.newId())
      measure.done = true
    }
  })
})
const later = fc.constantFrom(1, 8).map(
  (days): Try =>
    (world) =>
      world.later(days),
)

const apply =
  (by: Who): Try =>
  (world) => {
    const statement = `申请${world.newId()}`
    const s = world.situation()
    const seal = world.sealOf(statement)
    world.take(decideApply({ ...s, seal }, reader(world, by), { statement, completedOn: world.today }), s)
  }
const withdraw =
  (by: Who): Try =>
  (world) => {
    const s = world.situation()
    world.take(decideWithdraw(s, reader(world, by), '撤回'), s)
  }
type Sign = {
  readonly by: Who
  readonly verdict: 'agree' | 'return'
  readonly returnTo?: string
  readonly forWhom?: Who
  readonly stale?: boolean
}
const sign =
  ({ by, verdict, returnTo, forWhom, stale = false }: Sign): Try =>
  (world) => {
    const signing = forWhom && { signatoryId: person(forWhom), signedOn: world.today, scanId: world.upload('opinion') }
    const s = world.situation()
    const opinion = { verdict, text: '意见', seal: stale ? 'old' : s.seal, returnTo, ...signing }
    world.take(decideSign(s, reader(world, by), opinion, PEOPLE), s)
  }
type Verify = {
  readonly by: Who
  readonly members: readonly Who[]
  readonly refused?: boolean
  readonly careless?: boolean
  readonly forWhom?: Who
}
const verify =
  ({ by, members, refused = false, careless = false, forWhom }: Verify): Try =>
  (world) => {
    const photo = world.upload('verification')
    const scanId = world.upload('opinion')
    const s = world.situation()
    const lines = s.measures.map(({ id, proof }, i): Line =>
      refused && i === 0
        ? { measureId: id, verdict: 'refused', remark: '不到位', acceptedIds: [] }
        : { measureId: id, verdict: 'accepted', remark: '', acceptedIds: careless ? [] : proof.slice(0, 1) },
    )
    const instant = `${world.today}T08:00:00.000Z`
    const signing = forWhom && { signatoryId: person(forWhom), signedOn: world.today, scanId }
    const form = {
      from: instant,
      to: instant,
      place: '现场',
      memberIds: members.map(person),
      lines,
      residents: '无',
      photoIds: [photo],
      text: '结论',
      seal: s.seal,
    }
    world.take(decideVerify(s, reader(world, by), { ...form, ...signing }, PEOPLE), s)
  }
const publish =
  (by: Who): Try =>
  (world) => {
    const s = world.situation()
    world.take(decideNotice(s, reader(world, by), { medium: '网站', from: world.today, contactUnit: '专班', contact: '电话' }), s)
  }
const endNotice =
  (by: Who): Try =>
  (world) => {
    const s = world.situation()
    world.take(decideNoticeEnd(s, reader(world, by), { text: '结果' }), s)
  }
const object = fc.record({ answered: fc.boolean(), upheld: fc.boolean() }).map(({ answered, upheld }): Try => (world) => {
  if (world.file && stepNow(world.situation())?.kind === 'notice')
    world.file.objections.push({ id: world.newId(), answered, upheld: answered && upheld })
})
const answer = fc.constant<Try>((world) => {
  if (world.file) for (const objection of world.file.objections) objection.answered = true
})
const record =
  (by: Who): Try =>
  (world) => {
    const s = world.situation()
    world.take(decideFile(s, reader(world, by), { no: '1号', to: '市', on: world.today }), s)
  }
const revoke =
  (by: Who): Try =>
  (world) => {
    const s = world.situation()
    world.take(decideRevoke(s, reader(world, by), REVOCATION), s)
  }

const confirm =
  (by: Who, confirmed = true): Try =>
  (world) =>
    world.confirm(by, confirmed)

const members = fc.array(who, { maxLength: 3 })
const anything = fc.oneof(
  edits,
  later,
  object,
  answer,
  who.map(apply),
  who.map(withdraw),
  fc
    .record({
      by: who,
      verdict: fc.constantFrom('agree' as const, 'return' as const),
      returnTo: fc.constantFrom('apply', 'unit', 'verify', 'leader'),
      stale: fc.boolean(),
    })
    .map(sign),
  fc.record({ by: who, verdict: fc.constant('agree' as const), forWhom: who }).map(sign),
  fc.record({ by: who, members, refused: fc.boolean(), careless: fc.boolean() }).map(verify),
  fc.record({ by: who, members, forWhom: who }).map(verify),
  who.map(publish),
  who.map(endNotice),
  who.map(record),
  who.map(revoke),
  who.map((by) => confirm(by)),
  who.map((by) => confirm(by, false)),
)
/** What gets it on, each step by those whose turn it may be. */
const TURNS: Readonly<Record<string, readonly Try[]>> = {
  unit: [sign({ by: 'leadHead', verdict: 'agree' })],
  verify: [
    verify({ by: 'verifier', members: ['verifier', 'verifier2'] }),
    verify({ by: 'officer2', members: ['paper', 'verifier'], forWhom: 'paper' }),
    verify({ by: 'verifier', members: ['verifier', 'verifier2'], refused: true }),
    verify({ by: 'verifier', members: ['verifier', 'officer'] }),
  ],
  office: [
    (world) => EVERYBODY.forEach((by) => world.confirm(by, true)),
    sign({ by: 'officer2', verdict: 'agree' }),
    sign({ by: 'officer', verdict: 'agree' }),
    sign({ by: 'officer2', verdict: 'return', returnTo: 'verify' }),
  ],
  notice: [
    (world) => {
      publish('officer')(world)
      world.later(7)
      endNotice('officer')(world)
    },
  ],
  leader: [
    sign({ by: 'leader', verdict: 'agree' }),
    sign({ by: 'officer2', verdict: 'agree', forWhom: 'leader' }),
    sign({ by: 'officer', verdict: 'agree', forWhom: 'leader' }),
  ],
  filing: [(world) => EVERYBODY.forEach((by) => world.confirm(by, true)), record('officer'), revoke('officer')],
}
const onward = fc.nat(11).map((pick): Try => (world) => {
  const turns = TURNS[world.step ?? ''] ?? (world.state === 'open' ? [apply('handler')] : [revoke('officer')])
  turns[pick % turns.length]?.(world)
})
const story = fc.array(fc.oneof({ weight: 9, arbitrary: onward }, { weight: 2, arbitrary: finish }, { weight: 4, arbitrary: anything }), {
  minLength: 5,
  maxLength: 60,
})

const RUNS = runs(200, 1_500)
test(`${RUNS} 段随机经过，谁都来试：没有措施、认可的佐证、另外的核查人，销不了号；签后改动即失效；退回次数不丢`, () => {
  let closings = 0
  let second = 0
  let voids = 0
  fc.assert(
    fc.property(story, (tries) => {
      const world = new World()
      for (const attempt of tries) {
        attempt(world)
        holdsAlways(world)
      }
      world.closings.forEach(holdsAtClosing)
      closings += world.closings.length
      second += world.cycle > 1 ? 1 : 0
      voids += world.file?.entries.some(({ voidedOn }) => voidedOn !== null) ? 1 : 0
    }),
    { numRuns: RUNS },
  )
  // the stories are worth something only if they get there
  expect(closings).toBeGreaterThan(RUNS / 25)
  expect(second).toBeGreaterThan(RUNS / 200)
  expect(voids).toBeGreaterThan(RUNS / 15)
})
