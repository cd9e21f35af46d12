import { randomUUID } from 'node:crypto'
import { minuteIn } from '#platform/clock.ts'
import type { Database, Schema } from '#platform/db.ts'
import { note } from '#platform/record/note.ts'

/** Clocks are put right by less than this all the time. */
const LEEWAY_MS = 60_000

/** Notices that the clock was set back: an alarm, and an event, by which verify knows that what follows is dated earlier with reason. */
export function clockWatch(db: Database, schema: Schema, onAlarm: (error: Error) => void) {
  let latest = 0
  return {
    from: (moment: Date | undefined) => void (latest = moment?.getTime() ?? 0),
    look: async (now: Date): Promise<void> => {
      const before = latest
      if (now.getTime() < before - LEEWAY_MS) {
        const reason = `服务器时钟由 ${minuteIn(new Date(before))} 拨回到 ${minuteIn(now)}`
        onAlarm(new Error(`${reason}。办理时间会因此记错，请核对服务器时间`))
        await note(db, schema, { person: null, request: randomUUID(), at: now }, [
          { act: 'history.clock-back', subject: randomUUID(), reason, rows: [] },
        ])
      }
      latest = now.getTime()
    },
  }
}
