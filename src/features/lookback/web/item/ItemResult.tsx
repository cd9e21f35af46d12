import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { EvidenceThumbs } from '#features/evidence/web/gallery/EvidenceThumbs.tsx'
import { Fact, Facts } from '#ui/page/Section.tsx'
import type { ItemReply } from '../../items.contract.ts'
import { RESULT_MARKS, STATE_MARKS } from '../marks.ts'
import styles from './item.module.css'

/** What was found, by whom, with its proof, and what became of it. */
export function ItemResult({ item: { row, evidenceIds, opens } }: { readonly item: ItemReply }) {
  const { result, found, visitedOn, visitors, recordedBy, state, outcomeReason, decidedBy, decidedOn, matterId } = row
  if (result === null) return null
  return (
    <section className={styles['result']} aria-label="核查结果">
      <p>
        <StatusWord {...RESULT_MARKS[result]} />
        <span className="ui-quiet">
          {visitedOn} 核查，{recordedBy} 登记
        </span>
        <StatusWord {...STATE_MARKS[state]} />
      </p>
      <Facts long>
        <Fact name="核查情况">{found}</Fact>
        <Fact name="核查人员">{visitors}</Fact>
        <Fact name="处理">
          {decidedBy === null ? null : `${decidedOn ?? ''} ${decidedBy}${outcomeReason === null ? '' : `：${outcomeReason}`}`}
        </Fact>
      </Facts>
      {opens ? (
        <EvidenceThumbs matterId={matterId} ids={evidenceIds} />
      ) : (
        evidenceIds.length > 0 && <p className="ui-quiet">附材料 {evidenceIds.length} 份，由参与该问题的单位查看。</p>
      )}
    </section>
  )
}
