import { CLOSURES, CLOSURE_MARKS, PROGRESSES, PROGRESS_MARKS, SCHEDULES, SCHEDULE_MARKS } from '#features/problems/domain/axes.ts'
import { type LedgerQuery, unitQuery } from '../../domain/desk/desk-groups.ts'
import type { DeskUnit, DeskUnits } from '../../desk.contract.ts'
import { FigureLink } from './FigureLink.tsx'
import styles from './desk.module.css'

/** How the lead units stand on each axis; every number opens its rows. */
export const UnitsTable = ({ query, units }: DeskUnits) => (
  <section className={styles['group']} aria-label="各牵头单位">
    <h2>各牵头单位</h2>
    <div className={styles['scroll']}>
      <table className={styles['units']}>
        <thead>
          <tr>
            <th rowSpan={2} scope="col">
              牵头单位
            </th>
            <th rowSpan={2} scope="col" className={styles['num']}>
              合计
            </th>
            <th colSpan={SCHEDULES.length} scope="colgroup">
              时序
            </th>
            <th colSpan={PROGRESSES.length} scope="colgroup">
              进度
            </th>
            <th colSpan={CLOSURES.length} scope="colgroup">
              闭环
            </th>
          </tr>
          <tr>
            {[
              ...SCHEDULES.map((value) => SCHEDULE_MARKS[value].word),
              ...PROGRESSES.map((value) => PROGRESS_MARKS[value].word),
              ...CLOSURES.map((value) => CLOSURE_MARKS[value].word),
            ].map((word, i) => (
              <th key={`${i}${word}`} scope="col" className={styles['num']}>
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <UnitLine key={unit.id} unit={unit} base={query} />
          ))}
        </tbody>
      </table>
    </div>
    <p className={`${styles['foot']} ui-quiet`}>一个事项由几个单位共同牵头的，在各单位分别计数。</p>
  </section>
)

function UnitLine({ unit, base }: { readonly unit: DeskUnit; readonly base: LedgerQuery }) {
  const cells = [
    ...SCHEDULES.map((value) => ['schedule', value, unit.schedule[value]] as const),
    ...PROGRESSES.map((value) => ['progress', value, unit.progress[value]] as const),
    ...CLOSURES.map((value) => ['closure', value, unit.closure[value]] as const),
  ]
  return (
    <tr>
      <th scope="row">{unit.name}</th>
      <td className={styles['num']}>
        <FigureLink figure={{ count: unit.total, query: unitQuery(base, unit.id) }} />
      </td>
      {cells.map(([axis, value, count]) => (
        <td key={`${axis} ${value}`} className={styles['num']} data-tone={value === 'overdue' && count > 0 ? 'alarm' : undefined}>
          <FigureLink figure={{ count, query: unitQuery(base, unit.id, axis, value) }} />
        </td>
      ))}
    </tr>
  )
}
