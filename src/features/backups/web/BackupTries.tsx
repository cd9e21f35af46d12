import { minuteWords } from '#kernel/instants.ts'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { EmptyState } from '#ui/feedback/states.tsx'
import { DataTable, type TableColumn } from '#ui/list/DataTable.tsx'
import type { Tried } from '#kernel/rooms/backup-status.ts'
import { KIND_WORDS, figuresOf } from '../domain/backup-words.ts'

const COLUMNS: readonly TableColumn<Tried>[] = [
  { key: 'at', title: '时间', width: '142px', isName: true, render: ({ at }) => minuteWords(at) },
  { key: 'kind', title: '内容', width: '92px', onCard: 'inline', render: ({ kind }) => KIND_WORDS[kind] },
  {
    key: 'outcome',
    title: '结果',
    width: '92px',
    onCard: 'inline',
    render: ({ ok, damaged }) =>
      ok ? (
        <StatusWord word={damaged ? '有损坏' : '成功'} shape={damaged ? 'triangle' : 'check'} tone={damaged ? 'alarm' : 'good'} />
      ) : (
        <StatusWord word="没有成功" shape="triangle" tone="alarm" />
      ),
  },
  { key: 'by', title: '发起', width: '92px', onCard: 'inline', render: ({ by }) => by },
  {
    key: 'figures',
    title: '详情',
    onCard: 'bare',
    render: (tried) => (
      <>
        <div>{figuresOf(tried)}</div>
        {tried.folder !== null && <div className="ui-quiet">{tried.folder}</div>}
      </>
    ),
  },
]

/** What was tried of late, whoever began it. */
export const BackupTries = ({ tries }: { readonly tries: readonly Tried[] }) => (
  <DataTable
    label="最近的备份和演练"
    columns={COLUMNS}
    rows={tries}
    rowId={({ at, kind }) => `${kind} ${at}`}
    empty={<EmptyState title="还没有备份过">设置好备份文件夹后，可以先做一次“立即备份”。</EmptyState>}
  />
)
