import { useQuery, useQueryClient } from '@tanstack/react-query'
import { EmptyState, ErrorBanner, ErrorState } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { forgetKnownNameEndpoint } from '../../place.contract.ts'
import { OrgTabs } from '../OrgTabs.tsx'
import { PageHead } from '../PageHead.tsx'
import { useCan } from '../current-user.ts'
import { knownNamesQuery } from '../org-queries.ts'
import { useSaving } from '#ui/form/useSaving.ts'
import { Button } from '#ui/form/Button.tsx'

const KIND_WORDS = { unit: '单位', person: '人员' } as const

/** What names in sheets were once said to mean; the next import goes by it. */
export function KnownNamesPage() {
  const { data: names, error, refetch } = useQuery(knownNamesQuery)
  const client = useQueryClient()
  const may = useCan('org.save-unit')
  const saving = useSaving()
  if (error && !names) return <ErrorState message={error.message} onRetry={() => void refetch()} />
  const forget = (name: { kind: 'unit' | 'person'; raw: string }) =>
    saving.run(async () => {
      await call(forgetKnownNameEndpoint, {}, name)
      await client.invalidateQueries({ queryKey: knownNamesQuery.queryKey })
    })
  return (
    <>
      <OrgTabs />
      <PageHead title="已认得的名称" about="导入表格时指认过的写法。下次遇到同样的写法，直接按这里认。" />
      {saving.error && <ErrorBanner message={saving.error} />}
      {names?.length === 0 && (
        <EmptyState title="还没有指认过名称">
          <p>导入表格时，对不上的单位或人名在预览中指认一次，就会记在这里。</p>
        </EmptyState>
      )}
      {names && names.length > 0 && (
        <div className="org-scroll">
          <table className="org-table">
            <thead>
              <tr>
                <th>表格里的写法</th>
                <th>类别</th>
                <th>就是</th>
                {may && <th className="act">操作</th>}
              </tr>
            </thead>
            <tbody>
              {names.map(({ kind, raw, target }) => (
                <tr key={kind + raw}>
                  <td>{raw}</td>
                  <td>{KIND_WORDS[kind]}</td>
                  <td>{target ?? <span className="ui-quiet">不是本区的单位或人员，照原文保留</span>}</td>
                  {may && (
                    <td className="act">
                      <Button variant="text" disabled={saving.busy} onClick={() => void forget({ kind, raw })}>
                        取消指认
                      </Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}
