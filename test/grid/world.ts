import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import sharp from 'sharp'
import type { Day } from '#kernel/days.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { PersonId, type UnitId } from '#kernel/rooms/org.ts'
import { addAccounts, addDuties, addPeople, addUnits } from '#features/org/server/org.queries.ts'
import { openSession } from '#features/org/server/accounts/session-life.queries.ts'
import { write } from '#platform/db.ts'
import { pathOfFile } from '#platform/files.ts'
import { hashPassword } from '#platform/password.ts'
import { exportJob } from '#features/reports/reports.contract.ts'
import { type Stage, closeoutStage, ok } from '../closeout/closeout-stage-fixture.ts'
import { district } from '../database.ts'
import { NEVER_AGES, SEAT_NAMES, type Seat, aSource, office, otherUnit, ownUnit, ownVillage, personOf, rootUnit } from '../people.ts'
import type { ProblemInput } from '../problems-fixture.ts'
import type { Target } from './expected.ts'

export const MISSING = '00000000-0000-4000-8000-00000000dead'
export const SEAL = 'a'.repeat(64)
/** An officer who has not changed the first password. */
export const MUST_CHANGE = 'must-change'
export type GridSeat = Seat | typeof MUST_CHANGE
/** What stands in the place of each name of a path. */
export type Ids = Readonly<Record<string, string>>

type Zone = Extract<Target, 'own' | 'child' | 'foreign'>
const ZONES: readonly Zone[] = ['own', 'child', 'foreign']
const UNIT_OF: Readonly<Record<Zone, UnitId>> = { own: ownUnit, child: ownVillage, foreign: otherUnit }

/** Nothing of a problem is written without one of these. */
export const WORDS = ['河涌沿岸', '截污纳管', '封堵排口', '已销号的堆场'] as const
const problemOf = (zone: Zone): ProblemInput => ({
  wording: `${zone} 河涌沿岸生活污水直排`,
  task: `${zone} 完成截污纳管`,
  deadlineRaw: '2027年6月30日前',
  holders: {
    lead: [{ unitId: UNIT_OF[zone] }],
    acceptance: [{ unitId: office }],
    leader: [{ personId: personOf(zone === 'foreign' ? 'outsider' : 'leader') }],
  },
  measures: ['封堵排口', '每月巡查'],
})
/** What an older ledger says is closed: looked back at. */
const declaredOf = (zone: Zone): ProblemInput => ({
  ...problemOf(zone),
  wording: `${zone} 已销号的堆场`,
  declared: 'closed',
  declaredRaw: '已销号',
  declaredOn: '2025-06-30' as Day,
})

/** A small district with a problem on its way of each of three units: one's own, one below it, another's. */
export async function gridWorld() {
  const stage = await closeoutStage([...ZONES.map(problemOf), ...ZONES.map(declaredOf)])
  const { owner } = stage
  const matters: Record<string, Ids> = {}
  for (const [i, zone] of ZONES.entries()) matters[zone] = await onItsWay(stage, stage.ids[i] as MatterId, zone)
  const lookbackId = await lookedBack(stage)
  const items = await owner.query<{ id: string; matter: string }>('select id, matter_id as matter from district.lookback_item')
  for (const [i, zone] of ZONES.entries()) {
    const itemId = items.rows.find(({ matter }) => matter === stage.ids[3 + i])?.id ?? ''
    matters[zone] = { ...matters[zone], itemId }
  }
  await addNewcomers(stage)
  const intake = await stage.as('officer').upload(`/intake?name=${encodeURIComponent('台账.csv')}`, Buffer.from(`\uFEFF${CSV}`))
  const places = {
    lookbackId,
    intakeId: String(intake.json['id']),
    proposalId: await proposal(stage),
    activation: await activation(stage),
    ...(await placeIds(stage)),
  }
  const persons = await personIds(stage)
  const send = stage.as as unknown as (seat: GridSeat | undefined) => ReturnType<Stage['as']>
  return { ...stage, send, idsFor: (seat: GridSeat | undefined, target: Target) => idsFor({ matters, places, persons }, seat, target) }
}
export type World = Awaited<ReturnType<typeof gridWorld>>

const CSV = '序号,问题编号,反馈问题,整改措施,牵头单位,整改时限\n1,X-01,工地扬尘,围挡,区住建局,2026年12月底前'

