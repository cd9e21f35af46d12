import { type Model, freshModel, passed } from './oracle.ts'
import { type Actor, idOf } from '../closeout/closeout-stage-fixture.ts'
import { picture } from './picture.ts'
import type { Trio, WalkStage } from './walk-stage.ts'

export type Start = 'fresh' | 'applied' | 'verified'

/** The shared problem brought so far by others, over the same doors: done and applied for by the lead unit, and verified on site. */
export async function begun(stage: WalkStage, { shared: { id, measures } }: Trio, start: Start): Promise<Model> {
  const model = freshModel()
  if (start === 'fresh') return model
  const measureId = measures[0]?.id ?? ''
  const send = async (actor: Actor, path: string, body: object = {}) => {
    const { json } = await stage.send('officer', { method: 'GET', path: `/problems/${id}/closeout` })
    const full = path.endsWith('opinion') || path.endsWith('verification') ? { seal: json['seal'], ...body } : body
    const reply = await stage.send(actor, { method: 'POST', path: `/problems/${id}/${path}`, body: full, version: Number(json['version']) })
    if (reply.status >= 300) throw new Error(`${path} by ${actor}: ${reply.status} ${JSON.stringify(reply.json)}`)
  }
  const bring = async (actor: Actor, purpose: string) => {
    const path = `/matters/${id}/evidence?name=a.jpg&purpose=${purpose}`
    return String((await stage.send(actor, { method: 'POST', path, body: picture() })).json['id'])
  }
  const proof = await bring('outsider', 'proof')
  await send('outsider', 'evidence-links', { add: [{ measureId, evidenceId: proof }] })
  await send('outsider', `measures/${measureId}/report`, { state: 'done', doneText: '已清运' })
  await send('outsider', 'closeout/apply', { statement: '已全部清运', completedOn: stage.today() })
  Object.assign(model, { state: 'in_closeout', step: 'unit', complete: true, linked: true, done: true, applicant: 'outsider' })
  model.doers.add('outsider')
  model.files.push({ id: proof, by: 'outsider', purpose: 'proof', stale: false })
  model.proofs.push(proof)
  if (start === 'applied') return model
  await send('leadHead', 'closeout/opinion', { verdict: 'agree', text: '同意' })
  passed(model, { step: 'unit', signatory: 'leadHead', recorder: null })
  const day = stage.today()
  await send('verifier', 'closeout/verification', {
    from: `${day}T08:00:00+08:00`,
    to: `${day}T09:00:00+08:00`,
    place: '海堤外侧',
    memberIds: [idOf('verifier'), idOf('verifier2')],
    lines: [{ measureId, verdict: 'accepted', remark: '', acceptedIds: [proof] }],
    residents: '走访 3 户，均无异议',
    photoIds: [await bring('verifier', 'verification')],
    text: '已清理到位',
  })
  passed(model, { step: 'verify', signatory: 'verifier', recorder: null })
  return model
}
