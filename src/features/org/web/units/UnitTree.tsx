import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import type { Unit } from '../../org.contract.ts'
import { UNIT_KIND_WORDS } from '#kernel/rooms/org-tables.ts'
import type { Editing } from './UnitEditor.tsx'
import { treeOf } from './unit-tree.ts'
import { Button } from '#ui/form/Button.tsx'

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
    <div className="org-scroll">
      <table className="org-table">
        <thead>
          <tr>
            <th>名称</th>
            <th className="org-wide">简称</th>
            <th className="org-wide">类别</th>
            <th className="org-wide">别名</th>
            <th className="num">在任人员</th>
            {may && <th className="act">操作</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Row key={line.node.unit.id} line={line} may={may} onEdit={onEdit} onTurn={() => turn(line.node.unit.id)} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type RowProps = { readonly line: Line; readonly may: boolean; readonly onEdit: Props['onEdit']; readonly onTurn: () => void }
function Row({ line: { node, depth, isOpen }, may, onEdit, onTurn }: RowProps) {
  const { unit, children } = node
  const ended = unit.endedOn !== null
  return (
    <tr data-ended={ended}>
      <td>
        <span className="org-tree" style={{ paddingLeft: depth * 20 }}>
          {children.length > 0 ? (
            <button
              type="button"
              className="org-turn"
              aria-expanded={isOpen}
              aria-label={`${isOpen ? '收起' : '展开'}${unit.name}`}
              onClick={onTurn}
            >
              ›
            </button>
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
          {ended && <StatusWord word={`已停用（至 ${unit.endedOn}）`} shape="dash" tone="muted" />}
        </span>
      </td>
      <td className="org-wide">{unit.shortName}</td>
      <td className="org-wide">{UNIT_KIND_WORDS[unit.kind]}</td>
      <td className="org-wide">{unit.aliases.join('、')}</td>
      <td className="num">
        {unit.people > 0 && (
          <Link to="/org/people" search={{ unit: unit.id }}>
            {unit.people}
          </Link>
        )}
      </td>
      {may && (
        <td className="act">
          {!ended && (
            <Button variant="text" onClick={() => onEdit({ under: unit })}>
              加下级
            </Button>
          )}
        </td>
      )}
    </tr>
  )
}
