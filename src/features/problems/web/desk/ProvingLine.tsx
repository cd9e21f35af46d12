import type { Proving } from '../../desk.contract.ts'
import { FigureLink } from './FigureLink.tsx'
import styles from './desk.module.css'

/** Done is not closed: what nobody has applied for, and what still goes through the chain. */
export function ProvingLine({ proving: { unapplied, unclosed } }: { readonly proving: Proving }) {
  if (unapplied.count + unclosed.count === 0) return null
  return (
    <p className={styles['proving']}>
      已完成未申请销号 <FigureLink figure={unapplied} /> 项<span className="ui-quiet">{unapplied.count > 0 && '，请核对佐证后申请'}</span>
      ；已申请未销号 <FigureLink figure={unclosed} /> 项
    </p>
  )
}
