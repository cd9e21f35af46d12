import { useState } from 'react'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { ErrorBanner, ProgressBar } from '#ui/feedback/states.tsx'
import { EDITABLE_WORDS } from '../../domain/editable.ts'
import type { CellChange } from '../../problems.contract.ts'
import type { CellEdits, Proposal } from './useCellEdits.ts'
import { Button } from '#ui/form/Button.tsx'
import { Dialog } from '#ui/feedback/Dialog.tsx'
import { CheckboxField } from '#ui/form/RadioField.tsx'
import { TextField } from '#ui/form/TextField.tsx'
import { DataTable, type TableColumn } from '#ui/list/DataTable.tsx'
import styles from './PreviewDialog.module.css'

type Props = { readonly edits: CellEdits; readonly proposal: Proposal }

/** What would change, before anything is written: before → after, with what one should know. */
export function PreviewDialog({ edits, proposal }: Props) {
  const [reason, setReason] = useState('')
  const { changes } = proposal
  const isSaving = proposal.doing === 'save'
  const ready = proposal.doing === undefined && proposal.refused === undefined && changes.length > 0
  return (
    <Dialog
      width="huge"
      title="核对改动"
      okText={isSaving ? '正在保存…' : changes.length > 0 ? `保存 ${changes.length} 处改动` : '保存'}
      cancelText="不改了"
      disabled={!ready}
      busy={isSaving}
      onOk={() => edits.confirm(reason)}
      onClose={edits.cancel}
    >
      <Refused edits={edits} proposal={proposal} />
      {proposal.doing === 'preview' ? <ProgressBar text={`正在核对 ${proposal.drafts.length} 格…`} /> : <Summary proposal={proposal} />}
      {changes.length > 0 && <Changes changes={changes} />}
      {ready && <TextField label="说明（可不填，记入办理记录）" max={200} value={reason} onChange={setReason} />}
    </Dialog>
  )
}

/** A refusal stands above what was to be saved; after somebody else's change the same texts are checked against the newest. */
function Refused({ edits, proposal }: Props) {
  const { refused } = proposal
  if (!refused) return null
  const stale = refused.code === 'matter.changed'
  return (
    <div>
      <ErrorBanner message={stale ? `${refused.message}。您填写的内容都还在` : refused.message} />
      <p className={styles['again']}>
        <Button variant="primary" onClick={edits.again}>
          {stale ? '读取最新内容，重新核对' : '再试一次'}
        </Button>
      </p>
      {proposal.changes.length === 0 && <Filled drafts={proposal.drafts} />}
    </div>
  )
}

const FEW = 5

/** What was filled in, while no answer says what it would change: nobody need fear for it. */
function Filled({ drafts }: Pick<Proposal, 'drafts'>) {
  const lines = [...new Set(drafts.map(({ column, text }) => `${EDITABLE_WORDS[column]}：${text || '（清空）'}`))]
  return (
    <>
      <p className={styles['again']}>您填写的 {drafts.length} 格还在：</p>
      <ul className={styles['filled']}>
        {lines.slice(0, FEW).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {lines.length > FEW && <li>……</li>}
      </ul>
    </>
  )
}

function Summary({ proposal: { drafts, changes, refused } }: { readonly proposal: Proposal }) {
  if (refused) return null
  const noticed = changes.filter(({ notice }) => notice !== null).length
  const same = drafts.filter(({ id, column }) => !changes.some((change) => change.id === id && change.column === column)).length
  const followed = changes.length - (drafts.length - same)
  if (changes.length === 0) return <p>所填内容与现有内容相同，没有要改的。</p>
  return (
    <p>
      填写 {drafts.length} 格，将改动 <b>{changes.length}</b> 处{followed > 0 && `（其中 ${followed} 处随之改变）`}
      {same > 0 && `，${same} 格与现有内容相同`}
      {noticed > 0 && (
        <span className={styles['noticed']}>
          <StatusWord word={`${noticed} 处请留意`} shape="diamond" tone="warn" />
        </span>
      )}
    </p>
  )
}

function Changes({ changes }: { readonly changes: readonly CellChange[] }) {
  const [onlyNoticed, setOnlyNoticed] = useState(false)
  const noticed = changes.filter(({ notice }) => notice !== null)
  const visible = onlyNoticed && noticed.length > 0 ? noticed : changes
  return (
    <>
      {noticed.length > 0 && noticed.length < changes.length && (
        <CheckboxField label="只看请留意的" value={onlyNoticed} onChange={setOnlyNoticed} />
      )}
      <div className={styles['changes']}>
        <DataTable label="改动" stickyHead columns={COLUMNS} rows={visible} rowId={({ id, column }) => `${id} ${column}`} />
      </div>
    </>
  )
}

/** On a phone the number stands for the title. */
const COLUMNS: readonly TableColumn<CellChange>[] = [
  { key: 'no', title: '编号', width: '120px', onCard: 'inline', render: ({ no }) => no ?? '—' },
  {
    key: 'title',
    title: '问题',
    width: '22%',
    onCard: 'off',
    render: ({ title }) => (
      <span className={styles['title']} title={title}>
        {title}
      </span>
    ),
  },
  { key: 'column', title: '列', width: '110px', onCard: 'inline', render: ({ column }) => EDITABLE_WORDS[column] },
  { key: 'before', title: '原为', render: ({ before }) => <span className={styles['before']}>{before || '（空）'}</span> },
  { key: 'after', title: '改为', render: ({ after }) => <b>{after || '（清空）'}</b> },
  {
    key: 'notice',
    title: '请留意',
    width: '18%',
    onCard: 'bare',
    render: ({ notice }) => (
      <span className={styles['notice']} data-tone="warn">
        {notice}
      </span>
    ),
  },
]
