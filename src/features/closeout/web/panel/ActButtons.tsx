import { Link } from '@tanstack/react-router'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { CloseoutAct } from '../../domain/acts/closeout-acts.ts'
import type { ActNow } from './acts-now.ts'
import { Button } from '#ui/form/Button.tsx'

type Props = {
  readonly problemId: MatterId
  readonly acts: readonly ActNow[]
  readonly onAct: (act: Exclude<CloseoutAct, 'verify'>) => void
}

/** What may be done now, in the words of the rules; what may not says why. */
export function ActButtons({ problemId, acts, onAct }: Props) {
  if (acts.length === 0) return null
  return (
    <div className="co-acts ui-no-print">
      {acts.map(({ act, words, whyNot }, i) => {
        const look = i === 0 && act !== 'revoke' && act !== 'withdraw' ? 'ui-btn main' : 'ui-btn'
        if (whyNot !== null)
          return (
            <span key={act} className="co-act-off">
              <Button disabled title={whyNot}>
                {words}
              </Button>
              <small>{whyNot}</small>
            </span>
          )
        if (act === 'verify')
          return (
            <Link key={act} to="/problems/$problemId/verify" params={{ problemId }} className={look}>
              {words}
            </Link>
          )
        return (
          <button key={act} type="button" className={look} onClick={() => onAct(act)}>
            {words}
          </button>
        )
      })}
    </div>
  )
}
