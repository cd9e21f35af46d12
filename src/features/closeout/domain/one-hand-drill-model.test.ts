import { expect, test } from 'vitest'
import { runs } from '#test/full.ts'
import { reportFigure } from '#test/proofs/figures.ts'
import { EVERYBODY, PEOPLE, REVOCATION, type Who, actor, person } from '#test/closeout/closeout-fixture.ts'
import { World } from '#test/closeout/closeout-world.ts'
import { STANDARD_CHAIN, type Chain, chainFaults } from '#kernel/rooms/closeout-chain.ts'
import { decideApply, decideRevoke, decideWithdraw } from './decide/decide-application.ts'
import { decideFile, decideNotice, decideNoticeEnd } from './decide/decide-notice.ts'
import { decideSign } from './decide/decide-opinion.ts'
import { decideVerify } from './decide/decide-verification.ts'

/** A sequence that can be run again by its number. */
function dice(seed: number) {
  let state = seed * 2_654_435_761 + 1
  const next = (below: number) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 3_266_489_917) | 0
    return (state >>> 0) % below
  }
  return { next, pick: <T>(list: readonly T[]): T => list[next(list.length)] as T, chance: (percent: number) => next(100) < percent }
}
type Dice = ReturnType<typeof dice>

/** The shortest chains a place may set: verification and one opinion, in either order; and the standard one. */
const step = (key: string, kind: Chain[number]['kind'], holder: Chain[number]['holder'], closes = false): Chain[number] => ({
  key,
  kind,
  name: key,
  holder,
  closes,
})
const CHAINS: readonly Chain[] = [
  [step('verify', 'verification', 'acceptance'), step('leader', 'opinion', 'leader', true)],
  [step('verify', 'verification', 'acceptance'), step('office', 'opinion', 'office', true)],
  [step('unit', 'opinion', 'lead_head'), step('verify', 'verification', 'acceptance'), step('office', 'opinion', 'office', true)],
  [step('office', 'opinion', 'office'), step('verify', 'verification', 'acceptance'), step('unit', 'opinion', 'lead_head', true)],
  [
    step('office', 'opinion', 'office'),
    step('verify', 'verification', 'acceptance'),
    { ...step('notice', 'notice', 'office', true), days: 1, dayType: 'calendar' },
  ],
  STANDARD_CHAIN,
]

/** Whose paper may stand for a step. */
const FIT: Readonly<Record<string, readonly Who[]>> = {
  acceptance: ['verifier', 'verifier2', 'paper'],
  leader: ['leader'],
  office: ['officer', 'officer2'],
  lead_head: ['leadHead'],
}

/** One thing the holder of an account tries: mostly what the running step wants, for whoever may stand on the paper, with any file. */
function attempt(world: World, by: Who, { pick, chance }: Dice): void {
  const context = () => ({ actor: actor(by), today: world.today, now: `${world.today}T09:00:00.000Z` })
  const s = () => world.situation()
  const running = CHAINS.flat().find(({ key }) => key === world.step)
  const fit = () => person(pick(chance(80) ? (FIT[running?.holder ?? ''] ?? EVERYBODY) : EVERYBODY))
  const paper = () => (chance(30) ? {} : { signatoryId: fit(), signedOn: world.today, scanId: file('opinion') })
  // a new page, an old one again, or the bytes of one
  const file = (purpose: string) => {
    const old = world.files.length > 0 && chance(25) ? pick(world.files) : undefined
    if (old && chance(50)) return old.id
    return world.upload(purpose, old?.hash)
  }
  const work = () =>
    world.change(by, (measures) => {
      if (measures.length === 0) measures.push({ text: '清运', done: false, proof: [] })
      for (const measure of measures) {
        if (measure.proof.length === 0 || chance(20)) measure.proof.push(world.newId())
        measure.done = true
      }
    })
  const sign = () => {
    const signing = paper()
    const now = s()
    const verdict = chance(90) ? ('agree' as const) : ('return' as const)
    world.take(decideSign(now, context(), { verdict, text: '意见', seal: now.seal, ...signing }, PEOPLE), now)
  }
  const verify = () => {
    const signing = paper()
    const photoIds = [file('verification')]
    const now = s()
    const members = [...new Set([signing.signatoryId ?? person(by), fit(), fit()])]
    const lines = now.measures.map(({ id, proof }) => ({
      measureId: id,
      verdict: 'accepted' as const,
      remark: '',
      acceptedIds: proof.slice(0, 1),
    }))
    const at = `${world.today}T08:00:00.000Z`
    const site = {
      from: at,
      to: at,
      place: '现场',
      memberIds: members,
      lines,
      residents: '无',
      photoIds,
      text: '到位',
      seal: now.seal,
      ...signing,
    }
    world.take(decideVerify(now, context(), site, PEOPLE), now)
  }
  const apply = () => {
    const statement = `申请${world.newId()}`
    world.take(decideApply({ ...s(), seal: world.sealOf(statement) }, context(), { statement, completedOn: world.today }), s())
  }
  const notice = () =>
    void world.take(decideNotice(s(), context(), { medium: '网', from: world.today, contactUnit: '专班', contact: '电话' }), s())
  const others = [
    work,
    () => world.confirm(by, chance(95)),
    () => world.later(pick([1, 1, 8])),
    () => void world.take(decideNoticeEnd(s(), context(), { text: '无异议' }), s()),
    () => void world.take(decideWithdraw(s(), context(), '撤回'), s()),
    () => void world.take(decideFile(s(), context(), { no: '1', to: '市', on: world.today }), s()),
    () => void world.take(decideRevoke(s(), context(), REVOCATION), s()),
  ]
  const wanted: Readonly<Record<string, () => void>> = {
    verification: verify,
    opinion: sign,
    notice,
    filing: () => world.confirm(by, true),
  }
  const kind = world.situation().chain.find(({ key }) => key === world.step)?.kind
  if (world.state === 'open' && chance(80)) return world.facts.some(({ done }) => done) ? apply() : work()
  if (chance(80)) return (wanted[kind ?? ''] ?? pick(others))()
  pick([...others, verify, sign, apply, notice])()
}

