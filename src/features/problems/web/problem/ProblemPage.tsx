import { Link, useParams } from '@tanstack/react-router'
import { MatterId } from '#kernel/rooms/matters.ts'
import { EmptyState } from '#ui/feedback/states.tsx'
import { ProblemView } from './ProblemView.tsx'
import '../problems.css'

/** One problem with everything known of it, at an address of its own. */
export function ProblemPage() {
  const params: { readonly problemId?: string } = useParams({ strict: false })
  const problemId = MatterId.safeParse(params.problemId).data
  if (!problemId)
    return (
      <EmptyState title="没有这个问题">
        <p>网址不完整或有误，请从台账中打开。</p>
        <Link to="/ledger" className="ui-btn">
          到台账
        </Link>
      </EmptyState>
    )
  return (
    <div className="pb-page">
      <nav className="pb-crumb ui-no-print">
        <Link to="/ledger">整改台账</Link> / 问题
      </nav>
      <ProblemView key={problemId} problemId={problemId} />
    </div>
  )
}
