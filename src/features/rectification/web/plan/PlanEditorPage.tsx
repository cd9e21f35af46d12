import { Crumbs } from '#ui/page/PageHeader.tsx'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { MatterId } from '#kernel/rooms/matters.ts'
import { EmptyState, ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { ButtonLink } from '#ui/form/ButtonLink.tsx'
import { useProblem } from '#features/problems/web/problem-queries.ts'
import type { Plan } from '../../rectification.contract.ts'
import { PlanEditor } from './PlanEditor.tsx'
import { planQuery, termsQuery } from '../plan-queries.ts'
import styles from './plan.module.css'

/** The plan of one problem as a table to be edited, at an address of its own. */
export function PlanEditorPage() {
  const params: { readonly problemId?: string } = useParams({ strict: false })
  const problemId = MatterId.safeParse(params.problemId).data
  if (!problemId)
    return (
      <EmptyState title="没有这个问题">
        <p>网址不完整或有误，请从台账中打开。</p>
      </EmptyState>
    )
  return (
    <div className={styles['page']}>
      <Loading key={problemId} problemId={problemId} />
    </div>
  )
}

function Loading({ problemId }: { readonly problemId: MatterId }) {
  const { data: problem } = useProblem(problemId)
  const { data: plan, error, refetch } = useQuery(planQuery(problemId))
  if (!plan) return error ? <ErrorState message={error.message} onRetry={() => void refetch()} /> : <ProgressBar text="正在读取…" />
  return (
    <>
      <Crumbs>
        <Link to="/ledger">整改台账</Link> /{' '}
        <Link to="/problems/$problemId" params={{ problemId }}>
          {problem?.row.no ?? '问题'}
        </Link>{' '}
        / 整改方案
      </Crumbs>
      <div className={styles['pageHead']}>
        <h1>整改方案</h1>
        <span className={styles['of']}>{problem?.row.title}</span>
      </div>
      {plan.allowed.includes('rectification.plan') ? (
        <Editor problemId={problemId} plan={plan} />
      ) : (
        <MayNot problemId={problemId} plan={plan} />
      )}
    </>
  )
}

function Editor({ problemId, plan }: { readonly problemId: MatterId; readonly plan: Plan }) {
  const { data: terms, error, refetch } = useQuery(termsQuery(problemId))
  if (terms) return <PlanEditor problemId={problemId} plan={plan} terms={terms} />
  return error ? <ErrorState message={error.message} onRetry={() => void refetch()} /> : <ProgressBar text="正在读取…" />
}

const MayNot = ({ problemId, plan }: { readonly problemId: MatterId; readonly plan: Plan }) => (
  <EmptyState title="不能编制这份方案">
    <p>
      {plan.whyNot ??
        (plan.isPoint ? '点位沿用所属问题的措施，请到所属问题上编制。' : '由专班或承担整改的单位编制；如应由您编制，请联系专班。')}
    </p>
    <ButtonLink to="/problems/$problemId" params={{ problemId: plan.isPoint ? plan.planOf : problemId }}>
      {plan.isPoint ? '到所属问题' : '回到问题'}
    </ButtonLink>
  </EmptyState>
)
