import { ButtonLink } from '#ui/form/ButtonLink.tsx'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { MatterId } from '#kernel/rooms/matters.ts'
import { EmptyState, ErrorBanner, ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { problemQuery } from '#features/problems/web/problem-queries.ts'
import type { Closeout } from '../../closeout.contract.ts'
import { actNow } from '../panel/acts-now.ts'
import { VerifyForm } from './VerifyForm.tsx'
import { closeoutQuery } from '../closeout-queries.ts'
import { planQuery } from '#features/rectification/web/plan-queries.ts'
import styles from './verify.module.css'

/** Verification on site, made for a phone in the field; what is typed stays in the browser until it has been sent. */
export function VerifyPage() {
  const params: { readonly problemId?: string } = useParams({ strict: false })
  const problemId = MatterId.safeParse(params.problemId).data
  if (!problemId)
    return (
      <EmptyState title="没有这个问题">
        <p>网址不完整或有误，请从“待我办理”中打开。</p>
        <ButtonLink to="/closeout">待我办理</ButtonLink>
      </EmptyState>
    )
  return <Verify key={problemId} problemId={problemId} />
}

function Verify({ problemId }: { readonly problemId: MatterId }) {
  const closeout = useQuery(closeoutQuery(problemId))
  const plan = useQuery(planQuery(problemId))
  const problem = useQuery(problemQuery(problemId))
  const [done, setDone] = useState<string>()
  const error = [closeout.error, plan.error, problem.error].find((each) => each !== null)
  const again = () => void Promise.all([closeout.refetch(), plan.refetch(), problem.refetch()])
  if (done !== undefined) return <Done message={done} problemId={problemId} />
  if (!closeout.data || !plan.data || !problem.data)
    return error ? <ErrorState message={error.message} onRetry={again} /> : <ProgressBar text="正在读取问题和措施" />
  const why = whyNot(closeout.data)
  if (why !== null) return <NotNow problemId={problemId} why={why} />
  return (
    <>
      {error && <ErrorBanner message={`${error.message}。以下是上次读到的内容`} onRetry={again} />}
      <VerifyForm
        problemId={problemId}
        closeout={closeout.data}
        measures={plan.data.measures}
        problem={problem.data.row}
        onDone={setDone}
      />
    </>
  )
}

function whyNot(closeout: Closeout): string | null {
  const act = actNow(closeout, 'verify')
  return act ? act.whyNot : `现在是“${closeout.words}”，没有待办的现场核查`
}

const NotNow = ({ problemId, why }: { readonly problemId: MatterId; readonly why: string }) => (
  <EmptyState title="现在不能填写现场核查">
    <p>{why}</p>
    <Ways problemId={problemId} />
  </EmptyState>
)

const Done = ({ message, problemId }: { readonly message: string; readonly problemId: MatterId }) => (
  <EmptyState title={message}>
    <p>核查结果已记入销号档案。</p>
    <Ways problemId={problemId} />
  </EmptyState>
)

const Ways = ({ problemId }: { readonly problemId: MatterId }) => (
  <div className={styles['ways']}>
    <ButtonLink to="/closeout" variant="primary">
      待我办理
    </ButtonLink>
    <ButtonLink to="/problems/$problemId" params={{ problemId }}>
      查看问题
    </ButtonLink>
  </div>
)
