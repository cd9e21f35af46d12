import { LOOKBACK_RESULTS } from '#kernel/rooms/lookback.ts'
import { CountStrip } from '#ui/list/CountStrip.tsx'
import { ITEM_STATES } from '../../domain/lookback.ts'
import type { Figures as Counts } from '../../lookback.contract.ts'
import type { Conditions } from './item-list.ts'
import { RESULT_MARKS, STATE_MARKS } from '../marks.ts'
import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import { Button } from '#ui/form/Button.tsx'
import styles from './campaign.module.css'

type Props = { readonly figures: Counts; readonly filter: Conditions; readonly onFilter: (change: Conditions) => void }

/** How far the campaign is; each figure opens the rows it counts, each strip adds up to all. */
export function Figures({ figures, filter, onFilter }: Props) {
  const { total, assigned, unassigned, results, states, kinds, declaredVerified, overdue } = figures
  const current = filter.assignee === 'none' || filter.assignee === 'any' ? filter.assignee : undefined
  return (
    <div className={`${styles['counts']} ui-no-print`}>
      <CountStrip
        label="分派"
        total={total}
        active={current}
        items={[
          { key: 'none', word: '未分派', shape: 'ring', tone: 'doubt', count: unassigned },
          { key: 'any', word: '已分派', shape: 'disc', tone: 'plain', count: assigned },
        ]}
        onPick={(assignee) => onFilter({ assignee })}
      />
      <CountStrip
        label="结果"
        total={total}
        active={filter.result}
        items={(['none', ...LOOKBACK_RESULTS] as const).map((key) => ({ key, ...RESULT_MARKS[key], count: results[key] }))}
        onPick={(result) => onFilter({ result })}
      />
      <CountStrip
        label="处理"
        total={total}
        active={filter.state}
        items={ITEM_STATES.map((key) => ({ key, ...STATE_MARKS[key], count: states[key] }))}
        onPick={(state) => onFilter({ state })}
      />
      <CountStrip
        label="来历"
        total={total}
        active={filter.kind}
        items={[
          { key: 'declared', word: '原台账载明', shape: 'square', tone: 'plain', count: kinds.declared },
          { key: 'ours', word: '本系统销号', shape: 'disc', tone: 'good', count: kinds.ours },
        ]}
        onPick={(kind) => onFilter({ kind })}
      />
      <div className={styles['more']}>
        <Button
          pressed={filter.overdue === 'yes'}
          disabled={overdue === 0 && filter.overdue !== 'yes'}
          onClick={() => onFilter({ overdue: filter.overdue === 'yes' ? undefined : 'yes' })}
        >
          {overdue > 0 && <StatusIcon shape="triangle" tone="alarm" />}
          逾期未处理 <b>{overdue}</b>
        </Button>
        <Button
          disabled={declaredVerified === 0}
          title="原台账载明的闭环经核实后仍与本系统销号分开计数"
          onClick={() => onFilter({ kind: 'declared', state: 'verified' })}
        >
          原台账载明已核实 <b>{declaredVerified}</b>
        </Button>
      </div>
    </div>
  )
}
