import { randomUUID } from 'node:crypto'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { type Actor, idOf } from '../closeout/closeout-stage-fixture.ts'
import type { Dice } from './dice.ts'
import {
  HOLDERS,
  type Model,
  type Step,
  type Verdict,
  type Whose,
  applies,
  brings,
  officerOnly,
  sees,
  signs,
  signsOnBehalf,
  verifies,
  withdraws,
  works,
} from './oracle.ts'
import type { Request } from './walk-stage.ts'

/** The shared problem as an officer's page shows it before an act. */
export type Page = {
  readonly version: number
  readonly seal: string
  readonly waiting: readonly { readonly id: string; readonly step: Step }[]
}
/** Where a move is made: whose problem, with what the page shows. */
export type Place = { readonly whose: Whose; readonly id: MatterId; readonly measureId: string; readonly page: Page }
type Aim = {
  readonly model: Model
  readonly dice: Dice
  readonly at: Place
  readonly day: string
  readonly file: (purpose: string) => Promise<string>
}
/** What an answer of success means: a known step, or one of which only the direction is known. */
export type Effect =
  | { readonly kind: 'none' | 'open' | 'done' | 'applied' | 'revoked' }
  | { readonly kind: 'linked'; readonly evidenceId: string }
  | {
      readonly kind: 'passed'
      readonly step: Step
      readonly signatory: Actor
      readonly recorder: Actor | null
      readonly scan: string | null
    }
export type Move = { readonly request: Request; readonly verdict: Verdict; readonly effect: Effect; readonly involved: readonly Actor[] }

const post = (at: Place, path: string, body: unknown): Request => ({
  method: 'POST',
  path: `/problems/${at.id}/${path}`,
  body,
  version: at.page.version,
})
/** What may be done on the shared problem alone: elsewhere nobody has got so far. */
const onlyShared = (at: Place, actor: Actor, verdict: Verdict): Verdict => {
  const visible = sees(actor, at.whose)
  if (visible === 'mayNot' || at.whose === 'shared') return visible === 'mayNot' ? 'mayNot' : verdict
  return 'unknown'
}
const elsewhere = (at: Place, verdict: Verdict): Verdict => (at.whose === 'shared' || verdict === 'mayNot' ? verdict : 'unknown')
const stateful = ({ model, at }: Aim, verdict: Verdict): Verdict => {
  if (at.whose !== 'shared' || verdict === 'mayNot') return elsewhere(at, verdict)
  if (model.state === 'closed') return 'mayNot'
  return model.state === 'open' ? verdict : 'unknown'
}
const simple = (request: Request, verdict: Verdict, kind: Exclude<Effect['kind'], 'passed' | 'linked'> = 'none'): Move => ({
  request,
  verdict,
  effect: { kind },
  involved: [],
})

const READS = ['', '/closeout', '/plan', '/reports'] as const
const read = async (actor: Actor, { at, dice }: Aim): Promise<Move> => {
  const path = dice.chance(70)
    ? `/problems/${at.id}${dice.pick(READS)}`
    : `/matters/${at.id}/${dice.pick(['evidence', 'timeline'] as const)}`
  return simple({ method: 'GET', path }, sees(actor, at.whose))
}
const edit = async (actor: Actor, { at, dice }: Aim): Promise<Move> => {
  const cells = [{ id: at.id, version: at.page.version, column: 'remark', text: `备注${dice.next(1000)}` }]
  return simple({ method: 'POST', path: '/problems/cells', body: { cells } }, elsewhere(at, officerOnly(actor, at.whose)), 'open')
}
const isOur = ({ files }: Model, file: string, wanted: string) => files.some(({ id, purpose }) => id === file && purpose === wanted)
const paperOf = (signatory: Actor, day: string, scan: string | null) =>
  scan === null ? {} : { signatoryId: idOf(signatory), signedOn: day, scanId: scan }
const report = async (actor: Actor, aim: Aim): Promise<Move> => {
  const verdict = stateful(aim, works(actor, aim.at.whose))
  const isEarly = aim.at.whose === 'shared' && !aim.model.linked && verdict === 'may' // done only with proof
  const request = post(aim.at, `measures/${aim.at.measureId}/report`, { state: 'done', doneText: '已清运' })
  return simple(request, isEarly ? 'unknown' : verdict, 'done')
}
const link = async (actor: Actor, aim: Aim): Promise<Move> => {
  const evidenceId = await aim.file('proof')
  const body = { add: [{ measureId: aim.at.measureId, evidenceId }] }
  const verdict = stateful(aim, works(actor, aim.at.whose))
  const request: Request = { method: 'POST', path: `/problems/${aim.at.id}/evidence-links`, body }
  return {
    request,
    verdict: verdict === 'may' && !isOur(aim.model, evidenceId, 'proof') ? 'unknown' : verdict,
    effect: { kind: 'linked', evidenceId },
    involved: [],
  }
}
const apply = async (actor: Actor, aim: Aim): Promise<Move> => {
  const body = { statement: '垃圾已全部清运', completedOn: aim.day, lastingMechanism: '每月巡查' }
  return simple(post(aim.at, 'closeout/apply', body), onlyShared(aim.at, actor, applies(aim.model, actor)), 'applied')
}
const withdraw = async (actor: Actor, aim: Aim): Promise<Move> =>
  simple(post(aim.at, 'closeout/withdraw', { reason: '补充材料' }), onlyShared(aim.at, actor, withdraws(aim.model, actor)), 'open')
