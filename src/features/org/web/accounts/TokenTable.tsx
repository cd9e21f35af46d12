import { useState } from 'react'
import { minuteWords } from '#kernel/instants.ts'
import { TOKEN_ACTS } from '#kernel/token-acts.ts'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { ConfirmDialog } from '#ui/feedback/Dialog.tsx'
import { Button } from '#ui/form/Button.tsx'
import { DataTable, type TableColumn } from '#ui/list/DataTable.tsx'
import type { Token } from '../../tokens.contract.ts'
import styles from './tokens.module.css'

type Props = {
  readonly tokens: readonly Token[]
  /** Whose they are stands in the list, too. */
  readonly withOwner?: boolean
  readonly end: (id: Token['id']) => Promise<unknown>
  readonly onEnded: () => void
}

const MARKS = {
  good: { word: '有效', shape: 'check', tone: 'good' },
  expired: { word: '已到期', shape: 'dash', tone: 'muted' },
  ended: { word: '已作废', shape: 'dash', tone: 'muted' },
} as const

const OWNER: TableColumn<Token> = {
  key: 'owner',
  title: '所属人',
  onCard: 'inline',
  render: ({ owner }) => (
    <>
      {owner.name}
      <span className="ui-quiet">　{owner.unit}</span>
    </>
  ),
}
const columnsOf = (onEnd: (token: Token) => void): readonly TableColumn<Token>[] => [
  {
    key: 'name',
    title: '名称',
    isName: true,
    render: ({ name, mark }) => (
      <>
        <b>{name}</b>
        <span className="ui-quiet">　{mark}</span>
      </>
    ),
  },
  {
    key: 'acts',
    title: '可以做什么',
    render: ({ acts }) => (acts.length === 0 ? '只读' : `读取；${acts.map((act) => TOKEN_ACTS[act]).join('、')}`),
  },
  { key: 'expires', title: '有效期至', width: '100px', onCard: 'inline', render: ({ expiresOn }) => expiresOn },
  {
    key: 'used',
    title: '最近使用',
    width: '170px',
    render: ({ used }) => (used ? `${minuteWords(used.at)}　${used.from}` : <span className="ui-quiet">没有用过</span>),
  },
  { key: 'state', title: '状态', width: '84px', onCard: 'inline', render: ({ state }) => <StatusWord {...MARKS[state]} /> },
  {
    key: 'end',
    title: '',
    width: '76px',
    onCard: 'bare',
    render: (token) => (token.state === 'good' ? <Button onClick={() => onEnd(token)}>作废…</Button> : null),
  },
]

/** Tokens with what they may do, when and from where they were last used; good ones can be ended. */
export function TokenTable({ tokens, withOwner = false, end, onEnded }: Props) {
  const [ending, setEnding] = useState<Token>()
  const columns = columnsOf(setEnding)
  return (
    <div className={styles['table']}>
      <DataTable label="访问令牌" columns={withOwner ? [OWNER, ...columns] : columns} rows={tokens} rowId={({ id }) => id} empty={null} />
      {ending && (
        <ConfirmDialog title="作废访问令牌" okText="作废" work={() => end(ending.id)} onDone={onEnded} onClose={() => setEnding(undefined)}>
          <p>“{ending.name}”立即失效，用它的程序不能再读取或办理，且不能恢复。</p>
        </ConfirmDialog>
      )}
    </div>
  )
}
