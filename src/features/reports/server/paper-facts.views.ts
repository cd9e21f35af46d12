import { sql } from 'kysely'
import { type Actor, reachOf } from '#kernel/access.ts'
import { type MatterId, PARTS, type Part } from '#kernel/rooms/matters.ts'
import type { MatterScopes } from '#kernel/settings.ts'
import { settingsFor } from '#features/org/server/settings/settings.queries.ts'
import { passedBy } from '#features/closeout/domain/chain/steps.ts'
import { type CloseoutFile, loadCloseoutFile } from '#features/closeout/server/closeout-file.queries.ts'
import { withinReach } from '#features/matters/server/scope.queries.ts'
import { NUMBERS_OWN_FIRST } from '#features/matters/server/numbers.queries.ts'
import { minuteIn } from '#platform/clock.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { PaperCycle, PaperFacts, PaperStep, PaperVerification } from '../domain/paper-facts.ts'
import { filesOf } from './paper-files.views.ts'
import { measuresNow, measuresSealed } from './paper-measures.views.ts'
import { jurisdictionName } from './report-rows.views.ts'

type Core = Pick<PaperFacts, 'source' | 'round' | 'title' | 'wording' | 'task' | 'target' | 'point' | 'region' | 'deadline' | 'dueOn'> & {
  readonly nos: readonly string[]
  readonly cycle: number
  readonly state: string
  readonly step: string | null
  readonly scopes: MatterScopes
}
export type PaperContext = { readonly actor: Actor; readonly now: Date }

/**
 * All that papers of a problem are made of, one for each cycle, the running one last: a constant number of queries. The measures of an earlier cycle
 * are those that were sealed with its last opinion. Refuses what is out of reach as if it did not exist.
 */
export async function paperFactsOf(db: ReadDb, { actor, now }: PaperContext, id: MatterId): Promise<[PaperFacts, ...PaperFacts[]]> {
  const core = await coreOf(db, actor, id)
  const closeouts = await loadCloseoutFile(db, id)
  const sealed = await measuresSealed(db, id)
  const { nos, cycle: cycleNo, state, step, scopes, ...plain } = core
  const settings = await settingsFor(db, scopes)
  const same = {
    ...plain,
    jurisdiction: await jurisdictionName(db),
    cutOff: minuteIn(now),
    no: nos[0] ?? null,
    upstreamNos: nos.slice(1),
    holders: await holdersOf(db, id),
    files: await filesOf(db, id),
    verifiersMin: settings['closeout.verifiers-min'],
  }
  const running = closeouts.find(({ cycle }) => cycle === cycleNo)
  const present: PaperFacts = {
    ...same,
    cycleNo,
    measures: await measuresNow(db, id),
    cycle: running ? cycleOf(running) : null,
    steps: stepsOf(running, running?.chain ?? settings['closeout.chain'], state === 'open' ? null : step),
  }
  const earlier = closeouts
    .filter(({ cycle }) => cycle < cycleNo)
    .map((file): PaperFacts => ({
      ...same,
      cycleNo: file.cycle,
      measures: sealed.get(file.cycle) ?? [],
      cycle: cycleOf(file),
      steps: stepsOf(file, file.chain, null),
    }))
  return [present, ...earlier].toSorted((a, b) => a.cycleNo - b.cycleNo) as [PaperFacts, ...PaperFacts[]]
}

async function coreOf(db: ReadDb, actor: Actor, id: MatterId): Promise<Core> {
  const [found] = await queryRows<Core>(
    db,
    sql`select s.name as source, p.round, m.title, p.wording, p.task, p.target, p.point, p.region, p.deadline_raw as deadline, m.due_on as "dueOn",
        m.cycle, m.state, m.step, jsonb_build_object('class', s.class, 'inspection', s.inspection_id) as scopes,
        array(select n.no from matter_number n where n.matter_id = p.matter_id order by ${NUMBERS_OWN_FIRST}) as nos
      from problem p join matter m on m.id = p.matter_id left join source s on s.id = p.source_id
      where p.matter_id = ${id} and ${withinReach(reachOf(actor, 'problem.view'))} and ${withinReach(reachOf(actor, 'report.export'))}`,
  )
  if (!found) throw new RefusalError({ code: 'matter.not-found' })
  return found
}

/** Who holds what today, by the full name that a paper carries. */
async function holdersOf(db: ReadDb, id: MatterId): Promise<Record<Part, readonly string[]>> {
  const held = await queryRows<{ part: Part; name: string }>(
    db,
    sql`select r.part, coalesce(u.name, q.name, r.holder_text) as name from responsibility r left join unit u on u.id = r.unit_id left join person q on q.id = r.person_id
      where r.matter_id = ${id} and r.to_on is null order by r.sort, r.id`,
  )
  const of = (part: Part) => held.filter((holder) => holder.part === part).map(({ name }) => name)
  return Object.fromEntries(PARTS.map((part) => [part, of(part)])) as Record<Part, string[]>
}

/** What stands in the file of a cycle: entries that were voided are not on paper. */
const cycleOf = ({ entries, ...file }: CloseoutFile): PaperCycle => ({
  ...file,
  entries: entries
    .filter(({ voided }) => voided === null)
    .map(({ verification, ...entry }) => ({ ...entry, verification: verification && verificationOf(verification) })),
})

type Verified = NonNullable<CloseoutFile['entries'][number]['verification']>
const verificationOf = ({ from, to, lines, photoIds = [], ...found }: Verified): PaperVerification => ({
  ...found,
  from: minuteIn(new Date(from)),
  to: minuteIn(new Date(to)),
  photoIds,
  lines: lines.map(({ remark = '', acceptedIds = [], ...line }) => ({ ...line, remark, acceptedIds })),
})

function stepsOf(file: CloseoutFile | undefined, chain: CloseoutFile['chain'], now: string | null): PaperStep[] {
  const lines = (file?.entries ?? []).map(({ step, act, verdict, voided }) => ({ step, act, verdict, voidedOn: voided }))
  return chain.map((step) => ({ ...step, state: step.key === now ? 'now' : passedBy(lines, step.key) ? 'passed' : 'waiting' }))
}