const revoke = async (actor: Actor, aim: Aim): Promise<Move> => {
  const may = aim.model.state === 'closed' ? officerOnly(actor, aim.at.whose) : 'mayNot'
  return simple(
    post(aim.at, 'closeout/revoke', { kind: 'rebound', reason: '现场反弹', dueOn: '2027-12-31', basis: '区整改专班通知' }),
    onlyShared(aim.at, actor, may),
    'revoked',
  )
}

const signing = (model: Model): Step => model.step ?? 'leader'
const sign = async (actor: Actor, { model, dice, at }: Aim): Promise<Move> => {
  const opinion = dice.chance(90) ? 'agree' : 'return'
  const request = post(at, 'closeout/opinion', { verdict: opinion, text: '同意', seal: at.page.seal })
  const effect: Effect =
    opinion === 'return' ? { kind: 'open' } : { kind: 'passed', step: signing(model), signatory: actor, recorder: null, scan: null }
  return { request, verdict: onlyShared(at, actor, signs(model, actor, opinion)), effect, involved: [actor] }
}
const signOnBehalf = async (actor: Actor, aim: Aim): Promise<Move> => {
  const { model, dice, at, day } = aim
  const signatory = dice.pick(dice.chance(80) ? HOLDERS[signing(model)] : Object.values(HOLDERS).flat())
  const scan = await aim.file('opinion')
  const request = post(at, 'closeout/opinion', { verdict: 'agree', text: '同意', seal: at.page.seal, ...paperOf(signatory, day, scan) })
  const verdict = onlyShared(at, actor, signsOnBehalf(model, actor, { signatory, scan }))
  const effect: Effect = { kind: 'passed', step: signing(model), signatory, recorder: actor, scan }
  return { request, verdict: isOur(model, scan, 'opinion') ? verdict : 'mayNot', effect, involved: [actor, signatory] }
}
const isTeam = (members: readonly Actor[], signatory: Actor) =>
  members.includes(signatory) && members.every((one) => HOLDERS.verify.includes(one))
const verify = async (actor: Actor, aim: Aim): Promise<Move> => {
  const { model, dice, at, day } = aim
  const onBehalf = !HOLDERS.verify.includes(actor) && dice.chance(90)
  const signatory = onBehalf ? dice.pick(HOLDERS.verify) : actor
  const members = dice.chance(85) ? HOLDERS.verify : [signatory, dice.pick(['verifier2', 'outsider', 'leadHead', 'officer'] as const)]
  const scan = onBehalf ? await aim.file('opinion') : null
  const photo = await aim.file('verification')
  const body = {
    from: `${day}T08:00:00+08:00`,
    to: `${day}T09:00:00+08:00`,
    place: '海堤外侧',
    memberIds: members.map(idOf),
    lines: [{ measureId: at.measureId, verdict: 'accepted', remark: '', acceptedIds: model.proofs.slice(-1) }],
    residents: '走访 3 户，均无异议',
    photoIds: [photo],
    text: '已清理到位',
    seal: at.page.seal,
    ...paperOf(signatory, day, scan),
  }
  const isPhoto = isOur(model, photo, 'verification')
  const verdict = onlyShared(at, actor, verifies(model, actor, { signatory, recorder: onBehalf ? actor : null, members, scan }))
  const isStrange = !isPhoto || !isTeam(members, signatory)
  const effect: Effect = { kind: 'passed', step: 'verify', signatory, recorder: onBehalf ? actor : null, scan }
  const request = post(at, 'closeout/verification', body)
  return { request, verdict: verdict === 'may' && isStrange ? 'unknown' : verdict, effect, involved: [actor, signatory, ...members] }
}
const confirm = async (actor: Actor, aim: Aim): Promise<Move> => {
  const { model, dice, at } = aim
  const entry = at.page.waiting[0]
  const hand = entry && model.hands.find(({ step, recorder }) => step === entry.step && recorder !== null)
  const confirmed = dice.chance(80)
  const request: Request = {
    method: 'POST',
    path: `/problems/${at.id}/closeout/entries/${entry?.id ?? randomUUID()}/confirmation`,
    body: confirmed ? { confirmed } : { confirmed, reason: '不是本人签的' },
  }
  const verdict = hand?.signatory === actor ? 'may' : 'mayNot' // all signatories here have accounts
  return simple(request, at.whose === 'shared' ? onlyShared(at, actor, verdict) : 'mayNot', confirmed ? 'none' : 'open')
}
const download = async (actor: Actor, { model, dice }: Aim): Promise<Move> => {
  const file = dice.chance(85) && model.files.length > 0 ? dice.pick(model.files) : null
  return simple({ method: 'GET', path: `/evidence/${file?.id ?? randomUUID()}/file` }, sees(actor, file ? 'shared' : 'missing'))
}
export const mayBring = (actor: Actor, at: Place): Verdict => elsewhere(at, brings(actor, at.whose))

/** What somebody may try, by name. */
export const MOVES = { read, edit, report, link, apply, withdraw, revoke, sign, signOnBehalf, verify, confirm, download }
