import type { MatterId } from '#kernel/rooms/matters.ts'
import { CallError } from '#ui/api-client.ts'
import { EmptyState, ErrorBanner, ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { CellPreview } from '../cells/CellPreview.tsx'
import { Deadline } from './Deadline.tsx'
import { ProblemFacts } from './ProblemFacts.tsx'
import { Mechanism } from './Mechanism.tsx'
import { ImportedFrom } from './ImportedFrom.tsx'
import { ProblemActs } from './ProblemActs.tsx'
import { ProblemHead } from './ProblemHead.tsx'
import { MatterPanels } from '#ui/rooms.tsx'
import { useProblem } from '../problem-queries.ts'
import { RelatedProblems } from './RelatedProblems.tsx'
import { Responsibility } from './Responsibility.tsx'
import { useCellEdits } from '../cells/useCellEdits.ts'
import styles from './ProblemView.module.css'

type Props = { readonly problemId: MatterId }

/** A problem: what it is, who answers for it, by when, what is done; what may be done about it stands on the right. */
export function ProblemView({ problemId }: Props) {
  const { data, error, isFetching, refetch } = useProblem(problemId)
  const edits = useCellEdits((id) => (id === problemId ? data?.version : undefined))
  if (!data) return <Waiting error={error} onRetry={() => void refetch()} />
  return (
    <article className={styles['problem']} aria-busy={isFetching}>
      {error && <ErrorBanner message={`${error.message}。以下是上次读到的内容`} onRetry={() => void refetch()} />}
      <ProblemHead problem={data} />
      <div className={styles['columns']}>
        <div>
          <ProblemFacts problem={data} />
          <Responsibility holders={data.holders} />
          <Deadline problem={data} onFill={edits.propose} />
          <MatterPanels kind="problem" matterId={problemId} />
          <RelatedProblems related={data.related} />
          <ImportedFrom problem={data} />
        </div>
        <div className={styles['side']}>
          <ProblemActs problem={data} onFill={edits.propose} />
          <Mechanism slots={data.slots} missing={data.row.missing} />
        </div>
      </div>
      <CellPreview edits={edits} />
    </article>
  )
}

function Waiting({ error, onRetry }: { readonly error: Error | null; readonly onRetry: () => void }) {
  if (!error) return <ProgressBar text="正在读取…" />
  if (error instanceof CallError && error.status === 404)
    return (
      <EmptyState title="打不开这个问题">
        <p>{error.message}</p>
      </EmptyState>
    )
  return <ErrorState message={error.message} onRetry={onRetry} />
}