/** Proved, applied for and signed by the head, with a file, an entry, an objection and a measure to point at. */
async function onItsWay(stage: Stage, id: MatterId, zone: Zone): Promise<Ids> {
  const [doer, head] = zone === 'foreign' ? (['outsider', 'leadHead'] as const) : (['handler', 'head'] as const)
  await stage.prove(id, doer)
  const photo = await stage.as(doer).upload(`/matters/${id}/evidence?name=x.png`, await pictureOf(ZONES.indexOf(zone)))
  ok([photo, await stage.apply(id, doer), await stage.agree(head, id)])
  const [entry] = (
    await stage.owner.query<{ id: string; file: string; seal: string }>(
      `select e.id, c.id as file, k.hash as seal from district.closeout_entry e join district.closeout c on c.id = e.closeout_id
        join district.closeout_seal k on k.closeout_id = c.id where c.matter_id = $1 and e.act = 'opinion'`,
      [id],
    )
  ).rows
  if (!entry) throw new Error(`no opinion at ${zone}`)
  const objectionId = randomUUID()
  await stage.owner.query(
    "insert into district.notice_objection (id, closeout_id, received_on, text, recorded_by) values ($1, $2, '2026-11-23', '仍有异味', $3)",
    [objectionId, entry.file, personOf('officer')],
  )
  const [measure] = await stage.measures(id)
  const { id: entryId, seal } = entry
  return { matterId: id, problemId: id, evidenceId: String(photo.json['id']), seal, entryId, objectionId, measureId: measure?.id ?? '' }
}
const pictureOf = (shade: number) =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: { r: shade, g: 9, b: 9 } } })
    .png()
    .toBuffer()

async function lookedBack({ as }: Stage): Promise<string> {
  const body = { name: '复查', dueOn: '2026-12-31', note: '', scope: { closures: ['closed'] }, expected: ZONES.length }
  const campaign = await as('officer').post('/lookbacks', body)
  ok([campaign])
  return String(campaign.json['id'])
}

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
/** Of nobody who calls: changed, ended, switched off. */
const SPARE = { unit: uuid(81) as UnitId, person: PersonId.parse(uuid(82)), duty: uuid(83) }
const PASSWORD = 'Kx9!mVtq4#Zr'

/** A newcomer who has to change the password, and a unit and a person for others to change. */
async function addNewcomers({ db, tokens, owner }: Stage): Promise<void> {
  const newcomer = PersonId.parse(uuid(80))
  const person = { post: null, phone: null }
  const account = { passwordHash: 'none', passwordAt: NEVER_AGES }
  await write(db, district, async (tx) => {
    const unit = { parentId: rootUnit, kind: 'department', name: '区水务局', shortName: null, aliases: [], sort: 0 } as const
    await addUnits(tx, [{ ...unit, id: SPARE.unit }])
    await addPeople(tx, [
      { ...person, id: newcomer, name: '新来甲', unitId: office },
      { ...person, id: SPARE.person, name: '区水务局承办人甲', unitId: SPARE.unit },
    ])
    const from = '2020-01-01' as Day
    await addDuties(tx, [
      { id: randomUUID(), personId: newcomer, unitId: office, role: 'officer', from },
      { id: SPARE.duty, personId: SPARE.person, unitId: SPARE.unit, role: 'handler', from },
    ])
    await addAccounts(tx, [
      { ...account, personId: newcomer, login: MUST_CHANGE, mustChange: true },
      { ...account, personId: SPARE.person, login: 'spare', mustChange: false },
    ])
    ;(tokens as Record<string, string>)[MUST_CHANGE] = await openSession(tx, {
      person: newcomer,
      now: new Date('2026-11-23T10:00:00+08:00'),
      hours: 8,
    })
  })
  await owner.query("update district.session set seen_at = '2099-01-01', expires_at = '2099-01-01'")
  await owner.query('update district.account set password_hash = $1', [await hashPassword(PASSWORD)])
}

async function proposal({ owner }: Stage): Promise<string> {
  const id = randomUUID()
  await owner.query(
    `insert into district.chain_proposal (id, scope, base_version, steps, reason, proposed_by, proposed_at) values ($1, 'standard', 0, null, '试', $2, now())`,
    [id, personOf('supervisor')],
  )
  return id
}

