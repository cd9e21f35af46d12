import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import type { Unit } from '../../org.contract.ts'
import { UNIT_KIND_WORDS } from '#kernel/rooms/org-tables.ts'
import type { Editing } from './UnitEditor.tsx'
import { treeOf } from './unit-tree.ts'
import { Button } from '#ui/form/Button.tsx'
import { PlainButton } from '#ui/form/PlainButton.tsx'
import { DataTable, type TableColumn } from '#ui/list/DataTable.tsx'
import styles from './UnitTree.module.css'

type Node = { readonly unit: Unit; readonly children: Node[] }
type Props = {
  readonly units: readonly Unit[]
  readonly isSearch: boolean
  readonly may: boolean
  readonly onEdit: (editing: Editing) => void
}
type Line = { readonly node: Node; readonly depth: number; readonly isOpen: boolean }

function linesOf(nodes: readonly Node[], isOpen: (node: Node, depth: number) => boolean, depth = 0): Line[] {
  return nodes.flatMap((node) => {
    const open = isOpen(node, depth)
    return [{ node, depth, isOpen: open }, ...(open ? linesOf(node.children, isOpen, depth + 1) : [])]
  })
}

/** The units as an indented table; the district is open, the rest opens on a click, a search shows every hit in its place. */
export function UnitTree({ units, isSearch, may, onEdit }: Props) {
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const tree = treeOf(units, (unit, children: Node[]) => ({ unit, children }))
  const lines = linesOf(tree, ({ unit }, depth) => isSearch || (depth === 0) !== turned.has(unit.id))
  const turn = (id: string) =>
    setTurned((before) => (before.has(id) ? new Set([...before].filter((each) => each !== id)) : new Set([...before, id])))
  return (
    <DataTable
      label="单位"
      narrow
      columns={columnsFor(may, onEdit, turn)}
      rows={lines}
      rowId={({ node }) => node.unit.id}
      isOver={({ node }) => node.unit.endedOn !== null}
    />
  )
}

const columnsFor = (may: boolean, onEdit: Props['onEdit'], turn: (id: string) => void): TableColumn<Line>[] => [
  { key: 'name', title: '名称', width: '34%', render: (line) => <Name line={line} may={may} onEdit={onEdit} onTurn={turn} /> },
  { key: 'short', title: '简称', onCard: 'off', render: ({ node }) => node.unit.shortName },
  { key: 'kind', title: '类别', width: '110px', onCard: 'off', render: ({ node }) => UNIT_KIND_WORDS[node.unit.kind] },
  { key: 'aliases', title: '别名', width: '22%', onCard: 'off', render: ({ node }) => node.unit.aliases.join('、') },
  { key: 'people', title: '在任人员', width: '84px', align: 'end', render: ({ node }) => <People unit={node.unit} /> },
  ...(may ? [{ key: 'act', title: '操作', width: '72px', align: 'end' as const, render: ({ node }: Line) => addBelow(node, onEdit) }] : []),
]

type NameProps = { readonly line: Line; readonly may: boolean; readonly onEdit: Props['onEdit']; readonly onTurn: (id: string) => void }
const Name = ({ line: { node, depth, isOpen }, may, onEdit, onTurn }: NameProps) => {
  const { unit, children } = node
  return (
    <span className={styles['name']} style={{ paddingLeft: depth * 20 }}>
      {children.length > 0 ? (
        <PlainButton
          className={styles['turn']}
          aria-expanded={isOpen}
          aria-label={`${isOpen ? '收起' : '展开'}${unit.name}`}
          onClick={() => onTurn(unit.id)}
        >
          ›
        </PlainButton>
      ) : (
        <i />
      )}
      {may ? (
        <Button variant="text" onClick={() => onEdit({ unit })}>
          {unit.name}
        </Button>
      ) : (
        unit.name
      )}
      {children.length > 0 && !isOpen && <small>{children.length}</small>}
      {unit.endedOn !== null && <StatusWord word={`已停用（至 ${unit.endedOn}）`} shape="dash" tone="muted" />}
    </span>
  )
}

const People = ({ unit: { id, people } }: { readonly unit: Unit }) =>
  people > 0 && (
    <Link to="/org/people" search={{ unit: id }}>
      {people}
    </Link>
  )

const addBelow = ({ unit }: Node, onEdit: Props['onEdit']) =>
  unit.endedOn === null && (
    <Button variant="text" onClick={() => onEdit({ under: unit })}>
      加下级
    </Button>
  )
