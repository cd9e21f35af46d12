import type { EvidenceId } from '#kernel/rooms/evidence.ts'
import { PopoverButton, useClosePopover } from '#ui/feedback/Popover.tsx'
import { PlainButton } from '#ui/form/PlainButton.tsx'
import type { Measure } from '../../rectification.contract.ts'
import type { Links } from './useLinks.ts'
import styles from './panel.module.css'

type Props = {
  readonly measures: readonly Measure[]
  /** The chosen files. */
  readonly ids: readonly EvidenceId[]
  readonly onLink: Links['link']
  readonly onDone: () => void
}

/** Ties the chosen files to a measure without dragging. */
export const LinkMenu = (props: Props) => (
  <PopoverButton label="关联到措施" variant="default" content={<Choices {...props} />}>
    关联到措施…
  </PopoverButton>
)

function Choices({ measures, ids, onLink, onDone }: Props) {
  const close = useClosePopover()
  return (
    <ul className={styles['choices']}>
      {measures.map((measure) => (
        <li key={measure.id}>
          <PlainButton
            onClick={() => {
              close()
              onDone()
              void onLink(measure, ids)
            }}
          >
            <b>{measure.no}</b>
            <span>{measure.text}</span>
            <small className="ui-quiet">{measure.evidence.length} 份佐证</small>
          </PlainButton>
        </li>
      ))}
    </ul>
  )
}
