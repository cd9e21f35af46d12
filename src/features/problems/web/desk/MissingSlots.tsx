import { useNavigate } from '@tanstack/react-router'
import { SLOT_WORDS } from '#kernel/rooms/problems.ts'
import { MissingChips } from '#ui/list/CountStrip.tsx'
import type { OfficerDesk } from '../../desk.contract.ts'
import styles from './desk.module.css'

/** What the responsibility mechanism asks for and is not there; each chip is a worklist. */
export function MissingSlots({ missing }: { readonly missing: OfficerDesk['missing'] }) {
  const navigate = useNavigate()
  const open = (key: string | undefined) => {
    const query = missing.find(({ slot }) => slot === key)?.query
    if (query) void navigate({ to: '/ledger', search: query })
  }
  return (
    <section className={styles['group']} aria-label="缺项">
      <h2>
        缺项 <small className="ui-quiet">点开即是待补的清单</small>
      </h2>
      {missing.every(({ count }) => count === 0) ? (
        <p className={styles['fine']}>在办事项的责任要素都已齐备。</p>
      ) : (
        <MissingChips items={missing.map(({ slot, count }) => ({ key: slot, word: `缺${SLOT_WORDS[slot]}`, count }))} onPick={open} />
      )}
    </section>
  )
}
