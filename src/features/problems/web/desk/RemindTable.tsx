import { useState } from 'react'
import type { OfficerDesk } from '../../desk.contract.ts'
import { FigureLink } from './FigureLink.tsx'
import { ReminderDialog } from './ReminderDialog.tsx'
import { Button } from '#ui/form/Button.tsx'
import styles from './desk.module.css'

type Unit = OfficerDesk['units'][number]
type Props = { readonly units: readonly Unit[]; readonly soonDays: number }
const FIRST = 12

/** Lead units with something overdue or due soon, each with a reminder ready to be sent. */
export function RemindTable({ units, soonDays }: Props) {
  const [reminded, setReminded] = useState<Unit>()
  const [whole, setWhole] = useState(false)
  const visible = whole ? units : units.slice(0, FIRST)
  return (
    <section className={styles['group']} aria-label="到期与催办">
      <h2>
        到期与催办 <small className="ui-quiet">按牵头单位</small>
      </h2>
      {units.length === 0 ? (
        <p className={styles['fine']}>没有超期或 {soonDays} 天内到期的事项，暂时不用催办。</p>
      ) : (
        <div className={styles['scroll']}>
          <table className={styles['units']}>
            <thead>
              <tr>
                <th scope="col">牵头单位</th>
                <th scope="col" className={styles['num']}>
                  超期
                </th>
                <th scope="col" className={styles['num']}>
                  {soonDays}天内到期
                </th>
                <th scope="col">
                  <span className="ui-sr">催办</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {visible.map((unit) => (
                <tr key={unit.id}>
                  <th scope="row">{unit.name}</th>
                  <td className={styles['num']} data-tone={unit.overdue.count > 0 ? 'alarm' : undefined}>
                    <FigureLink figure={unit.overdue} />
                  </td>
                  <td className={styles['num']}>
                    <FigureLink figure={unit.soon} />
                  </td>
                  <td className={styles['act']}>
                    <Button onClick={() => setReminded(unit)}>催办文字</Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {units.length > FIRST && (
        <p className={styles['more']}>
          <Button variant="text" expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? '只看前面的' : `展开全部 ${units.length} 个单位`}
          </Button>
        </p>
      )}
      {reminded && <ReminderDialog key={reminded.id} unit={reminded} onClose={() => setReminded(undefined)} />}
    </section>
  )
}
