import type { MatterId } from '#kernel/ids.ts'
import { MatterTimeline } from '#features/history/web/MatterTimeline.tsx'
import { LedgerPage } from '#features/problems/web/LedgerPage.tsx'
import { ProblemPage } from '#features/problems/web/ProblemPage.tsx'
import { REPORTS } from '#features/reports/web/exports.ts'

const timelineOf = (matterId: MatterId) => <MatterTimeline matterId={matterId} />

/** The ledger with what the rooms right of it add: files made of its rows. */
export const Ledger = () => <LedgerPage exports={REPORTS} timelineOf={timelineOf} />

export const Problem = () => <ProblemPage timelineOf={timelineOf} />
