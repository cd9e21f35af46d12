import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { MatterId } from '#kernel/ids.ts'
import { EmptyNote } from '#ui/notes.tsx'
import { ProblemView } from './ProblemView.tsx'
import './problems.css'

type Props = {
  /** Who did what with a problem, from the room that keeps it. */
  readonly timelineOf?: (problemId: MatterId) => ReactNode
}

/** One problem with everything known of it, at an address of its own. */
export function ProblemPage({ timelineOf }: Props) {
  const params: { readonly problemId?: string } = useParams({ strict: false })
  const problemId = MatterId.safeParse(params.problemId).data
  if (!problemId)
    return (
      <EmptyNote title="没有这个问题">
        <p>网址不完整或有误，请从台账中打开。</p>
        <Link to="/ledger" className="ui-btn">
          到台账
        </Link>
      </EmptyNote>
    )
  return (
    <div className="pb-page">
      <nav className="pb-crumb ui-no-print">
        <Link to="/ledger">整改台账</Link> / 问题
      </nav>
      <ProblemView key={problemId} problemId={problemId} timeline={timelineOf?.(problemId)} />
    </div>
  )
}
