import { Fact, Facts } from '#ui/page/Section.tsx'
import { useQuery } from '@tanstack/react-query'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { ErrorBanner, ProgressBar } from '#ui/feedback/states.tsx'
import type { Closeout } from '../../closeout.contract.ts'
import { Thumbs } from './Thumbs.tsx'
import { planQuery } from '#features/rectification/web/plan-queries.ts'
import styles from './panel.module.css'

type Props = { readonly problemId: MatterId; readonly closeout: Closeout }

/** What is being signed for: the application, and every measure with what was done and what proves it. */
export function SigningMaterial({ problemId, closeout: { current } }: Props) {
  const { data, error, refetch } = useQuery(planQuery(problemId))
  if (error && !data) return <ErrorBanner message={error.message} onRetry={() => void refetch()} />
  if (!data) return <ProgressBar text="正在读取材料" />
  return (
    <details className={styles['material']} open>
      <summary>签署所依据的材料（{data.measures.length} 条措施）</summary>
      {current && (
        <Facts long>
          <Fact name="完成情况">{current.statement}</Fact>
        </Facts>
      )}
      <ol className={styles['lines']}>
        {data.measures.map(({ id, no, text, latest, doneOn, evidence }) => (
          <li key={id}>
            <div className={styles['lineHead']}>
              <b>{no}</b>
              <span>{text}</span>
              <small>{doneOn === null ? '未完成' : `${doneOn} 完成`}</small>
            </div>
            {latest && <p>{latest.doneText}</p>}
            <Thumbs problemId={problemId} ids={evidence} none="没有佐证" />
          </li>
        ))}
      </ol>
    </details>
  )
}
