import { sql } from 'kysely'
import { type Actor, type Reach, type Subject, can, reachOf } from '#kernel/access.ts'
import { type Chain, chainFaults } from '#kernel/rooms/closeout-chain.ts'
import type { Level } from '#kernel/rooms/problems-tables.ts'
import type { ProblemState } from '#features/problems/domain/problem.ts'
import { type MatterScopes, type StoredSettings, resolveSetting, settingsIn } from '#kernel/settings.ts'
import { loadCalendar, loadStoredSettings } from '#features/org/server/settings/settings.queries.ts'
import { FILE_FACTS } from '#features/evidence/server/evidence.queries.ts'
import { doersOf, doingColumn } from '#features/rectification/server/plan.queries.ts'
import { withinReach } from '#features/matters/server/scope.queries.ts'
import { participantsColumns } from '#features/matters/server/participants.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { SealFacts } from '../domain/seal/seal.ts'
import type { Application, Named, Objection, Parties, Running, Situation, StoredEntry } from '../domain/situation.ts'
import { CHAIN } from './chains.queries.ts'
import { type TakenBack, sinceRevocation } from '../domain/acts/since-revocation.ts'
import { sealFacts, sealOf } from './seal.queries.ts'
import { type PersonReply, peopleReply } from './people.queries.ts'

type Core = Subject &
  Parties & {
    readonly version: number
    readonly title: string
    readonly state: ProblemState
    readonly step: string | null
    readonly cycle: number
    readonly level: Level
    readonly declared: string | null
    readonly scopes: MatterScopes
    readonly parentId: string | null
    readonly workUnits: Named[]
    readonly openPoints: string[]
    readonly closedParent: string | null
    readonly files: Situation['files']
    readonly doing: Situation['doing']
    readonly takenBack: TakenBack | null
    /** The file of the running cycle. */
    readonly stored: Stored | null
  }
type Stored = Running & { readonly id: string; readonly chain: Chain; readonly entries: StoredEntry[]; readonly objections: Objection[] }

/** All that the rules of one matter's close-out decide on, with what writing them down needs. */
export type Loaded = {
  readonly id: string
  readonly s: Situation
  readonly title: string
  readonly version: number
  readonly cycle: number
  readonly chainVersion: number
  /** The item above a problem: closes and opens with its children. */
  readonly parentId: string | null
  readonly closeoutId: string | null
  readonly facts: SealFacts
  readonly doers: readonly PersonReply[]
}

/** Reads it in a constant number of queries; refuses what is out of reach as if it did not exist. Writers hold the matter's lock. */
export async function loadSituation(db: ReadDb, actor: Actor, id: string): Promise<Loaded> {
  const core = await coreOf(db, id, reachOf(actor, 'evidence.view'))
  // before anything else is read: what is out of reach takes no longer than what does not exist
  const loaded = core && can(actor, 'closeout.view', core) ? await aroundCore(db, id, core) : undefined
  if (!loaded) throw new RefusalError({ code: 'matter.not-found' })
  return loaded
}

/** The same for what the clock does, in nobody's reach. */
export async function readSituation(db: ReadDb, id: string): Promise<Loaded | undefined> {
  const core = await coreOf(db, id, 'everything')
  return core && aroundCore(db, id, core)
}

async function aroundCore(db: ReadDb, id: string, core: Core): Promise<Loaded | undefined> {
  const facts = (await sealFacts(db, [id])).get(id)
  if (!facts) return undefined
  const stored = core.stored ?? undefined
  const settings = await loadStoredSettings(db)
  const rules = await rulesOf(db, core.scopes, settings)
  const chain = resolveSetting(CHAIN, core.scopes, settings)
  const doers = await peopleReply(db, await everyDoer(db, id, core.cycle, stored))
  const s: Situation = {
    ...pick(core),
    ...rules,
    measures: measureFacts(facts),
    chain: chainOf(core.state, stored) ?? chain.value,
    running: stored ?? null,
    revoked: sinceRevocation(core.takenBack, facts.measures, core.files),
    doing: core.doing,
    doers,
    seal: sealOf(facts),
  }
  const { title, version, cycle, parentId } = core
  return { id, s, title, version, cycle, chainVersion: chain.version, parentId, closeoutId: stored?.id ?? null, facts, doers }
}

