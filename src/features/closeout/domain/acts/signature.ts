import { type Day, addDays } from '#kernel/days.ts'
import { type Decision, type Refusal, accept } from '#kernel/decision.ts'
import type { ChainStep } from '#kernel/rooms/closeout-chain.ts'
import { type CloseoutAct, rowAt } from './closeout-acts.ts'
import { sameHandRefusal } from '../chain/hands.ts'
import { doerRefusal, holderWords, maySignPaper } from '../chain/holders.ts'
import { refusalFor, recordRefusalFor } from './act-permissions.ts'
import type { ActContext, FileFacts, Human, NewEntry, People, Situation } from '../situation.ts'
import { stepBegan, stepNow } from '../chain/steps.ts'

/** In whose name, on which day and with which scanned page: all or none. */
export type Signing = {
  readonly signatoryId?: string | undefined
  readonly signedOn?: Day | undefined
  readonly scanId?: string | undefined
}
export type Signature = Pick<NewEntry, 'signatoryId' | 'recorderId' | 'signedOn' | 'scanId' | 'confirmBy'> & { readonly step: ChainStep }

export const no = (refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } => ({ ok: false, refusal })

/** Who signs the running step: whoever holds it, or somebody whose paper is entered (rules.md R-57). */
export function signature(act: CloseoutAct, s: Situation, context: ActContext, signing: Signing, people: People): Decision<Signature> {
  const { signatoryId, signedOn, scanId } = signing
  const barred = signatoryId === undefined ? refusalFor(act, s, context) : recordRefusalFor(act, s, context)
  const step = stepNow(s)
  if (barred || !step) return no(barred ?? { code: 'access.denied' })
  if (signatoryId === undefined)
    return distinct(act, s, {
      step,
      signatoryId: context.actor.id,
      recorderId: null,
      signedOn: context.today,
      scanId: null,
      confirmBy: null,
    })
  const bad = signatoryBarrier(s, step, people.get(signatoryId), { signatoryId, signedOn, scanId }, context)
  return bad ? no(bad) : onPaper(act, s, context, step, { signatoryId, signedOn, scanId })
}

/** Signed by hand, with the day and the scanned page that prove it. */
function onPaper(act: CloseoutAct, s: Situation, context: ActContext, step: ChainStep, paper: Paper): Decision<Signature> {
  const { signatoryId, signedOn, scanId } = paper
  const bad = paperRefusal(s, paper, context)
  if (bad || signedOn === undefined) return no(bad ?? { code: 'access.denied' })
  return distinct(act, s, {
    step,
    signatoryId,
    recorderId: context.actor.id,
    signedOn,
    scanId: scanId ?? null,
    confirmBy: addDays(context.today, s.confirmDays),
  })
}

function distinct(act: CloseoutAct, s: Situation, signed: Signature): Decision<Signature> {
  const { needs, words } = rowAt(act, signed.step)
  const doer = needs.distinct ? doerRefusal(s, signed.step, [signed.signatoryId], words.refusal) : null
  return doer ? no(doer) : accept(signed)
}

type Paper = Signing & { readonly signatoryId: string }

function signatoryBarrier(
  s: Situation,
  step: ChainStep,
  signatory: Human | undefined,
  { signatoryId }: Paper,
  { actor }: ActContext,
): Refusal | null {
  if (signatoryId === actor.id) return { code: 'closeout.recorder-signs' }
  if (step.holder === 'acceptance' && s.parties.acceptance.length === 0) return { code: 'closeout.no-acceptance' }
  // the two halves are two people's in name as well: whoever entered the verification gives no opinion on paper either
  if (signatory && maySignPaper(s, step, signatory)) return sameHandRefusal(s, step, signatoryId, signatory.name)
  return { code: 'closeout.unfit', detail: { who: signatory?.name ?? '所选人员', step: step.name, holder: holderWords(s, step) } }
}

function paperRefusal(s: Situation, { signedOn, scanId }: Paper, { today }: ActContext): Refusal | null {
  const from = stepBegan(s) ?? today
  if (signedOn === undefined || signedOn < from || signedOn > today) return { code: 'closeout.signed-on', detail: { from, to: today } }
  const scan = s.files.find(({ id, purpose }) => id === scanId && purpose === 'opinion')
  if (!scan) return { code: 'closeout.scan-missing' }
  return scan.reused === null
    ? null
    : { code: scan.reused === 'scan' ? 'closeout.scan-used' : 'closeout.scan-other', detail: { name: scan.name } }
}

/** What is known now of the files that an act rests on, to be sealed with it. */
export function papersOf({ files }: Pick<Situation, 'files'>, ids: readonly (string | null)[]): FileFacts[] {
  return files.flatMap(({ id, hash, name, takenAt, takenFrom, effectiveOn, side, pair, note }) =>
    ids.includes(id) ? [{ id, hash, name, takenAt, takenFrom, effectiveOn, side, pair, note }] : [],
  )
}

/** A file named beside an act must stand at this matter for that purpose. */
export const fileRefusal = ({ files }: Situation, id: string | undefined, purpose: string, what: string): Refusal | null =>
  id === undefined || files.some((file) => file.id === id && file.purpose === purpose)
    ? null
    : { code: 'closeout.file-missing', detail: { what } }
