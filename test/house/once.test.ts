import { expect, test } from 'vitest'
import { declaredEndpoints } from './closed-sets.ts'

/** Posts that neither see a version nor are done once, each with what keeps a second one from doing harm. */
const EXCEPTED: Readonly<Record<string, string>> = {
  '/session/login': 'opens another session; the one before ends or lapses',
  '/session/code': 'each code once',
  '/session/list/:mark/end': 'refused once it has ended',
  '/session/second-factor': 'refused once the draft is used',
  '/session/second-factor/draft': 'the newer draft counts, the one before opens nothing',
  '/session/second-factor/drop': 'each code once',
  '/session/second-factor/recovery-codes': 'each code once',
  '/org/activations/:activation/decision': 'refused once it is decided',
  '/org/people/:person/account/way': 'a second one gives another first password, as a reset does; refused while one waits',
  '/session/unified/begin': 'changes nothing here',
  '/session/unified/finish': 'what the browser brings is good once',
  '/org/people/:person/second-factor/reset': 'refused once it is gone',
  '/org/people/:person/sessions/end': 'there is nothing left to end',
  '/session/logout': 'there is nothing left to end',
  '/session/tokens/:tokenId/end': 'refused once it has ended',
  '/org/tokens/:tokenId/end': 'refused once it has ended',
  '/session/password': 'the old password fits no more',
  '/setup': 'refused once it is done',
  '/org/people/:person/account/reset': 'the newer first password counts, the one before opens nothing',
  '/org/people/:person/account/switch': 'sets a state',
  '/org/people/:person/account/unlock': 'sets a state',
  '/org/duties/:duty/end': 'refused once it has ended',
  '/org/known-names': 'sets what one name means',
  '/org/known-names/forget': 'there is nothing left to forget',
  '/problems/cells': 'every cell says the version it saw',
  '/problems/:problemId/evidence-links': 'sets a state',
  '/problems/:problemId/closeout/entries/:entryId/confirmation': 'refused once it is settled',
  '/audit/verifications': 'one at a time: whoever wants another is given the same',
  '/closeout/chain-proposals/:proposalId/decision': 'refused once it is settled',
  '/closeout-objections/:objectionId/answer': 'refused once it is answered',
  '/backups/run': 'one at a time: whoever wants another is given the same',
  '/backups/rehearse': 'one at a time: whoever wants another is given the same',
  '/backups/cancel': 'sets a state',
  '/complainants/cleaning': 'one at a time: whoever wants another is given the same',
  '/matters/:matterId/complainants/seal': 'what is clean already is left alone',
  '/jobs/:jobId/cancel': 'sets a state',
  '/jobs/:jobId/discard': 'there is nothing left to discard',
  '/jobs/:jobId/retry': 'refused once it runs',
  '/ledger-views/:viewId/remove': 'there is nothing left to remove',
  '/matters/:matterId/complainants/read': 'reads; each reading is recorded',
  '/matters/:matterId/evidence': 'the same bytes are not kept twice: the standing item is answered',
  '/matters/:matterId/camera-pass': 'a pass of a few minutes, of which the newest is shown',
  '/evidence/:evidenceId/facts': 'sets a state',
  '/evidence/:evidenceId/take-down': 'refused once it is taken down',
  '/reports/exports/:jobId/cancel': 'sets a state',
  '/intake/:intakeId/choices': 'sets a state',
  '/intake/:intakeId/commit': 'refused once it is committed',
  '/intake/:intakeId/cancel-commit': 'sets a state',
  '/intake/:intakeId/discard': 'refused once it is discarded',
  '/lookbacks/preview': 'writes nothing',
  '/lookbacks/:lookbackId/assign': 'sets a state',
  '/lookbacks/:lookbackId/assign-by': 'says how many it expects',
}

test('会新增的接口都声明只办一次，或写明为什么不必；没有多余的例外', async () => {
  const posts = (await declaredEndpoints()).filter(({ method }) => method === 'post')
  const bare = posts.filter(({ once, versioned }) => !once && !versioned).map(({ path }) => path)
  expect(posts.filter(({ once }) => once).length).toBeGreaterThan(10)
  expect(bare.toSorted()).toEqual(Object.keys(EXCEPTED).toSorted())
})
