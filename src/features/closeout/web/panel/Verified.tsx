import { useQuery } from '@tanstack/react-query'
import { minuteWords } from '#kernel/instants.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { Fact, Facts } from '#ui/page/Section.tsx'
import type { Entry } from '../../closeout.contract.ts'
import { Thumbs } from './Thumbs.tsx'
import { personWords } from './entry-words.ts'
import { planQuery } from '#features/rectification/web/plan-queries.ts'
import styles from './panel.module.css'

type Verification = NonNullable<Entry['verification']>
type Props = { readonly problemId: MatterId; readonly verification: Verification }
const MARKS = {
  accepted: { word: '采信', shape: 'check', tone: 'good' },
  refused: { word: '不采信', shape: 'return', tone: 'warn' },
} as const

/** What was found on site: when, where, by whom, and measure by measure with the files that were accepted. */
export function Verified({ problemId, verification }: Props) {
  const { data } = useQuery(planQuery(problemId))
  const { from, to, place, members, lines, residents, monitoring, photoIds } = verification
  const measures = new Map(data?.measures.map((measure) => [measure.id, measure]))
  return (
    <div className={styles['verified']}>
      <Facts long>
        <Fact name="时间">{`${minuteWords(from)} 至 ${minuteWords(to)}`}</Fact>
        <Fact name="地点">{place}</Fact>
        <Fact name="核查人员">{members.map(personWords).join('、')}</Fact>
        <Fact name="走访群众">{residents}</Fact>
        <Fact name="监测情况">{monitoring}</Fact>
      </Facts>
      <ol className={styles['lines']}>
        {lines.map(({ measureId, verdict, remark, acceptedIds }) => (
          <li key={measureId}>
            <div className={styles['lineHead']}>
              <b>{measures.get(measureId)?.no ?? '—'}</b>
              <span>{measures.get(measureId)?.text ?? (data ? '（这条措施已不在方案中）' : '')}</span>
              <StatusWord {...MARKS[verdict]} />
            </div>
            {remark !== '' && <p>{remark}</p>}
            <Thumbs problemId={problemId} ids={acceptedIds} />
          </li>
        ))}
      </ol>
      {photoIds.length > 0 && (
        <div className={styles['scan']}>
          <span className="ui-quiet">现场照片</span>
          <Thumbs problemId={problemId} ids={photoIds} />
        </div>
      )}
    </div>
  )
}
