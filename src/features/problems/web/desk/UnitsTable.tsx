import { CLOSURES, CLOSURE_MARKS, PROGRESSES, PROGRESS_MARKS, SCHEDULES, SCHEDULE_MARKS } from '#features/problems/domain/axes.ts'
import type { DeskUnit } from '../../desk.contract.ts'
import { FigureLink } from './FigureLink.tsx'
import styles from './desk.module.css'

/** How the lead units stand on each axis; every number opens its rows. */
export const UnitsTable = ({ units }: { readonly units: readonly DeskUnit[] }) => (
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
            <UnitLine key={unit.id} unit={unit} />
          ))}
        </tbody>
      </table>
    </div>
    <p className={`${styles['foot']} ui-quiet`}>一个事项由几个单位共同牵头的，在各单位分别计数。</p>
  </section>
)

function UnitLine({ unit }: { readonly unit: DeskUnit }) {
  const cells = [
    ...SCHEDULES.map((value) => [`时序${value}`, unit.schedule[value], value === 'overdue'] as const),
    ...PROGRESSES.map((value) => [`进度${value}`, unit.progress[value], false] as const),
    ...CLOSURES.map((value) => [`闭环${value}`, unit.closure[value], false] as const),
  ]
  return (
    <tr>
      <th scope="row">{unit.name}</th>
      <td className={styles['num']}>
        <FigureLink figure={unit.total} />
      </td>
      {cells.map(([key, figure, isLate]) => (
        <td key={key} className={styles['num']} data-tone={isLate && figure.count > 0 ? 'alarm' : undefined}>
          <FigureLink figure={figure} />
        </td>
      ))}
    </tr>
  )
}
