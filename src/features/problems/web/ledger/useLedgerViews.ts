import { useQueryClient } from '@tanstack/react-query'
import { ViewId } from '#kernel/rooms/problems.ts'
import { call } from '#ui/api-client.ts'
import { useListViews } from '#ui/list/useListViews.ts'
import { removeViewEndpoint, saveViewEndpoint } from '../../problems.contract.ts'
import { VIEWS, useViews } from '../problem-queries.ts'
import type { LedgerList } from './ledger-list.ts'

/** One's own views of the ledger. `cols`: columns as chosen; undefined: the usual ones. */
export function useLedgerViews(page: LedgerList, cols: readonly string[] | undefined) {
  const client = useQueryClient()
  return useListViews({
    page,
    cols,
    views: useViews().data?.views ?? [],
    save: ({ name, query }) => call(saveViewEndpoint, {}, { name, query }),
    remove: (id) => call(removeViewEndpoint, { viewId: ViewId.parse(id) }, {}),
    onChanged: () => client.invalidateQueries({ queryKey: VIEWS }),
  })
}
