import { Link } from '@tanstack/react-router'
import type { MatterId } from '#kernel/ids.ts'
import type { Closeout } from '../closeout.contract.ts'
import type { CloseoutAct } from '../domain/closeout-acts.ts'

type Props = { readonly problemId: MatterId; readonly acts: Closeout['acts']; readonly onAct: (act: CloseoutAct) => void }

/** What may be done now, in the words of the rules; what may not says why. */
export function Acts({ problemId, acts, onAct }: Props) {
  const open = acts.filter(({ whyNot }) => whyNot === null)
  const barred = acts.filter(({ whyNot }) => whyNot !== null)
  if (acts.length === 0) return null
  return (
    <div className="co-acts ui-no-print">
      {open.map(({ act, words }, i) =>
        act === 'verify' ? (
          <Link key={act} to="/problems/$problemId/verify" params={{ problemId }} className={i === 0 ? 'ui-btn main' : 'ui-btn'}>
            {words}
          </Link>
        ) : (
          <button key={act} type="button" className={i === 0 && act !== 'revoke' ? 'ui-btn main' : 'ui-btn'} onClick={() => onAct(act)}>
            {words}
          </button>
        ),
      )}
      {barred.map(({ act, words, whyNot }) => (
        <span key={act} className="co-act-off">
          <button type="button" className="ui-btn" disabled title={whyNot ?? undefined}>
            {words}
          </button>
          <small>{whyNot}</small>
        </span>
      ))}
    </div>
  )
}
