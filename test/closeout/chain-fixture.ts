import { ok, type Stage } from './closeout-stage-fixture.ts'

/** A chain proposed by one officer and approved by another: what changing it takes. */
export async function changeChain(stage: Stage, scope: string, steps: unknown, version = 0): Promise<void> {
  const proposed = await stage.as('officer').post('/closeout/chains', { scope, steps, reason: '办法规定' }, { 'if-match': `"${version}"` })
  const path = `/closeout/chain-proposals/${String(proposed.json['proposalId'])}/decision`
  ok([proposed, await stage.as('officer2').post(path, { decision: 'approved' })])
}
