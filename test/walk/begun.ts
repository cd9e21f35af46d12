import { type Model, type Step, freshModel, passed } from './oracle.ts'
import { type Actor, idOf } from '../closeout/closeout-stage-fixture.ts'
import { picture } from './picture.ts'
import type { Ids, Trio, WalkStage } from './walk-stage.ts'

/** What others, or one of those who try, have done before a story: who worked, who applied, and what stands of the verification and the review. */
type Past = {
  readonly worker: Actor
  readonly applicant: Actor
  readonly verified?: { readonly recorder: Actor | null }
  readonly reviewed?: { readonly signatory: Actor; readonly recorder: Actor }
}
const OTHERS = { worker: 'outsider', applicant: 'outsider' } as const
const PASTS = {
  applied: OTHERS,
  verified: { ...OTHERS, verified: { recorder: null } },
  /** The officer did the work, and has the review before them. */
  worked: { ...OTHERS, worker: 'officer', verified: { recorder: null } },
  /** The officer applied for the unit. */
  forThem: { ...OTHERS, applicant: 'officer', verified: { recorder: null } },
  /** The officer entered the verification of others. */
  recorded: { ...OTHERS, verified: { recorder: 'officer' } },
  /** Another entered the officer's review, and the page it stands on lies in the file: the last step is left. */
  scanned: { ...OTHERS, verified: { recorder: null }, reviewed: { signatory: 'officer', recorder: 'officer2' } },
} as const satisfies Readonly<Record<string, Past>>
export type Start = keyof typeof PASTS | 'fresh'

/** Starts from which one of those who try, the officer, is a step away from breaking a rule: doer, applicant, recorder, a scan used once. */
export const TEMPTING: readonly Start[] = ['worked', 'forThem', 'recorded', 'scanned']

/** The shared problem brought so far, over the same doors. */
export async function begun(stage: WalkStage, { shared }: Trio, start: Start): Promise<Model> {
  const model = freshModel()
  if (start === 'fresh') return model
  const past: Past = PASTS[start]
  const doors = doorsOf(stage, shared, model)
  await appliedFor(doors, past)
  if (!past.verified) return model
  await doors.post('leadHead', 'closeout/opinion', { verdict: 'agree', text: '同意' })
  passed(model, { step: 'unit', signatory: 'leadHead', recorder: null })
  await verifiedBy(doors, past.verified)
  if (past.reviewed) await reviewedBy(doors, past.reviewed)
  return model
}

function doorsOf(stage: WalkStage, { id, measures }: Ids, model: Model) {
  const post = async (actor: Actor, path: string, body: object = {}) => {
    const { json } = await stage.send('officer', { method: 'GET', path: `/problems/${id}/closeout` })
    const full = path.endsWith('opinion') || path.endsWith('verification') ? { seal: json['seal'], ...body } : body
    const reply = await stage.send(actor, { method: 'POST', path: `/problems/${id}/${path}`, body: full, version: Number(json['version']) })
    if (reply.status >= 300) throw new Error(`${path} by ${actor}: ${reply.status} ${JSON.stringify(reply.json)}`)
  }
  const bring = async (actor: Actor, purpose: string) => {
    const path = `/matters/${id}/evidence?name=a.jpg&purpose=${purpose}`
    const file = String((await stage.send(actor, { method: 'POST', path, body: picture() })).json['id'])
    model.files.push({ id: file, by: actor, purpose, stale: false })
    return file
  }
  return { post, bring, model, day: stage.today(), measureId: measures[0]?.id ?? '' }
}
type Doors = ReturnType<typeof doorsOf>

async function appliedFor({ post, bring, model, day, measureId }: Doors, { worker, applicant }: Past): Promise<void> {
  const proof = await bring(worker, 'proof')
  await post(worker, 'evidence-links', { add: [{ measureId, evidenceId: proof }] })
  await post(worker, `measures/${measureId}/report`, { state: 'done', doneText: '已清运' })
  await post(applicant, 'closeout/apply', { statement: '已全部清运', completedOn: day })
  Object.assign(model, { state: 'in_closeout', step: 'unit', complete: true, linked: true, done: true, applicant })
  model.doers.add(worker).add(applicant)
  model.proofs.push(proof)
}

/** With the page signed by hand where somebody enters it for the signatory. */
async function paperOf({ bring, model, day }: Doors, signatory: Actor, recorder: Actor | null) {
  if (recorder === null) return {}
  const scanId = await bring(recorder, 'opinion')
  model.usedScans.add(scanId)
  return { signatoryId: idOf(signatory), signedOn: day, scanId }
}

async function verifiedBy(doors: Doors, { recorder }: { readonly recorder: Actor | null }): Promise<void> {
  const { post, bring, model, day, measureId } = doors
  const by = recorder ?? 'verifier'
  await post(by, 'closeout/verification', {
    from: `${day}T08:00:00+08:00`,
    to: `${day}T09:00:00+08:00`,
    place: '海堤外侧',
    memberIds: [idOf('verifier'), idOf('verifier2')],
    lines: [{ measureId, verdict: 'accepted', remark: '', acceptedIds: model.proofs }],
    residents: '走访 3 户，均无异议',
    photoIds: [await bring(by, 'verification')],
    text: '已清理到位',
    ...(await paperOf(doors, 'verifier', recorder)),
  })
  passed(model, { step: 'verify', signatory: 'verifier', recorder })
}

async function reviewedBy(doors: Doors, { signatory, recorder }: { readonly signatory: Actor; readonly recorder: Actor }): Promise<void> {
  const paper = await paperOf(doors, signatory, recorder)
  await doors.post(recorder, 'closeout/opinion', { verdict: 'agree', text: '同意', ...paper })
  passed(doors.model, { step: 'office' satisfies Step, signatory, recorder })
}
