import { Suspense } from 'react'
import { useCurrentUser } from '#features/org/web/current-user.ts'
import { type DeskSpec, useRooms } from '#ui/rooms.tsx'
import styles from './overview.module.css'
import { WaitingBrief } from './WaitingBrief.tsx'

/** Blocks of half the width that follow each other stand side by side. */
function rowsOf(blocks: readonly DeskSpec[]): DeskSpec[][] {
  const rows: DeskSpec[][] = []
  for (const block of blocks) {
    const last = rows.at(-1)
    if (block.half && last?.[0]?.half) last.push(block)
    else rows.push([block])
  }
  return rows
}

/** The first page after sign-in: what waits for me, then what each room has to show me. */
export function DeskPage() {
  const { actions } = useCurrentUser()
  const blocks = useRooms('desk')
    .filter(({ action }) => actions.includes(action))
    .toSorted((a, b) => a.order - b.order)
  return (
    <div className={styles['desk']}>
      <WaitingBrief />
      {rowsOf(blocks).map((row) => (
        <Suspense key={row[0]?.order}>
          <div className={row.length > 1 || row[0]?.half ? styles['halves'] : styles['desk']}>
            {row.map(({ block: Block, order }) => (
              <Block key={order} />
            ))}
          </div>
        </Suspense>
      ))}
    </div>
  )
}
