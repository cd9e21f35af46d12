import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { EmptyState, ErrorBanner, ErrorState } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { forgetKnownNameEndpoint, type listKnownNamesEndpoint } from '../../place.contract.ts'
import { OrgTabs } from '../OrgTabs.tsx'
import { useCan } from '../current-user.ts'
import { knownNamesQuery } from '../org-queries.ts'
import { useSaving } from '#ui/form/useSaving.ts'
import { Button } from '#ui/form/Button.tsx'
import { DataTable, type TableColumn } from '#ui/list/DataTable.tsx'
import { PageHeader } from '#ui/page/PageHeader.tsx'

type KnownName = z.infer<(typeof listKnownNamesEndpoint)['reply']>['names'][number]

const KIND_WORDS = { unit: '单位', person: '人员' } as const

/** What names in sheets were once said to mean; the next import goes by it. */
export function KnownNamesPage() {
  const { data: names, error, refetch } = useQuery(knownNamesQuery)
  const client = useQueryClient()
  const may = useCan('org.save-unit')
  const saving = useSaving()
  if (error && !names) return <ErrorState message={error.message} onRetry={() => void refetch()} />
  const forget = ({ kind, raw }: KnownName) =>
    saving.run(async () => {
      await call(forgetKnownNameEndpoint, {}, { kind, raw })
      await client.invalidateQueries({ queryKey: knownNamesQuery.queryKey })
    })
  return (
    <>
      <OrgTabs />
      <PageHeader title="已认得的名称" about="导入表格时指认过的写法。下次遇到同样的写法，直接按这里认。" />
      {saving.error && <ErrorBanner message={saving.error} />}
      {names && (
        <DataTable
          label="已认得的名称"
          columns={may ? [...COLUMNS, actColumn(saving.busy, (name) => void forget(name))] : COLUMNS}
          rows={names}
          rowId={({ kind, raw }) => kind + raw}
          empty={
            <EmptyState title="还没有指认过名称">
              <p>导入表格时，对不上的单位或人名在预览中指认一次，就会记在这里。</p>
            </EmptyState>
          }
        />
      )}
    </>
  )
}

const COLUMNS: readonly TableColumn<KnownName>[] = [
  { key: 'raw', title: '表格里的写法', isName: true, render: ({ raw }) => raw },
  { key: 'kind', title: '类别', width: '90px', render: ({ kind }) => KIND_WORDS[kind] },
  {
    key: 'target',
    title: '就是',
    render: ({ target }) => target ?? <span className="ui-quiet">不是本区的单位或人员，照原文保留</span>,
  },
]
const actColumn = (busy: boolean, forget: (name: KnownName) => void): TableColumn<KnownName> => ({
  key: 'act',
  title: '操作',
  width: '90px',
  align: 'end',
  onCard: 'bare',
  render: (name) => (
    <Button variant="text" disabled={busy} onClick={() => forget(name)}>
      取消指认
    </Button>
  ),
})
