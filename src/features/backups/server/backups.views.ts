import { sql } from 'kysely'
import { loadSettings } from '#features/org/server/settings/settings.queries.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { faultOf, nextPlanned } from '../domain/backup-due.ts'
import type { BackupStatus, Plan, Tried } from '#kernel/rooms/backup-status.ts'

/** What is set, as the rules take it. */
export async function planNow(db: ReadDb): Promise<Plan> {
  const settings = await loadSettings(db)
  return {
    isOn: settings['backup.nightly'] === 'on',
    folder: settings['backup.folder'],
    hour: settings['backup.hour'],
    keepDays: settings['backup.keep-days'],
    alarmHours: settings['backup.alarm-hours'],
    passphraseFile: settings['backup.passphrase-file'],
  }
}

type Row = {
  readonly act: 'security.back-up' | 'security.rehearse'
  readonly at: Date
  readonly reason: string | null
  readonly ok: boolean
  readonly facts: Readonly<Record<string, string | number>> | null
}
const LATELY = 10

/** Backups and rehearsals of late and the last of each that went well, from the record: it is what an auditor sees, too. */
async function triesIn(db: ReadDb): Promise<Tried[]> {
  const rows = await queryRows<Row>(
    db,
    sql`select distinct on (f.id) f.act, f.at, f.reason, coalesce(f.origin ->> 'outcome', 'ok') = 'ok' as ok, f.origin -> 'facts' as facts
      from unnest(array['security.back-up', 'security.rehearse']) as a(act) cross join lateral (
        (select e.* from event e where e.act = a.act and e.act like 'security.%' order by e.id desc limit ${LATELY})
        union all
        (select e.* from event e where e.act = a.act and e.act like 'security.%' and coalesce(e.origin ->> 'outcome', 'ok') = 'ok' order by e.id desc limit 1)
      ) f order by f.id desc`,
  )
  return rows.map(triedOf)
}

function triedOf({ act, at, reason, ok, facts }: Row): Tried {
  const number = (key: string) => (typeof facts?.[key] === 'number' ? facts[key] : null)
  return {
    kind: act === 'security.back-up' ? 'back-up' : 'rehearse',
    at: at.toISOString(),
    ok,
    by: String(facts?.['by'] ?? ''),
    why: reason,
    folder: typeof facts?.['folder'] === 'string' ? facts['folder'] : null,
    rows: number('rows'),
    files: number('files'),
    fresh: number('fresh'),
    damaged: number('damaged'),
    bytes: number('bytes'),
    seconds: number('seconds'),
  }
}

/** How backups stand: what is set, what was tried, what must be known. */
export async function backupStatus(db: ReadDb, now: Date): Promise<BackupStatus> {
  const plan = await planNow(db)
  const tries = await triesIn(db)
  const good = (kind: Tried['kind']) => tries.find((each) => each.ok && each.kind === kind) ?? null
  return {
    plan,
    nextAt: nextPlanned(plan, now)?.toISOString() ?? null,
    fault: faultOf(plan, tries, now),
    lastGood: good('back-up'),
    lastRehearsal: good('rehearse'),
    tries,
  }
}
