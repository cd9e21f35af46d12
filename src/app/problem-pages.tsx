import type { MatterId } from '#kernel/rooms/matters.ts'
import { CloseoutPanel } from '#features/closeout/web/panel/CloseoutPanel.tsx'
import { MatterTimeline } from '#features/history/web/MatterTimeline.tsx'
import { LookbackNote } from '#features/lookback/web/LookbackNote.tsx'
import { LedgerPage } from '#features/problems/web/ledger/LedgerPage.tsx'
import type { ProblemParts } from '#features/problems/web/problem/ProblemView.tsx'
import { ProblemPage } from '#features/problems/web/problem/ProblemPage.tsx'
import { PlanPanel } from '#features/rectification/web/PlanPanel.tsx'
import { PapersPanel } from '#features/reports/web/PapersPanel.tsx'
import { REPORTS } from '#features/reports/web/exports.ts'

const partsOf = (problemId: MatterId): ProblemParts => ({
  plan: <PlanPanel problemId={problemId} />,
  closeout: (
    <>
      <CloseoutPanel problemId={problemId} />
      <LookbackNote problemId={problemId} />
      <PapersPanel problemId={problemId} />
    </>
  ),
  timeline: <MatterTimeline matterId={problemId} />,
})

/** The ledger with what the rooms right of it add: files made of its rows. */
export const Ledger = () => <LedgerPage exports={REPORTS} partsOf={partsOf} />

export const Problem = () => <ProblemPage partsOf={partsOf} />
