import { useEffect, useRef, useState } from 'react'
import { minuteWords } from '#kernel/instants.ts'
import { type EvidenceId, PURPOSE_WORDS, SIDE_WORDS, TAKEN_FROM_WORDS } from '#kernel/rooms/evidence.ts'
import { CallError, download, saveDownload } from '#ui/api-client.ts'
import { CopyButton } from '#ui/CopyButton.tsx'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { type EvidenceItem, evidenceFileEndpoint } from '../../evidence.contract.ts'
import { DescribeForm } from '../DescribeForm.tsx'
import { Elsewhere } from './EvidenceCard.tsx'
import { sizeWords } from '#kernel/amounts.ts'
import { Picture } from './Picture.tsx'
import { TakeDownDialog } from '../TakeDownDialog.tsx'
import { Button } from '#ui/form/Button.tsx'
import { ShowDialog } from '#ui/feedback/Dialog.tsx'
import styles from './gallery.module.css'

type Props = {
  /** What previous and next walk through. */
  readonly items: readonly EvidenceItem[]
  readonly at: EvidenceId
  readonly onMove: (id: EvidenceId) => void
  readonly onClose: () => void
}

/** One file large with all its facts; left and right arrows show the others. */
export function EvidenceViewer({ items, at, onMove, onClose }: Props) {
  const index = items.findIndex(({ id }) => id === at)
  const item = items[index]
  const go = (step: number) => {
    const next = items[index + step]
    if (next) onMove(next.id)
  }
  useArrows(go)
  if (!item) return null
  return (
    <ShowDialog width="huge" title={item.name} onClose={onClose}>
      <div className={styles['large']}>
        <div className={styles['stage']}>
          <Picture item={item} size="screen" />
          <nav aria-label="前后材料">
            <Button disabled={index === 0} onClick={() => go(-1)}>
              ‹ 上一份
            </Button>
            <span className="ui-quiet">
              {index + 1} / {items.length}
            </span>
            <Button disabled={index === items.length - 1} onClick={() => go(1)}>
              下一份 ›
            </Button>
          </nav>
        </div>
        <Side key={item.id} item={item} />
      </div>
    </ShowDialog>
  )
}

/** Left and right, wherever the focus is but in a field: the window itself may hold it. */
function useArrows(go: (step: number) => void): void {
  const latest = useRef(go)
  useEffect(() => {
    latest.current = go
  })
  useEffect(() => {
    const press = ({ key, target }: KeyboardEvent) => {
      if (target instanceof Element && target.closest('input, textarea, select')) return
      if (key === 'ArrowLeft') latest.current(-1)
      if (key === 'ArrowRight') latest.current(1)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}

function Side({ item }: { readonly item: EvidenceItem }) {
  const [taking, setTaking] = useState(false)
  const [failed, setFailed] = useState<string>()
  const keep = async () => {
    setFailed(undefined)
    try {
      saveDownload(await download(evidenceFileEndpoint, { evidenceId: item.id }, {}))
    } catch (error) {
      setFailed(error instanceof CallError ? error.message : '没有下载，请再试一次')
    }
  }
  return (
    <aside className={styles['about']} aria-label="材料信息">
      {failed !== undefined && <ErrorBanner message={failed} onRetry={() => void keep()} />}
      <FactList item={item} />
      <Elsewhere item={item} />
      <div className={styles['aboutActs']}>
        <Button onClick={() => void keep()}>下载原件</Button>
        {item.allowed.includes('evidence.take-down') && <Button onClick={() => setTaking(true)}>撤下…</Button>}
      </div>
      {item.allowed.includes('evidence.describe') ? <DescribeForm item={item} /> : item.note && <p>{item.note}</p>}
      {taking && <TakeDownDialog items={[item]} onClose={() => setTaking(false)} />}
    </aside>
  )
}

function FactList({ item }: { readonly item: EvidenceItem }) {
  const { takenAt, takenFrom, takenDown } = item
  const facts: readonly (readonly [string, string | null])[] = [
    ['用途', PURPOSE_WORDS[item.purpose]],
    ['拍摄', takenAt === null ? '不明' : `${minuteWords(takenAt)}${takenFrom ? `（${TAKEN_FROM_WORDS[takenFrom]}）` : ''}`],
    ['收到', `${minuteWords(item.receivedAt)}　${item.by}`],
    ['整改前后', item.side && SIDE_WORDS[item.side]],
    ['材料日期', item.effectiveOn],
    [
      '大小',
      `${sizeWords(item.bytes)}${item.width === null ? '' : `　${item.width}×${item.height ?? 0}`}${item.pages === null ? '' : `　${item.pages} 页`}`,
    ],
    ['销号轮次', `第 ${item.cycle} 轮`],
    ['撤下', takenDown && `${minuteWords(takenDown.at)} 由${takenDown.by}撤下：${takenDown.reason}`],
  ]
  return (
    <dl>
      {facts.flatMap(([name, value]) => (value === null ? [] : [<dt key={name}>{name}</dt>, <dd key={`${name}=`}>{value}</dd>]))}
      <dt>SHA-256</dt>
      <dd>
        <code>{item.hash}</code> <CopyButton text={item.hash} />
      </dd>
    </dl>
  )
}
