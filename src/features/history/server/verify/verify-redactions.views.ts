import { sql } from 'kysely'
import { type BrokenRedaction, checkRedactions } from '#features/cleaning/server/redactions.queries.ts'
import { eventHash } from '#platform/commit.ts'
import type { SecretBox } from '#platform/database/secret-box.ts'
import { type ReadDb, queryRows } from '#platform/db.ts'
import { type Finding, MAX_FINDINGS } from './finding.ts'

type Verified = { readonly events: number; readonly unopened: boolean; readonly findings: readonly Finding[] }

/** Events of which something was taken out: each as its record says, and nothing else changed in it. */
export async function verifiedRedactions(db: ReadDb, box: SecretBox | undefined): Promise<Verified> {
  const { events, unopened, broken } = await checkRedactions(db, box)
  const unlike = broken
    .slice(0, MAX_FINDINGS)
    .map(({ id, why }) => ({ check: 'redaction', where: `event ${id}`, message: REDACTION_WORDS[why] }))
  return { events, unopened, findings: [...(await brokenRedactions(db)), ...unlike] }
}

const REDACTION_WORDS: Readonly<Record<BrokenRedaction['why'], string>> = {
  unlike: '封存处之外的内容被改动过：放回封存的原文后与校验链不符',
  unopened: '封存的原文打不开或不在库里：密钥不对，或封存区被改动',
}

/** An event of which something was taken out must be what its last redaction left, and each redaction must follow the one before. */
async function brokenRedactions(db: ReadDb): Promise<Finding[]> {
  const rows = await queryRows<{ id: string }>(
    db,
    sql`select distinct event.id from event join (
        select r.*, lag(r.hash_after) over w as before, lead(r.id) over w is null as last, row_number() over w as place
        from event_redaction r window w as (partition by r.event_id order by r.no)
      ) r on r.event_id = event.id
      where r.place <> r.no or r.hash_before <> coalesce(r.before, event.hash) or (r.last and r.hash_after <> ${eventHash})
      order by event.id limit ${MAX_FINDINGS}`,
  )
  return rows.map(({ id }) => ({ check: 'redaction', where: `event ${id}`, message: `第 ${id} 条记录与它的封存记录不符：封存后又被改动` }))
}
