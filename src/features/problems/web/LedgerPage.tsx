import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Alert, Segmented, Space, Table, type TableColumnsType, Tag } from 'antd'
import type { ReactNode } from 'react'
import { call } from '#ui/call.ts'
import { PROBLEM_STATES, type ProblemState, STATE_WORDS } from '../domain/problem.ts'
import { type LedgerRow, listProblemsEndpoint } from '../problems.contract.ts'

type Filter = { readonly state?: ProblemState | undefined; readonly page: number }
type Props = { readonly filter: Filter; readonly onFilter: (filter: Filter) => void; readonly actionsOf: (row: LedgerRow) => ReactNode }

type Choice = ProblemState | 'all'
const choices: { label: string; value: Choice }[] = [
  { label: '全部', value: 'all' },
  ...PROBLEM_STATES.map((state) => ({ label: STATE_WORDS[state], value: state })),
]

const columns = (actionsOf: Props['actionsOf']): TableColumnsType<LedgerRow> => [
  { title: '编号', dataIndex: 'number', width: 120 },
  { title: '问题', dataIndex: 'title' },
  { title: '责任单位', dataIndex: 'unit', width: 160 },
  { title: '状态', width: 100, render: (_, row) => <Tag>{STATE_WORDS[row.state]}</Tag> },
  { title: '未完成措施', dataIndex: 'openMeasures', width: 110, align: 'right' },
  {
    title: '时限',
    width: 170,
    render: (_, row) => (
      <>
        {row.dueOn} {row.overdue && <Tag color="error">已逾期</Tag>}
      </>
    ),
  },
  { title: '操作', width: 110, render: (_, row) => actionsOf(row) },
]

export function LedgerPage({ filter, onFilter, actionsOf }: Props) {
  const list = useQuery({
    queryKey: ['problems', filter],
    queryFn: () => call(listProblemsEndpoint, {}, filter),
    placeholderData: keepPreviousData,
  })
  if (list.error) return <Alert type="error" showIcon title={list.error.message} />
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      <Segmented<Choice>
        options={choices}
        value={filter.state ?? 'all'}
        onChange={(state) => onFilter({ page: 1, state: state === 'all' ? undefined : state })}
      />
      <Table
        size="small"
        bordered
        rowKey="id"
        loading={list.isPending}
        columns={columns(actionsOf)}
        dataSource={list.data?.rows ?? []}
        pagination={{
          current: filter.page,
          pageSize: 50,
          total: list.data?.total ?? 0,
          showTotal: (total) => `共 ${total} 项`,
          onChange: (page) => onFilter({ ...filter, page }),
        }}
      />
    </Space>
  )
}
