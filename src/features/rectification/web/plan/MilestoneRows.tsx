import type { KeyboardEvent } from 'react'
import type { PlanRow, StoneRow } from './plan-draft.ts'
import { Button } from '#ui/form/Button.tsx'

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
  const add = () => onEdit({ stones: [...stones, { key: crypto.randomUUID(), text: '', dueOn: null }] })
  const onEnter = (event: KeyboardEvent, at: number) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    if (at === stones.length - 1) add()
  }
  return (
    <tr className="rc-sub">
      <td />
      <td colSpan={6}>
        <ul className="rc-stones">
          {stones.map((stone, i) => (
            <li key={stone.key}>
              <span className="ui-quiet">节点</span>
              <input
                className="ui-input"
                // oxlint-disable-next-line jsx-a11y/no-autofocus -- a milestone that was just asked for is typed at once
                autoFocus={stone.text === '' && stone.id === undefined}
                aria-label={`节点 ${i + 1}`}
                placeholder="到这一步算达到，如：完成招标"
                maxLength={500}
                value={stone.text}
                onChange={(event) => onType(changed(stone.key, { text: event.target.value }))}
                onKeyDown={(event) => onEnter(event, i)}
              />
              <input
                type="date"
                className="ui-input"
                aria-label={`节点 ${i + 1} 最后一天`}
                value={stone.dueOn ?? ''}
                onChange={(event) => onType(changed(stone.key, { dueOn: event.target.value || null }))}
              />
              <Button variant="text" onClick={() => onEdit({ stones: stones.filter(({ key }) => key !== stone.key) })}>
                删除
              </Button>
            </li>
          ))}
          <li>
            <span />
            <button type="button" className="ui-link" style={{ justifySelf: 'start' }} onClick={add}>
              ＋ 增加节点
            </button>
          </li>
        </ul>
      </td>
    </tr>
  )
}
