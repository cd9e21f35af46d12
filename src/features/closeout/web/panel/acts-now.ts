import type { Closeout } from '../../closeout.contract.ts'
import { CLOSEOUT_TABLE, type CloseoutAct, fitsStep } from '../../domain/acts/closeout-acts.ts'
import { isOnNotice } from './summary.ts'

export type ActNow = {
  readonly act: CloseoutAct
  readonly words: string
  /** Null: it may be done, by oneself or on paper. */
  readonly whyNot: string | null
  /** One may do it in one's own name. */
  readonly self: boolean
  /** One may enter it for somebody who signed on paper. */
  readonly paper: boolean
}

/** The acts that fit where the file stands, those one may do first; those of another state are no buttons. */
export function actsNow(closeout: Pick<Closeout, 'acts' | 'state' | 'step' | 'current' | 'missing'>): ActNow[] {
  const published = isOnNotice(closeout)
  const now = closeout.acts.flatMap(({ act, words, whyNot, onBehalf }) => {
    const row = CLOSEOUT_TABLE[act]
    const fits =
      row.from.includes(closeout.state) && fitsStep(row, closeout.step) && (row.published === null || row.published === published)
    const self = whyNot === null
    return fits
      ? [
          {
            act,
            words: self || !onBehalf ? words : `代录：${words}`,
            whyNot: onBehalf ? null : inShort(whyNot, closeout.missing),
            self,
            paper: onBehalf,
          },
        ]
      : []
  })
  return now.toSorted((a, b) => Number(a.whyNot !== null) - Number(b.whyNot !== null) || LATE.indexOf(a.act) - LATE.indexOf(b.act))
}
/** What goes back stands behind what goes on. */
const LATE: readonly CloseoutAct[] = ['apply', 'sign', 'verify', 'notice', 'notice_end', 'file', 'withdraw', 'revoke']

export const actNow = (closeout: Parameters<typeof actsNow>[0], act: CloseoutAct): ActNow | undefined =>
  actsNow(closeout).find((each) => each.act === act)

/** What is listed already is not said twice. */
const inShort = (whyNot: string | null, missing: readonly string[]): string | null =>
  whyNot !== null && missing.length > 0 && missing.every((requirement) => whyNot.includes(requirement)) ? '补齐以上各项后可以申请' : whyNot
