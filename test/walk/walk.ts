import { randomUUID } from 'node:crypto'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { Actor } from '../closeout/closeout-stage-fixture.ts'
import { dice } from './dice.ts'
import { agreeOn, leavesOpen, takeEffect } from './effects.ts'
import { MOVES, type Move, type Page, type Place, mayBring } from './moves.ts'
import { HOLDERS, type Model, OFFICERS, type Step, type Verdict, type Whose, freshModel } from './oracle.ts'
import { listing } from './listing.ts'
import { picture } from './picture.ts'
import type { Answer, Trio, WalkStage } from './walk-stage.ts'

export type Outcome = {
  readonly failures: string[]
  /** Accounts behind each closing. */
  readonly closings: number[]
  requests: number
  /** What the rules allow and was refused for another reason than permission, by the reason. */
  readonly balks: Map<string, number>
}
type Name = keyof typeof MOVES | 'list'
const EVERY: readonly Name[] = [
  'read',
  'read',
  'list',
  'edit',
  'report',
  'link',
  'apply',
  'withdraw',
  'sign',
  'signOnBehalf',
  'verify',
  'confirm',
  'revoke',
  'download',
]

const wantedWork = ({ complete, linked }: Model): readonly [Name, readonly Actor[]] =>
  complete === false ? [linked ? 'report' : 'link', ['outsider', 'officer']] : ['apply', ['outsider', 'leadHead', 'officer2']]

/** What the running step wants, and who it is from. */
function wanted(
  model: Model,
  actors: readonly Actor[],
  roll: (percent: number) => boolean,
  onBehalf: number,
): readonly [Name, readonly Actor[]] {
  if (model.state === 'closed') return roll(30) ? ['revoke', OFFICERS] : ['confirm', actors]
  if (model.state === 'open') return wantedWork(model)
  const step = model.step ?? 'unit'
  if (model.hands.some(({ recorder }) => recorder !== null) && roll(20)) return ['confirm', actors]
  const isOnBehalf = roll(onBehalf)
  if (step === 'verify') return ['verify', isOnBehalf ? OFFICERS : HOLDERS.verify]
  return isOnBehalf ? ['signOnBehalf', OFFICERS] : ['sign', HOLDERS[step]]
}

/** In what an answer contradicts the rules: a success they forbid, a refusal of what they permit, or no answer at all. */
function contradiction({ status, json }: Answer, verdict: Verdict): string | null {
  if (status >= 500) return `${status} ${String(json['code'])}`
  if (status < 300) return verdict === 'mayNot' ? `${status}, which the rules forbid` : null
  return verdict === 'may' && (status === 403 || status === 404) ? `${status} ${String(json['code'])}, which the rules permit` : null
}

type FilePage = { state: string; step: { key: string } | null; version: number; seal: string; current: { entries: Entry[] } | null }
type Entry = { id: string; step: string; voided: object | null; confirmation: { confirmed: object | null } | null }
const pageOf = ({ version, seal, current }: FilePage): Page => ({
  version,
  seal,
  waiting: (current?.entries ?? [])
    .filter(({ voided, confirmation }) => voided === null && confirmation !== null && confirmation.confirmed === null)
    .map(({ id, step }) => ({ id, step: step as Step })),
})

/** `model`: the shared problem as others have left it; fresh otherwise. */
type Story = {
  readonly seed: number
  readonly length: number
  readonly actors: readonly Actor[]
  readonly model?: Model
  /** How often of a hundred an act is tried in somebody's name, and with a file used before. */
  readonly onBehalf?: number
  readonly reuse?: number
}

