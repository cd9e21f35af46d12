import { type ReactNode, useState } from 'react'
import { type EvidenceId, SIDES, SIDE_WORDS, type Side } from '#kernel/rooms/evidence.ts'
import { call } from '#ui/api-client.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { type EvidenceItem, describeEvidenceEndpoint } from '../../evidence.contract.ts'
import { makePair } from './PairView.tsx'
import { TakeDownDialog } from '../TakeDownDialog.tsx'
import { useAct } from '../useAct.ts'
import { Button } from '#ui/form/Button.tsx'
import styles from './gallery.module.css'

type Props = {
  readonly chosen: readonly EvidenceItem[]
  readonly onNone: () => void
  /** What rooms further right offer for them. */
  readonly renderActs: ((ids: readonly EvidenceId[], onDone: () => void) => ReactNode) | undefined
}

const NO_PAIR = '请恰好选中两张图片'
const NO_CHANGE = '所选材料中有他人上传的：日期、说明和前后对照由上传人填写'
const NO_DOWN = '所选材料中有不能撤下的：只能撤下本人或本单位上传、未撤下且问题未销号的'

type Two = readonly [EvidenceItem, EvidenceItem]
const isTwo = (chosen: readonly EvidenceItem[]): chosen is Two => chosen.length === 2 && chosen.every(({ kind }) => kind === 'image')
const all = (chosen: readonly EvidenceItem[], action: EvidenceItem['allowed'][number]) =>
  chosen.every(({ allowed }) => allowed.includes(action))

/** What may be done with the chosen files; a button that cannot be used says why. */
export function SelectionBar({ chosen, onNone, renderActs }: Props) {
  if (chosen.length === 0) return <p className={styles['hint']}>勾选后可标注整改前后、配成对照、撤下，或拖到相应措施上；点图片放大。</p>
  return <Bar chosen={chosen} onNone={onNone} renderActs={renderActs} />
}

function Bar({ chosen, onNone, renderActs }: Props) {
  const [taking, setTaking] = useState(false)
  const { refused, busy, run } = useAct()
  const whyNot = all(chosen, 'evidence.describe') ? undefined : NO_CHANGE
  const whyNoPair = isTwo(chosen) ? whyNot : NO_PAIR
  const whyNoDown = all(chosen, 'evidence.take-down') ? undefined : NO_DOWN
  const mark = (side: Side) =>
    run(async () => void (await Promise.all(chosen.map(({ id }) => call(describeEvidenceEndpoint, { evidenceId: id }, { side })))))
  const pair = () => run(async () => (isTwo(chosen) ? makePair(chosen) : undefined))
  return (
    <div className={styles['bar']} role="toolbar" aria-label="对所选材料">
      <span>已选 {chosen.length} 份</span>
      {renderActs?.(
        chosen.map(({ id }) => id),
        onNone,
      )}
      {SIDES.map((side) => (
        <Act key={side} words={`标为${SIDE_WORDS[side]}`} busy={busy} whyNot={whyNot} onAct={() => void mark(side)} />
      ))}
      <Act words="配成前后对照" busy={busy} whyNot={whyNoPair} onAct={() => void pair()} />
      <Act words="撤下…" busy={busy} whyNot={whyNoDown} onAct={() => setTaking(true)} />
      <Button variant="text" onClick={onNone}>
        取消选择
      </Button>
      <span className="ui-quiet">{whyNoDown ?? whyNot ?? (whyNoPair && `配对照：${whyNoPair}`)}</span>
      {refused !== undefined && <ErrorBanner message={refused} />}
      {taking && <TakeDownDialog items={chosen} onClose={() => setTaking(false)} />}
    </div>
  )
}

type ActProps = { readonly words: string; readonly busy: boolean; readonly whyNot: string | undefined; readonly onAct: () => void }
const Act = ({ words, busy, whyNot, onAct }: ActProps) => (
  <Button disabled={busy} whyNot={whyNot} onClick={onAct}>
    {words}
  </Button>
)
