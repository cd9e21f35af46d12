import { type Day, addDays } from '#kernel/days.ts'
import { type Decision, type Refusal, accept, refuse } from '#kernel/decision.ts'
import type { ChainStep } from '#kernel/rooms/closeout-chain.ts'
import { CLOSEOUT_TABLE } from '../acts/closeout-acts.ts'
import { sameHandRefusal } from '../chain/hands.ts'
import { doerRefusal } from '../chain/holders.ts'
import { backTo, onward } from './outcome.ts'
import { type Signing, no, papersOf, signature } from '../acts/signature.ts'
import type { ActContext, MeasureFacts, NewEntry, Outcome, People, Situation, Verification } from '../situation.ts'
import { APPLICANT, answeredFor, appliedOn } from '../chain/steps.ts'

export type Verified = Verification & Signing & { readonly seal: string }

/** What was found on site, measure by measure. All accepted: on; any refused: back to the applicant, those measures not done any more. */
export function decideVerify(
  s: Situation,
  context: ActContext & { readonly now: string },
  form: Verified,
  people: People,
): Decision<Outcome> {
  const signed = signature('verify', s, context, form, people)
  if (!signed.ok) return signed
  if (form.seal !== s.seal) return refuse('closeout.seal-changed')
  const { step, ...signing } = signed.event
  const bad =
    membersBarrier(s, step, form.memberIds, signing.signatoryId, people) ??
    linesBarrier(s, form) ??
    siteBarrier(s, context.now, form) ??
    photosBarrier(s, form, signing.scanId)
  if (bad) return no(bad)
  const { seal, signatoryId: _, signedOn: __, scanId: ___, ...verification } = form
  const refused = form.lines.filter(({ verdict }) => verdict === 'refused')
  const verdict = refused.length === 0 ? 'pass' : 'fail'
  const facts = { verification, papers: papersOf(s, [...form.photoIds, signing.scanId]) }
  const entry: NewEntry = { ...signing, step: step.key, act: 'verification', verdict, text: form.text, seal, facts }
  if (verdict === 'pass') return accept(onward(s, step, entry))
  const reason = `“${step.name}”不通过：措施 ${nosOf(s, refused)} 不到位`
  return accept({
    ...backTo(s, APPLICANT, { ...entry, confirmBy: null }, { returned: true, reason }),
    reopens: refused.map(({ measureId }) => measureId),
  })
}

const nosOf = (s: Situation, lines: readonly { readonly measureId: string }[]) =>
  s.measures
    .filter(({ id }) => lines.some(({ measureId }) => measureId === id))
    .map((measure) => measure.no)
    .join('、')

/** At least so many different people, none of whom did any of the work, and none of the responsible unit where the place wants it so. */
function membersBarrier(s: Situation, step: ChainStep, memberIds: readonly string[], signatoryId: string, people: People): Refusal | null {
  const members = new Set(memberIds)
  if (members.size < s.verifiersMin || members.size < memberIds.length)
    return { code: 'closeout.members-few', detail: { min: s.verifiersMin, now: members.size } }
  const found = [...members].flatMap((id) => people.get(id) ?? [])
  if (found.length < members.size) return { code: 'closeout.not-person' }
  if (!members.has(signatoryId)) return { code: 'closeout.not-member', detail: { who: people.get(signatoryId)?.name ?? '填写人' } }
  return partBarrier(s, step, found) ?? unitBarrier(s, found)
}

/** Nobody who had a part in the work, answers for it, or gave or entered an opinion on it, the lead unit's too (rules.md R-53). */
function partBarrier(s: Situation, step: ChainStep, members: readonly { readonly id: string; readonly name: string }[]): Refusal | null {
  const ids = members.map(({ id }) => id)
  const sameHands = members.flatMap(({ id, name }) => sameHandRefusal(s, step, id, name) ?? [])
  return doerRefusal(s, step, ids, '参加核查') ?? namedBarrier(s, members) ?? sameHands[0] ?? null
}

/** Whoever the plan or the responsibility names for the work judges none of it, nor does the head who has answered for it in this cycle. */
function namedBarrier(s: Situation, members: readonly { readonly id: string; readonly name: string }[]): Refusal | null {
  const named = members.find(({ id }) => s.doing.persons.some((person) => person === id))
  if (named) return { code: 'closeout.member-named', detail: { who: named.name } }
  const answered = answeredFor(s)
  const head = members.find(({ id }) => answered.includes(id))
  return head ? { code: 'closeout.member-head', detail: { who: head.name } } : null
}

function unitBarrier(
  { workUnits, unitsDiffer }: Situation,
  members: readonly { readonly name: string; readonly worksIn: readonly string[] }[],
): Refusal | null {
  if (!unitsDiffer) return null
  for (const { name, worksIn } of members) {
    const unit = workUnits.find(({ id }) => worksIn.includes(id))
    if (unit) return { code: 'closeout.member-unit', detail: { who: name, unit: unit.name } }
  }
  return null
}

/** Every measure has exactly one line; accepted means at least one file that stands as its proof. */
function linesBarrier(s: Situation, { lines }: Verification): Refusal | null {
  const off = s.measures.filter(({ id }) => lines.filter(({ measureId }) => measureId === id).length !== 1)
  if (off.length > 0 || lines.length !== s.measures.length || lines.length === 0)
    return { code: 'closeout.lines', detail: { nos: off.map((measure) => measure.no).join('、') } }
  return s.measures.map((measure) => lineBarrier(measure, lines)).find((refusal) => refusal !== null) ?? null
}

function lineBarrier({ id, no: place, proof }: MeasureFacts, lines: Verification['lines']): Refusal | null {
  const line = lines.find(({ measureId }) => measureId === id)
  if (line?.verdict === 'refused') return line.remark === '' ? { code: 'closeout.line-remark', detail: { no: place } } : null
  const accepted = line?.acceptedIds ?? []
  const proved = accepted.length > 0 && accepted.every((file) => proof.includes(file))
  return proved || !CLOSEOUT_TABLE.verify.needs.proof ? null : { code: 'closeout.line-proof', detail: { no: place } }
}

/** The first moment of a day in Asia/Shanghai, as an instant in UTC. */
const beginOf = (day: Day) => `${addDays(day, -1)}T16:00:00.000Z`

function siteBarrier(s: Situation, now: string, { from, to, photoIds, text }: Verification): Refusal | null {
  if (text === '') return { code: 'closeout.empty', detail: { what: '核查结论' } }
  if (from > to || to > now) return { code: 'closeout.times' }
  const on = appliedOn(s)
  if (on !== null && from < beginOf(on)) return { code: 'closeout.site-early', detail: { on } }
  return photoIds.length === 0 ? { code: 'closeout.photos' } : null
}

/** Photos of the site stand at this matter for that purpose, and none is a signed page. */
function photosBarrier({ files }: Situation, { photoIds }: Verification, scanId: string | null): Refusal | null {
  const photos = files.filter(({ id, purpose }) => purpose === 'verification' && photoIds.includes(id))
  if (photos.length < new Set(photoIds).size) return { code: 'closeout.file-missing', detail: { what: '核查照片' } }
  const scan = files.find(({ id }) => id === scanId)
  const page = photos.find(({ hash, reused }) => reused === 'scan' || hash === scan?.hash)
  return page ? { code: 'closeout.photo-scan', detail: { name: page.name } } : null
}
