import { randomKey } from '#ui/api-client.ts'
import type { PlanRow, StoneRow } from './plan-draft.ts'
import { Button } from '#ui/form/Button.tsx'
import { DayField } from '#ui/form/DayField.tsx'
import { TextField } from '#ui/form/TextField.tsx'
import styles from './plan.module.css'

type Props = {
  readonly row: PlanRow
  readonly onType: (change: Partial<PlanRow>) => void
  readonly onEdit: (change: Partial<PlanRow>) => void
}

/** The milestones of one measure below its line. */
export function MilestoneRows({ row: { stones }, onType, onEdit }: Props) {
  const changed = (key: string, change: Partial<StoneRow>) => ({
    stones: stones.map((stone) => (stone.key === key ? { ...stone, ...change } : stone)),
  })
  const add = () => onEdit({ stones: [...stones, { key: randomKey(), text: '', dueOn: null }] })
  return (
    <tr className={styles['sub']}>
      <td />
      <td colSpan={6}>
        <ul className={styles['stones']}>
          {stones.map((stone, i) => (
            <li key={stone.key}>
              <span className="ui-quiet">节点</span>
              <TextField
                label={`节点 ${i + 1}`}
                labelHidden
                // oxlint-disable-next-line jsx-a11y/no-autofocus -- a milestone that was just asked for is typed at once
                autoFocus={stone.text === '' && stone.id === undefined}
                placeholder="到这一步算达到，如：完成招标"
                max={500}
                value={stone.text}
                onChange={(text) => onType(changed(stone.key, { text }))}
                onEnter={() => i === stones.length - 1 && add()}
              />
              <DayField
                label={`节点 ${i + 1} 最后一天`}
                labelHidden
                value={stone.dueOn}
                onChange={(dueOn) => onType(changed(stone.key, { dueOn }))}
              />
              <Button variant="text" onClick={() => onEdit({ stones: stones.filter(({ key }) => key !== stone.key) })}>
                删除
              </Button>
            </li>
          ))}
          <li>
            <span />
            <Button variant="text" className={styles['add']} onClick={add}>
              ＋ 增加节点
            </Button>
          </li>
        </ul>
      </td>
    </tr>
  )
}