/** One story of the people named: by whose hands each closing came about. `begun`: another has done the work and applied already. */
function story(seed: number, who: readonly Who[], begun: boolean): string[][] {
  const roll = dice(seed)
  const world = new World(roll.pick(CHAINS))
  if (begun) {
    world.change('handler', (measures) => void measures.push({ text: '清运', done: true, proof: ['p'] }))
    const statement = '已完成'
    const context = { actor: actor('handler'), today: world.today }
    const s = world.situation()
    world.take(decideApply({ ...s, seal: world.sealOf(statement) }, context, { statement, completedOn: world.today }), s)
  }
  const length = 40
  for (let i = 0; i < length; i += 1) attempt(world, roll.pick(who), roll)
  return world.closings.map(({ s, outcome }) => {
    const entries = (s.running?.entries ?? []).filter(({ voidedOn, act }) => voidedOn === null && act !== 'notice' && act !== 'notice_end')
    const hands = [...entries, outcome.entry].map(({ recorderId, signatoryId }) => recorderId ?? signatoryId)
    return [...new Set([...hands, ...s.doers.map(({ id }) => id)])]
  })
}

const pairs = EVERYBODY.flatMap((one, i) => EVERYBODY.slice(i + 1).map((two) => [one, two] as const)).filter(
  (pair) => !pair.includes('paper'),
)
const singles = EVERYBODY.filter((who) => who !== 'paper').map((who) => [who] as const)
const threes = [
  ['handler', 'officer', 'officer2'],
  ['handler', 'verifier', 'leader'],
  ['officer', 'officer2', 'leader'],
] as const satisfies readonly (readonly Who[])[]

test('演练用的环节都是准许设置的最短的', () => {
  for (const chain of CHAINS) expect(chainFaults(chain)).toEqual([])
})

// assurance.md: 10,000 sequences in all by each single account and each pair
const EACH = runs(6, 200)
const stories = (who: readonly Who[], begun: boolean) => Array.from({ length: EACH / 2 }, (_, seed) => story(seed + 1, who, begun)).flat()

test.each(singles.map((who) => [who[0], who] as const))(
  `${EACH} 段随机经过，只有%s一个账号：一件也销不了号，别人办完申请好的也不行`,
  (_, who) => {
    expect([...stories(who, false), ...stories(who, true)]).toEqual([])
  },
)

test(`每两个账号各 ${EACH} 段随机经过：自己办的一件也销不了；别人办完申请好的，至少经三个人的手`, () => {
  const begun = pairs.filter((pair) => !pair.includes('handler')).flatMap((pair) => stories(pair, true))
  const own = pairs.flatMap((pair) => stories(pair, false))
  const below = [...own, ...begun.filter((hands) => hands.length < 3)]
  expect.soft(below).toEqual([])
  const all = (EACH / 2) * (2 * singles.length + pairs.length + pairs.filter((pair) => !pair.includes('handler')).length)
  reportFigure('one-hand.rules', `规则 ${all} 段 × 40 步：${below.length} 件人数不足`, below.length === 0)
})

test('演练确实走得到头：三个账号就能销号，每次都至少经三个人的手', () => {
  const closings = threes.flatMap((who) => Array.from({ length: 200 }, (_, seed) => story(seed + 1, who, false)).flat())
  expect(closings.length).toBeGreaterThan(10)
  expect(closings.filter((hands) => hands.length < 3)).toEqual([])
})
