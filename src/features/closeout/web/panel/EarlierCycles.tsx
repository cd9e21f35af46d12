import { Fact, Facts } from '#ui/page/Section.tsx'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { REVOKE_KIND_WORDS } from '#kernel/rooms/closeout-tables.ts'
import type { Cycle } from '../../closeout.contract.ts'
import { EntryList } from './EntryList.tsx'
import { Objections } from './Objections.tsx'
import styles from './panel.module.css'

type Props = { readonly problemId: MatterId; readonly cycles: readonly Cycle[] }

/** Files of earlier cycles: closed once and taken back. They stay readable. */
export const EarlierCycles = ({ problemId, cycles }: Props) => (
  <>
    {cycles.map((cycle) => (
      <details key={cycle.cycle} className={styles['earlier']}>
        <summary>{headOf(cycle)}</summary>
        <Facts long>
          <Fact name="完成情况">{cycle.statement}</Fact>
          {cycle.revoked && <Fact name="撤销原因">{cycle.revoked.reason}</Fact>}
        </Facts>
        <Objections objections={cycle.objections} />
        <EntryList problemId={problemId} cycle={cycle} />
      </details>
    ))}
  </>
)

const headOf = ({ cycle, closedOn, revoked, filedOn }: Cycle): string =>
  [
    `第 ${cycle} 轮档案`,
    closedOn && `${closedOn} 销号`,
    filedOn && `${filedOn} 备案`,
    revoked && `${revoked.on} 撤销（${REVOKE_KIND_WORDS[revoked.kind]}）`,
  ]
    .filter(Boolean)
    .join('　')
