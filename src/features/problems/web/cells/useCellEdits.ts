import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { CallError } from '#ui/api-client.ts'
import type { CellChange, ListedRow } from '../../problems.contract.ts'
import { callErrorOf, previewCells, saveCells } from './cell-calls.ts'
import { type CellDraft, MOST_CELLS, type VersionedCell, undoOf } from './cell-edits.ts'
import { LEDGER_PAGES, PROBLEMS } from '../problem-queries.ts'
import { toast } from '#ui/feedback/Toast.tsx'
import { useLatestRequest } from '../ledger/useLatestRequest.ts'

/** What somebody is about to change. It stays through every refusal until it is saved or given up: nothing typed is lost. */
export type Proposal = {
  readonly drafts: readonly CellDraft[]
  readonly cells: readonly VersionedCell[]
  readonly changes: readonly CellChange[]
  readonly doing: 'preview' | 'save' | undefined
  readonly refused: CallError | undefined
}
type VersionOf = (id: MatterId) => number | undefined
export type CellEdits = ReturnType<typeof useCellEdits>

/** Preview, save and take back cells. `versionOf` says in which version a problem was seen. */
export function useCellEdits(versionOf: VersionOf) {
  const client = useQueryClient()
  const [proposal, setProposal] = useState<Proposal>()
  const turn = useLatestRequest()
  const takeBack = useTakeBack()

  /** Shows what is being done, then what came of it; a refusal leaves everything typed in place. */
  const run = async (from: Proposal, work: () => Promise<Proposal | undefined>) => {
    const isMine = turn()
    setProposal({ ...from, refused: undefined })
    const next = await work().catch((error: unknown) => ({ ...from, doing: undefined, refused: callErrorOf(error) }))
    if (isMine()) setProposal(next)
  }
  const preview = (drafts: readonly CellDraft[], versionIn: VersionOf, changes: readonly CellChange[] = []) => {
    const from: Proposal = { drafts, cells: [], changes, doing: 'preview', refused: undefined }
    return run(from, async () => ({ ...from, ...(await previewCells(client, drafts, versionIn)), doing: undefined }))
  }
  const save = (now: Proposal, reason: string) =>
    run({ ...now, doing: 'save' }, async () => {
      const { changes, versions } = await saveCells(now.cells, reason)
      const cells = undoOf(changes, versions)
      toast({ text: `已保存 ${changes.length} 处改动`, act: { words: '撤销', run: () => void takeBack(cells) } })
      await client.invalidateQueries({ queryKey: PROBLEMS })
      return undefined
    })

  return {
    proposal,
    propose: (drafts: readonly CellDraft[]) => {
      const tooMany = `一次最多填 ${MOST_CELLS} 格，这次有 ${drafts.length} 格，请分几次填`
      if (drafts.length > MOST_CELLS) toast({ text: tooMany, tone: 'alarm' })
      if (drafts.length > 0 && drafts.length <= MOST_CELLS) void preview(drafts, versionOf)
    },
    confirm: (reason: string) => void (proposal && save(proposal, reason)),
    /** Reads the problems anew and previews the same texts on them. */
    again: () => {
      if (!proposal) return
      void client.refetchQueries({ queryKey: LEDGER_PAGES, type: 'active' })
      void preview(proposal.drafts, () => undefined, proposal.changes)
    },
    cancel: () => {
      turn()
      setProposal(undefined)
    },
  }
}

/** Takes cells back, says so, and offers another try where it did not work. */
function useTakeBack() {
  const client = useQueryClient()
  const takeBack = async (cells: readonly VersionedCell[]): Promise<void> => {
    toast('正在撤销…')
    try {
      await saveCells(cells, '撤销刚才的填写')
      toast(`已撤销 ${cells.length} 处改动`)
    } catch (error) {
      toast({ text: `没有撤销：${callErrorOf(error).message}`, tone: 'alarm', act: { words: '再试', run: () => void takeBack(cells) } })
    }
    await client.invalidateQueries({ queryKey: PROBLEMS })
  }
  return takeBack
}

/** Remembers in which version each problem was last seen, on whatever page of the list. */
export function useShownVersions(rows: readonly ListedRow[]): VersionOf {
  const [versions] = useState(() => new Map<string, number>())
  for (const { id, version } of rows) versions.set(id, Math.max(version, versions.get(id) ?? 0))
  return (id) => versions.get(id)
}
