import type { z } from 'zod'
import type { ReadDb } from '#platform/db.ts'
import type { Reader, RoomModule } from '#platform/app.ts'
import type { WaitingReply, waitingEndpoint } from '../overview.contract.ts'

/** What of every room waits for the reader, in the order of the rooms; groups in which nothing waits are left out. */
export async function waitingFor(db: ReadDb, rooms: readonly RoomModule[], reader: Reader): Promise<z.input<typeof waitingEndpoint.reply>> {
  const groups: WaitingReply['groups'] = []
  // one after another: they share one transaction, which answers one query at a time
  for (const { waiting } of rooms) if (waiting) groups.push(...(await waiting(db, reader)).filter(({ rows }) => rows.length > 0))
  return { asOf: reader.now.toISOString(), groups }
}
