import { sql } from 'kysely'
import type { Day } from '#kernel/days.ts'
import type { PersonId } from '#kernel/rooms/org.ts'
import { type ReadDb, type WriteTx, queryRows } from '#platform/db.ts'
import type { Verification } from '../../verify.contract.ts'
import { shortNameOf } from '../../domain/short-name.ts'
import type { VerifiedAll } from './verify-all.ts'

const LISTED = 50
const MOST_PLACES = 100

/** A place of two words: a table's row, told by the name of its matter where it has one. */
function placeOf(where: string): string {
  const [table = '', id = ''] = where.split(' ')
  return table === 'problem' || table === 'matter' ? `事项 ${shortNameOf(id)}` : where
}

/** Keeps what a look found, without what people wrote. */
export async function addVerification(
  tx: WriteTx,
  { id, person, now }: { readonly id: string; readonly person: PersonId; readonly now: Date },
  all: VerifiedAll,
): Promise<void> {
  const { events, problems, files, checkpoints, notes } = all
  const findings = all.findings
    .slice(0, MOST_PLACES)
    .map(({ where, message, unnamed }) => ({ where: placeOf(where), message: unnamed ?? message }))
  const oneHand = all.oneHand.map((each) => `事项 ${shortNameOf(each.id)} 的销号，核查和意见由一人录入，请“回头看”或撤销销号`)
  await tx
    .insertInto('verification')
    .values({
      id,
      at: now,
      person_id: person,
      events,
      problems,
      files,
      checkpoints,
      places: all.findings.length,
      findings: JSON.stringify(findings),
      notes: JSON.stringify([...notes, ...oneHand].slice(0, MOST_PLACES)),
    })
    .execute()
}

type Row = Omit<Verification, 'at'> & { readonly at: Date }

/** What was found, the newest first. */
export async function verificationsOf(db: ReadDb): Promise<Verification[]> {
  const rows = await queryRows<Row>(
    db,
    sql`select v.id, v.at, p.name as by, v.events, v.problems, v.files, v.checkpoints, v.places, v.findings, v.notes
      from verification v join person p on p.id = v.person_id order by v.at desc, v.id limit ${LISTED}`,
  )
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }))
}

/** The day of the oldest event. */
export const firstDay = async (db: ReadDb): Promise<Day | null> =>
  (await queryRows<{ day: Day }>(db, sql`select (at at time zone 'Asia/Shanghai')::date as day from event order by id limit 1`))[0]?.day ??
  null
