import { Link, useParams } from '@tanstack/react-router'
import { MatterId } from '#kernel/rooms/matters.ts'
import { EmptyState } from '#ui/feedback/states.tsx'
import { ButtonLink } from '#ui/form/ButtonLink.tsx'
import { Crumbs } from '#ui/page/PageHeader.tsx'
import { ProblemView } from './ProblemView.tsx'
import styles from './ProblemPage.module.css'

/** One problem with everything known of it, at an address of its own. */
export function ProblemPage() {
  const params: { readonly problemId?: string } = useParams({ strict: false })
  const problemId = MatterId.safeParse(params.problemId).data
  if (!problemId)
    return (
      <EmptyState title="没有这个问题">
        <p>网址不完整或有误，请从台账中打开。</p>
        <ButtonLink to="/ledger">到台账</ButtonLink>
      </EmptyState>
    )
  return (
    <div className={styles['page']}>
      <Crumbs>
        <Link to="/ledger">整改台账</Link> / 问题
      </Crumbs>
      <ProblemView key={problemId} problemId={problemId} />
    </div>
  )
}
