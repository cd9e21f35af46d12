import { useState } from 'react'
import { minuteWords } from '#kernel/instants.ts'
import { call } from '#ui/api-client.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { type EvidenceItem, describeEvidenceEndpoint } from '../../evidence.contract.ts'
import { SIDE_WORDS } from '#kernel/rooms/evidence.ts'
import { EvidenceViewer } from './EvidenceViewer.tsx'
import { type Pair, inOrder, newPair, pairsOf } from './pairs.ts'
import { Picture } from './Picture.tsx'
import { useAct } from '../useAct.ts'
import { Button } from '#ui/form/Button.tsx'
import { PlainButton } from '#ui/form/PlainButton.tsx'
import styles from './gallery.module.css'

/** Two pictures become before and after of one viewpoint. */
export async function makePair(two: readonly [EvidenceItem, EvidenceItem], pair = newPair()): Promise<void> {
  const [before, after] = inOrder(two)
  await call(describeEvidenceEndpoint, { evidenceId: before.id }, { side: 'before', pair })
  await call(describeEvidenceEndpoint, { evidenceId: after.id }, { side: 'after', pair })
}

/** Before and after of the same viewpoint side by side; nothing where there are no pairs. */
export function PairView({ items }: { readonly items: readonly EvidenceItem[] }) {
  const pairs = pairsOf(items)
  if (pairs.length === 0) return null
  return (
    <section className={styles['pairs']} aria-label="整改前后对照">
      <h4>整改前后对照（{pairs.length} 组）</h4>
      {pairs.map((pair) => (
        <PairRow key={pair.key} pair={pair} />
      ))}
    </section>
  )
}

const describe = (item: EvidenceItem, facts: object) => call(describeEvidenceEndpoint, { evidenceId: item.id }, facts)

function PairRow({ pair: { key, before, after } }: { readonly pair: Pair }) {
  const [open, setOpen] = useState<EvidenceItem['id']>()
  const { refused, busy, run } = useAct()
  const may = [before, after].every(({ allowed }) => allowed.includes('evidence.describe'))
  const swap = () =>
    run(
      async () =>
        void (await Promise.all([describe(before, { side: 'after', pair: key }), describe(after, { side: 'before', pair: key })])),
    )
  const part = () => run(async () => void (await Promise.all([describe(before, { pair: null }), describe(after, { pair: null })])))
  return (
    <div className={styles['pair']}>
      {refused !== undefined && <ErrorBanner message={refused} />}
      <div className={styles['two']}>
        {([before, after] as const).map((item, i) => (
          <figure key={item.id}>
            <PlainButton onClick={() => setOpen(item.id)} aria-label={`放大 ${item.name}`}>
              <Picture item={item} size="screen" />
            </PlainButton>
            <figcaption>
              <b>{SIDE_WORDS[i === 0 ? 'before' : 'after']}</b> {item.takenAt === null ? '拍摄时间不明' : minuteWords(item.takenAt)}
              {item.note && `　${item.note}`}
            </figcaption>
          </figure>
        ))}
      </div>
      {may && (
        <p className={styles['pairActs']}>
          <Button variant="text" disabled={busy} onClick={() => void swap()}>
            对调前后
          </Button>
          <Button variant="text" disabled={busy} onClick={() => void part()}>
            取消配对
          </Button>
        </p>
      )}
      {open !== undefined && <EvidenceViewer items={[before, after]} at={open} onMove={setOpen} onClose={() => setOpen(undefined)} />}
    </div>
  )
}
