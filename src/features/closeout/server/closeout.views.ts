import { sql } from 'kysely'
import type { z } from 'zod'
import { REFUSALS } from '#kernel/rooms.ts'
import { type Refusal, wordsOf } from '#kernel/decision.ts'
import type { RequestContext } from '#platform/app.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { Closeout, Cycle, closeoutEndpoint, sealedEndpoint } from '../closeout.contract.ts'
import { CLOSEOUT_ACTS, CLOSEOUT_TABLE, rowAt } from '../domain/acts/closeout-acts.ts'
import { stateWords, noticeNow, passedBy, returnTargets, stepNow } from '../domain/chain/steps.ts'
import { confirmRefusal } from '../domain/chain/confirming.ts'
import { holderWords } from '../domain/chain/holders.ts'
import { missingRequirements } from '../domain/acts/missing-requirements.ts'
import { noticeText } from '../domain/chain/notice-text.ts'
import { refusalFor, recordRefusalFor } from '../domain/acts/act-permissions.ts'
import type { SealFacts } from '../domain/seal/seal.ts'
import type { Situation } from '../domain/situation.ts'
import { type CloseoutFile, loadCloseoutFile } from './closeout-file.queries.ts'
import { peopleReply, signatoriesOf } from './people.queries.ts'
import { sealOf } from './seal.queries.ts'
import { loadSituation } from './situation.queries.ts'

type Reader = Pick<RequestContext, 'actor' | 'today'>
const refusalText = (refusal: Refusal | null) => refusal && wordsOf(REFUSALS[refusal.code].message, refusal.detail)

/** Everything about closing one problem, in a constant number of queries; refuses what is out of reach as if it did not exist. */
export async function closeoutView(db: ReadDb, reader: Reader, id: string): Promise<z.input<typeof closeoutEndpoint.reply>> {
  const { s, version, cycle, facts, doers } = await loadSituation(db, reader.actor, id)
  const files = (await loadCloseoutFile(db, id)).map((file) => ({
    ...file,
    entries: file.entries.map((entry) => ({ ...entry, confirmation: confirmationOf(s, entry, reader) })),
    steps: stepsOf(s, file, file.cycle === cycle),
  }))
  const step = stepNow(s)
  return {
    version,
    asOf: reader.today,
    words: stateWords(s),
    state: s.state,
    step: step ?? null,
    current: files.find((file) => file.cycle === cycle) ?? null,
    earlier: files.filter((file) => file.cycle !== cycle),
    missing: s.state === 'open' ? missingRequirements(s) : [],
    acts: actsOf(s, reader),
    doers: [...doers],
    signatories: step && s.state === 'in_closeout' ? await peopleReply(db, await signatoriesOf(db, s, step, reader.today)) : [],
    returnTo: [...returnTargets(s)],
    seal: s.seal,
    verifiersMin: s.verifiersMin,
    noticeText: noticeText(facts, s.chain, noticeNow(s)?.facts.notice ?? null),
  }
}

/** What this reader may do now, and if not, why: the same answer that the server enforces. */
const actsOf = (s: Situation, reader: Reader): Closeout['acts'] =>
  CLOSEOUT_ACTS.map((act) => ({
    act,
    words: rowAt(act, stepNow(s)).words.button,
    whyNot: refusalText(refusalFor(act, s, reader)),
    onBehalf: CLOSEOUT_TABLE[act].who.record !== null && recordRefusalFor(act, s, reader) === null,
  }))

type FileEntry = CloseoutFile['entries'][number]
/** Whether this reader may confirm an entry: the same answer that the server enforces. */
const confirmationOf = (s: Situation, { id, confirmation, signatory }: FileEntry, reader: Reader): FileEntry['confirmation'] =>
  confirmation && {
    ...confirmation,
    whyNot: refusalText(
      confirmRefusal(
        s,
        s.running?.entries.find((entry) => entry.id === id),
        signatory?.name ?? '',
        reader,
      ),
    ),
  }

/** The chain a file began with, and how far it is; an earlier cycle shows what had passed when it ended. */
const stepsOf = (s: Situation, { chain, entries }: CloseoutFile, present: boolean): z.input<typeof Cycle>['steps'] =>
  chain.map((step) => ({
    ...step,
    holderWords: holderWords(s, step),
    state: present && s.step === step.key ? 'now' : hasPassed(entries, step.key) ? 'passed' : 'waiting',
  }))

const hasPassed = (entries: CloseoutFile['entries'], key: string) => {
  const lines = entries.map((entry) => ({ step: entry.step, act: entry.act, verdict: entry.verdict, voidedOn: entry.voided?.at ?? null }))
  return passedBy(lines, key) !== undefined
}

/** What a signatory saw, as it was sealed; holders named as they are called today. */
export async function sealedView(db: ReadDb, { actor }: Reader, id: string, seal: string): Promise<z.input<typeof sealedEndpoint.reply>> {
  await loadSituation(db, actor, id)
  const [found] = await queryRows<{ facts: SealFacts }>(
    db,
    sql`select k.facts from closeout_seal k join closeout c on c.id = k.closeout_id where c.matter_id = ${id} and k.hash = ${seal}`,
  )
  if (!found) throw new RefusalError({ code: 'closeout.seal-not-found' })
  const names = await namesOf(db, found.facts)
  const measures = found.facts.measures.map((measure) => ({
    ...measure,
    holder: names.get(measure.unitId ?? measure.personId ?? '') ?? null,
  }))
  return { facts: { ...found.facts, measures }, matches: sealOf(found.facts) === seal }
}

async function namesOf(db: ReadDb, { measures }: SealFacts): Promise<ReadonlyMap<string, string>> {
  const ids = measures.flatMap(({ unitId, personId }) => [unitId, personId].filter((id) => id !== null))
  const rows = await queryRows<{ id: string; name: string }>(
    db,
    sql`select id, coalesce(short_name, name) as name from unit where id = any(${ids}::uuid[]) union all select id, name from person where id = any(${ids}::uuid[])`,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