/** A story of random people on the three problems of a walk: every answer held against the rules. */
export async function walk(stage: WalkStage, trio: Trio, story: Story): Promise<Outcome> {
  const { seed, length, actors, model = freshModel(), onBehalf = 30, reuse = 40 } = story
  const roll = dice(seed)
  const outcome: Outcome = { failures: [], closings: [], requests: 0, balks: new Map() }
  let isOpen = false
  /** Pages stand until something succeeded. */
  const pages = new Map<Whose, Place>()
  const send: WalkStage['send'] = (actor, request) => {
    outcome.requests += 1
    return stage.send(actor, request)
  }
  const fail = (at: string, words: string) => void outcome.failures.push(`seed ${seed}, ${at}: ${words}`)

  /** The page as an officer sees it; of the shared problem its state must be what the rules say. */
  async function look(whose: Whose, at: string): Promise<Place> {
    if (whose === 'missing')
      return { whose, id: randomUUID() as MatterId, measureId: randomUUID(), page: { version: 1, seal: 'a'.repeat(64), waiting: [] } }
    const old = pages.get(whose)
    if (old) return old
    const { id, measures } = trio[whose]
    const { status, json } = await send('officer', { method: 'GET', path: `/problems/${id}/closeout` })
    const filePage = json as FilePage
    if (status !== 200) fail(at, `an officer reads the file: ${status}`)
    else if (whose === 'shared') {
      const differs = agreeOn(model, { state: filePage.state, step: filePage.step?.key ?? null }, isOpen)
      isOpen = false
      if (differs) fail(at, differs)
    }
    const place = { whose, id, measureId: measures[0]?.id ?? '', page: pageOf(filePage) }
    pages.set(whose, place)
    return place
  }
  /** A file of the shared problem for a purpose: now and then one used before, else a new one, brought by who moves. */
  const bringing =
    (actor: Actor, place: Place, at: string) =>
    async (purpose: string): Promise<string> => {
      const old = model.files.filter((file) => file.purpose === purpose)
      if (old.length > 0 && roll.chance(reuse)) return roll.pick(old).id
      const reply = await send(actor, {
        method: 'POST',
        path: `/matters/${place.id}/evidence?name=a.jpg&purpose=${purpose}&takenAt=${encodeURIComponent(`${stage.today()}T10:00:00+08:00`)}`,
        body: picture(),
      })
      hold(at, reply, mayBring(actor, place))
      if (reply.status >= 300 || place.whose !== 'shared') return randomUUID()
      const id = String(reply.json['id'])
      model.files.push({ id, by: actor, purpose, stale: false })
      if (purpose === 'proof') model.perhaps.add(actor)
      return id
    }
  function hold(at: string, answer: Answer, verdict: Verdict): void {
    const { status, json } = answer
    const wrong = contradiction(answer, verdict)
    if (wrong) return fail(at, `${wrong}; standing: ${JSON.stringify(model.hands)}, doers: ${[...model.doers].join(' ')}`)
    if (verdict !== 'may' || status < 300) return
    const reason = `${/\[(\w+)\]/u.exec(at)?.[1] ?? 'file'} ${status} ${String(json['code'])}`
    outcome.balks.set(reason, (outcome.balks.get(reason) ?? 0) + 1)
  }
  /** Where it is open whether somebody is a doer, it is open whether they may. */
  const judged = ({ verdict, involved }: Move) =>
    verdict === 'may' && involved.some((one) => model.perhaps.has(one) && !model.doers.has(one)) ? 'unknown' : verdict

  function choose() {
    const [aimed, fit] = wanted(model, actors, roll.chance, onBehalf)
    const isWanted = roll.chance(60)
    const able = fit.filter((one) => actors.includes(one))
    const actor = isWanted && able.length > 0 && roll.chance(80) ? roll.pick(able) : roll.pick(actors)
    const whose: Whose = isWanted || roll.chance(60) ? 'shared' : roll.pick(['others', 'ours', 'missing'] as const)
    return { name: isWanted ? aimed : roll.pick(EVERY), actor, whose }
  }
  function take(at: string, actor: Actor, effect: Move['effect']): void {
    const accounts = takeEffect(model, actor, effect)
    isOpen = leavesOpen(effect)
    if (accounts === null) return
    outcome.closings.push(accounts)
    if (accounts < 3) fail(at, `closed by ${accounts} accounts`)
  }
  async function step(i: number): Promise<void> {
    const { name, actor, whose } = choose()
    const at = `step ${i}: ${name} by ${actor} on ${whose} (${model.state}/${String(model.step)})`
    if (name === 'list') return (await listing(send, trio, actor)).forEach((words) => fail(at, words))
    const place = await look(whose, at)
    const move = await MOVES[name](actor, { model, dice: roll, at: place, day: stage.today(), file: bringing(actor, place, at) })
    const verdict = judged(move)
    const reply = await send(actor, move.request)
    hold(`${at} [${name}]`, reply, verdict)
    if (reply.status === 422 && name === 'apply') Object.assign(model, { complete: false, linked: false, done: false })
    if (reply.status >= 300 || move.request.method === 'GET') return
    pages.clear()
    if (whose === 'shared') take(at, actor, move.effect)
  }

  for (let i = 0; i < length; i += 1) await step(i)
  pages.clear()
  await look('shared', 'at the end')
  return outcome
}
