import { RefusalError } from '#platform/refusal-error.ts'

/** An act on a campaign that has ended is refused with the day. */
export function refuseEnded(endedOn: string | null, act: string): void {
  if (endedOn !== null) throw new RefusalError({ code: 'lookback.ended', detail: { on: endedOn, act } })
}
