import type { MatterId } from '#kernel/rooms/matters.ts'
import type { CloseoutAct } from '../../domain/acts/closeout-acts.ts'
import type { ActNow } from './acts-now.ts'
import { Button } from '#ui/form/Button.tsx'
import { ButtonLink } from '#ui/form/ButtonLink.tsx'
import styles from './panel.module.css'

type Props = {
  readonly problemId: MatterId
  readonly acts: readonly ActNow[]
  readonly onAct: (act: Exclude<CloseoutAct, 'verify'>) => void
}

/** What may be done now, in the words of the rules; what may not says why. */
export function ActButtons({ problemId, acts, onAct }: Props) {
  if (acts.length === 0) return null
  return (
    <div className={`${styles['acts']} ui-no-print`}>
      {acts.map(({ act, words, whyNot }, i) => {
        const variant = i === 0 && act !== 'revoke' && act !== 'withdraw' ? 'primary' : 'default'
        if (whyNot !== null)
          return (
            <span key={act} className={styles['actOff']}>
              <Button disabled title={whyNot}>
                {words}
              </Button>
              <small>{whyNot}</small>
            </span>
          )
        if (act === 'verify')
          return (
            <ButtonLink key={act} to="/problems/$problemId/verify" params={{ problemId }} variant={variant}>
              {words}
            </ButtonLink>
          )
        return (
          <Button key={act} variant={variant} onClick={() => onAct(act)}>
            {words}
          </Button>
        )
      })}
    </div>
  )
}