/** A file keeps the chain it began with; one that is below the floor goes on only until it is applied for anew. */
const chainOf = (state: ProblemState, stored: Stored | undefined): Chain | undefined =>
  stored && (state !== 'open' || chainFaults(stored.chain).length === 0) ? stored.chain : undefined

const everyDoer = async (db: ReadDb, id: string, cycle: number, stored: Stored | undefined) => [
  ...new Set<string>([...(await doersOf(db, id, cycle)), ...applicantsOf(stored?.entries ?? [])]),
]

/** All who applied in the cycle: who applied and was returned is a doer still when somebody else applies again. */
const applicantsOf = (entries: readonly StoredEntry[]) => entries.filter(({ act }) => act === 'apply').map(({ signatoryId }) => signatoryId)

const measureFacts = ({ measures }: SealFacts): Situation['measures'] =>
  measures.map(({ id, no, doneOn, proof }) => ({ id, no, done: doneOn !== null, proof: proof.map((file) => file.id) }))

async function rulesOf(
  db: ReadDb,
  scopes: MatterScopes,
  stored: StoredSettings,
): Promise<Pick<Situation, 'verifiersMin' | 'unitsDiffer' | 'confirmDays' | 'calendar'>> {
  const settings = settingsIn(scopes, stored)
  return {
    verifiersMin: settings['closeout.verifiers-min'],
    unitsDiffer: settings['closeout.acceptance-differs'] === 'yes',
    confirmDays: settings['closeout.confirm-days'],
    calendar: await loadCalendar(db),
  }
}

const pick = ({
  level,
  declared,
  state,
  step,
  units,
  persons,
  lead,
  territory,
  acceptance,
  leaders,
  workUnits,
  openPoints,
  closedParent,
  files,
}: Core) => ({
  level,
  declared: declared === 'done' || declared === 'closed',
  state,
  step,
  subject: { units, persons },
  parties: { lead, territory, acceptance, leaders },
  workUnits,
  openPoints,
  closedParent,
  files,
})

/** What an application seals: the facts with itself among them. */
export function sealWith({ facts }: Loaded, { statement, lastingMechanism, completedOn }: Application): SealFacts {
  return { ...facts, application: { statement, lastingMechanism: lastingMechanism ?? null, completedOn } }
}

const held = (part: string) => sql<
  Named[]
>`coalesce((select jsonb_agg(jsonb_build_object('id', coalesce(r.unit_id, r.person_id), 'name', coalesce(u.short_name, u.name, q.name)) order by r.sort, r.id)
    from responsibility r left join unit u on u.id = r.unit_id left join person q on q.id = r.person_id
    where r.matter_id = m.id and r.to_on is null and r.part = ${part} and coalesce(r.unit_id, r.person_id) is not null), '[]')`

/** The units that answer for the work of problem p: every lead, and whoever its measures name. */
const WORK_UNITS = sql<
  Named[]
>`coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', coalesce(u.short_name, u.name)) order by u.id) from unit u
    where u.id in (select r.unit_id from responsibility r where r.matter_id = m.id and r.to_on is null and r.part = 'lead'
      union select e.unit_id from measure e where e.problem_id = case when p.level = 'point' then p.parent_id else p.matter_id end and e.removed_on is null)), '[]')`

/** The entries of closeout c as the rules see them, as one value. */
export const storedEntries = sql<
  StoredEntry[]
>`coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'seq', e.seq, 'step', e.step, 'act', e.act,
    'verdict', e.verdict, 'signatoryId', e.signatory_id, 'recorderId', e.recorder_id, 'signedOn', e.signed_on, 'text', e.text, 'scanId', e.scan_id,
    'seal', e.seal, 'facts', e.facts, 'on', e.at::date, 'voidedOn', e.voided_at::date, 'confirmBy', e.confirm_by, 'confirmedOn', e.confirmed_at::date,
    'signatoryHasAccount', e.confirm_by is not null and exists (select from account a where a.person_id = e.signatory_id and a.disabled_at is null)) order by e.seq)
  from closeout_entry e where e.closeout_id = c.id), '[]')`