/** A change of an account that waits for a second administrator. */
async function activation({ owner }: Stage): Promise<string> {
  const id = randomUUID()
  await owner.query(`insert into district.activation (id, kind, person_id, made_by, made_at) values ($1, 'enable', $2, $3, now())`, [
    id,
    SPARE.person,
    personOf('system_admin'),
  ])
  return id
}

async function placeIds({ as }: Stage): Promise<Ids> {
  const inspection = await as('officer').post('/org/inspections', {
    level: 'central',
    kind: 'routine',
    name: '第三轮中央督察',
    round: null,
    batch: null,
    province: null,
    entryOn: null,
    exitOn: null,
    feedbackOn: null,
  })
  return { ...SPARE, unitId: otherUnit, inspection: String(inspection.json['id']), source: aSource }
}

/** A view and an export of each person's own. */
async function personIds({ owner, files }: Stage): Promise<Readonly<Record<string, Ids>>> {
  const persons: Record<string, Ids> = {}
  keepFile(`${files}/exports`)
  for (const seat of SEAT_NAMES) {
    const [viewId, jobId, person] = [randomUUID(), randomUUID(), personOf(seat)]
    await owner.query("insert into district.ledger_view (id, person_id, name, query) values ($1, $2, '我的', 'closure=open')", [
      viewId,
      person,
    ])
    await owner.query(
      `insert into district.export_file (id, person_id, file_name, type, file_hash, file_bytes, rows, made_at, expires_at)
       values ($1, $2, '台账.xlsx', 'application/zip', $3, $4, 1, '2026-11-23', '2099-01-01')`,
      [jobId, person, HASH, BYTES.length],
    )
    const data = { schema: 'district', person, about: '正式台账', input: null }
    await owner.query("insert into pgboss.job_common (id, name, data, state) values ($1, $2, $3, 'failed')", [jobId, exportJob.name, data])
    const tokenId = randomUUID()
    await owner.query(
      "insert into district.api_token (id, person_id, name, token_hash, made_at, expires_on) values ($1, $2, '报表程序', $3, '2026-11-23', '2099-01-01')",
      [tokenId, person, tokenId],
    )
    const session = createHash('sha256').update(tokenId).digest('hex')
    await owner.query(
      `insert into district.session (token_hash, person_id, created_at, seen_at, expires_at, kind, proven_at)
       values ($1, $2, '2026-11-23', '2099-01-01', '2099-01-01', 'browser', '2026-11-23')`,
      [session, person],
    )
    persons[seat] = { viewId, jobId, tokenId, mark: session.slice(0, 16) }
  }
  return persons
}

const BYTES = Buffer.from('PK nothing')
const HASH = createHash('sha256').update(BYTES).digest('hex')
function keepFile(folder: string): void {
  const path = pathOfFile(folder, HASH)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, BYTES)
}

export const SAMPLE: Ids = { seal: SEAL, paper: 'application', report: 'ledger', key: 'problem.number-prefix', year: '2026' }
const MATTER_HOLES = ['matterId', 'problemId', 'measureId', 'evidenceId', 'entryId', 'objectionId', 'itemId']
const all = (names: readonly string[], value: string): Ids => Object.fromEntries(names.map((name) => [name, value]))

type Known = { readonly matters: Readonly<Record<string, Ids>>; readonly places: Ids; readonly persons: Readonly<Record<string, Ids>> }

/** The ids a seat's request names, seen from it: for `outsider` foreign and own change places. */
function idsFor({ matters, places, persons }: Known, seat: GridSeat | undefined, target: Target): Ids {
  const names = [...MATTER_HOLES, ...Object.keys(places), 'viewId', 'jobId', 'tokenId', 'mark']
  if (target === 'missing') return { ...SAMPLE, ...all(names, MISSING), mark: 'f'.repeat(16) }
  if (target === 'malformed') return { ...SAMPLE, ...all(names, 'not-an-id') }
  const swapped: Readonly<Record<Zone, Zone>> = { own: 'foreign', child: 'foreign', foreign: 'own' }
  const zone = seat === 'outsider' ? swapped[target] : target
  const holder = target === 'foreign' ? (seat === 'supervisor' ? 'officer' : 'supervisor') : (seat ?? 'officer')
  return { ...SAMPLE, ...places, ...matters[zone], ...persons[holder] }
}