/** The close-out of matter m in its cycle, as one value. */
const FILE = sql<Stored | null>`(select jsonb_build_object('id', c.id, 'chain', c.chain, 'applicantId', c.applied_by, 'closedOn', c.closed_on, 'filedOn', c.filed_on,
    'entries', ${storedEntries},
    'objections', coalesce((select jsonb_agg(jsonb_build_object('id', b.id, 'answered', b.answer is not null, 'upheld', coalesce(b.upheld, false)))
      from notice_objection b where b.closeout_id = c.id), '[]'))
  from closeout c where c.matter_id = m.id and c.cycle = m.cycle)`

/** How the cycle before this one of matter m was taken back. */
const TAKEN_BACK = sql<TakenBack | null>`(select jsonb_build_object('on', k.revoked_on,
    'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'measureIds', coalesce(e.facts -> 'revocation' -> 'measureIds', '[]'))
  from closeout k join closeout_entry e on e.closeout_id = k.id and e.act = 'revoke'
  where k.matter_id = m.id and k.cycle < m.cycle and k.revoked_on is not null order by k.cycle desc, e.seq desc limit 1)`

/** What closed point n rests on somebody's word for another still. */
const UNCONFIRMED = sql`exists (select from closeout k join closeout_entry e on e.closeout_id = k.id
  where k.matter_id = n.id and k.cycle = n.cycle and e.confirm_by is not null and e.confirmed_at is null and e.voided_at is null)`

/**
 * What the bytes of file v serve as already, in whatever cycle and at whatever matter within reach: a signed page once, and then as nothing else
 * (rules.md R-57). Who enters scans reaches all; to others a refusal must not tell that the same bytes stand at matters they may not see.
 */
function reusedWithin(reach: Reach) {
  const sameBytes = sql`from evidence w where w.file_hash = v.file_hash and (w.matter_id = v.matter_id or ${withinReach(reach, sql`w.matter_id`)})`
  return sql`case
    when v.purpose in ('opinion', 'verification') and exists (select ${sameBytes} and exists (
      select from closeout_entry x where x.scan_id = w.id and x.act not in ('notice_end', 'filing'))) then 'scan'
    when v.purpose = 'opinion' and exists (select ${sameBytes} and w.purpose <> 'opinion' and w.taken_down_at is null) then 'other'
    when v.purpose = 'verification' and exists (select ${sameBytes} and w.purpose = 'opinion' and w.taken_down_at is null) then 'scan' end`
}

async function coreOf(db: ReadDb, id: string, reach: Reach): Promise<Core | undefined> {
  const [core] = await queryRows<Core>(
    db,
    sql`select m.version, m.title, m.state, m.step, m.cycle, p.level, p.declared, ${participantsColumns()},
        jsonb_build_object('class', o.class, 'inspection', o.inspection_id) as scopes, p.parent_id as "parentId",
        (select jsonb_build_object('id', u.id, 'name', coalesce(u.short_name, u.name)) from unit u where u.id = p.lead_unit_id) as lead,
        ${WORK_UNITS} as "workUnits", ${held('territory')} as territory, ${held('acceptance')} as acceptance, ${held('leader')} as leaders,
        array(select coalesce(c.point, n.title) from problem c join matter n on n.id = c.matter_id
          where c.parent_id = m.id and c.level = 'point' and (n.state <> 'closed' or ${UNCONFIRMED}) order by c.sort_no collate chinese, c.matter_id) as "openPoints",
        (select n.title from matter n where p.level = 'point' and n.id = p.parent_id and n.state = 'closed') as "closedParent",
        coalesce((select jsonb_agg(${FILE_FACTS} || jsonb_build_object('purpose', v.purpose, 'reused', ${reusedWithin(reach)})) from evidence v where v.matter_id = m.id and v.taken_down_at is null and v.cycle = m.cycle), '[]') as files,
        ${doingColumn(sql`m.id`)} as doing, ${FILE} as stored, ${TAKEN_BACK} as "takenBack"
      from matter m join problem p on p.matter_id = m.id left join source o on o.id = p.source_id where m.id = ${id}`,
  )
  return core
}
