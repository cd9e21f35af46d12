import type { SheetMerge } from '#kernel/sheet.ts'
import { LIMITS } from '../limits.ts'
import type { Grid } from '../put-grid.ts'
import { type Item, type Line, type Page, type Rule, cellText, extentOf, linesOf, widthOf } from './shapes.ts'

/** A table whose cells are drawn: where it stands, its columns' edges, its texts. */
export type RuledTable = {
  readonly top: number
  readonly bottom: number
  readonly edges: readonly number[]
  readonly grid: Grid
  /** Texts that run over an edge, or cells that are no rectangles: a person must look. */
  readonly doubtful: boolean
}

const NEAR = 3
const MOST_RULES = 20_000
const isLevel = (rule: Rule) => Math.abs(rule.y2 - rule.y1) <= Math.abs(rule.x2 - rule.x1)

/** The drawn tables of a page and the text outside of them. */
export function ruledTables({ items, rules }: Page): { tables: RuledTable[]; rest: Item[] } {
  if (rules.length > MOST_RULES) return { tables: [], rest: [...items] } // a drawing, not a table
  const lines = joined(rules)
  const frames = together(lines).flatMap(frameOf)
  const inside = new Map(frames.map((frame) => [frame, [] as Item[]]))
  const rest: Item[] = []
  for (const item of items) {
    const frame = frames.find((one) => holds(one, item))
    if (frame) inside.get(frame)?.push(item)
    else rest.push(item)
  }
  return { tables: frames.map((frame) => tableOf(frame, inside.get(frame) ?? [])), rest }
}

/** Pieces of one line put together: borders are drawn cell by cell. */
function joined(rules: readonly Rule[]): Rule[] {
  const level = rules.filter(isLevel).map((r) => ({ at: (r.y1 + r.y2) / 2, from: Math.min(r.x1, r.x2), to: Math.max(r.x1, r.x2) }))
  const upright = rules
    .filter((r) => !isLevel(r))
    .map((r) => ({ at: (r.x1 + r.x2) / 2, from: Math.min(r.y1, r.y2), to: Math.max(r.y1, r.y2) }))
  return [
    ...runs(level).map(({ at, from, to }) => ({ x1: from, y1: at, x2: to, y2: at })),
    ...runs(upright).map(({ at, from, to }) => ({ x1: at, y1: from, x2: at, y2: to })),
  ]
}

type Run = { at: number; from: number; to: number }
function runs(pieces: readonly Run[]): Run[] {
  const places = steps(pieces.map(({ at }) => at))
  const snapped = pieces.map((piece) => ({ ...piece, at: nearest(places, piece.at) }))
  const done: Run[] = []
  for (const piece of snapped.toSorted((a, b) => a.at - b.at || a.from - b.from)) {
    const last = done.at(-1)
    if (last && last.at === piece.at && piece.from <= last.to + NEAR) last.to = Math.max(last.to, piece.to)
    else done.push(piece)
  }
  return done.filter(({ from, to }) => to - from > NEAR)
}

/** Positions that are one for the eye, in order. */
function steps(values: readonly number[]): number[] {
  const places: number[] = []
  for (const value of values.toSorted((a, b) => a - b)) {
    const last = places.at(-1)
    if (last === undefined || value - last > NEAR) places.push(value)
  }
  return places
}

const nearest = (places: readonly number[], value: number): number => places.findLast((one) => one <= value + 0.001) ?? value

/** Lines that touch each other, directly or through others. */
function together(lines: readonly Rule[]): Rule[][] {
  const group = lines.map((_, i) => i)
  const find = (i: number): number => {
    let root = i
    while (group[root] !== root) root = group[root] ?? root
    group[i] = root
    return root
  }
  lines.forEach((a, i) => {
    for (let j = i + 1; j < lines.length; j += 1) {
      const b = lines[j]
      if (b && touch(a, b)) group[find(j)] = find(i)
    }
  })
  const groups = new Map<number, Rule[]>()
  lines.forEach((line, i) => groups.set(find(i), [...(groups.get(find(i)) ?? []), line]))
  return [...groups.values()]
}

const touch = (a: Rule, b: Rule) =>
  isLevel(a) !== isLevel(b) && a.x1 <= b.x2 + NEAR && b.x1 <= a.x2 + NEAR && a.y1 <= b.y2 + NEAR && b.y1 <= a.y2 + NEAR

type Frame = { readonly xs: readonly number[]; readonly ys: readonly number[]; readonly lines: readonly Rule[] }

/** A frame around rows and columns; a page border, an underline or a box is none. */
function frameOf(lines: readonly Rule[]): Frame[] {
  const level = lines.filter(isLevel)
  const upright = lines.filter((line) => !isLevel(line))
  if (level.length < 2 || upright.length < 2) return []
  const xs = steps([...upright.map(({ x1 }) => x1), ...level.flatMap(({ x1, x2 }) => [x1, x2])])
  const ys = steps([...level.map(({ y1 }) => y1), ...upright.flatMap(({ y1, y2 }) => [y1, y2])])
  return xs.length > 2 && ys.length > 2 && xs.length <= LIMITS.columns + 1 ? [{ xs, ys, lines }] : []
}

const centre = (item: Item) => item.y - item.size * 0.35
const last = (values: readonly number[]) => values.at(-1) ?? 0

function holds({ xs, ys }: Frame, item: Item): boolean {
  const x = item.x + Math.min(item.width, item.size) / 2
  return x > (xs[0] ?? 0) && x < last(xs) && centre(item) > (ys[0] ?? 0) && centre(item) < last(ys)
}

type Box = { top: number; left: number; bottom: number; right: number; count: number; items: Item[] }

function tableOf(frame: Frame, items: readonly Item[]): RuledTable {
  const { xs, ys } = frame
  const boxes = boxesOf(frame)
  const all = [...new Set(boxes.flat())]
  let doubtful = all.some((box) => box.count !== (box.bottom - box.top + 1) * (box.right - box.left + 1))
  for (const item of items) doubtful = place(frame, boxes, item) || doubtful
  const lines = new Map(all.map((box) => [box, linesOf(box.items)]))
  const rooms = roomsOf(xs, lines)
  const merges: SheetMerge[] = []
  const rows = boxes.map((row, r) =>
    row.map((box, c) => {
      if (box.top !== r || box.left !== c) return null
      const { top, left, bottom, right } = box
      if (bottom > top || right > left) merges.push({ top, left, bottom, right })
      return cellText(lines.get(box) ?? [], rooms.get(columnsIn(box)) ?? 0)
    }),
  )
  return { top: ys[0] ?? 0, bottom: last(ys), edges: xs, grid: { rows, merges }, doubtful }
}

const MOST_PADDING = 8
const columnsIn = ({ left, right }: Box) => `${left} ${right}`

/** How wide a line can be in cells over the same columns: the column less its padding, seen from its lines. */
function roomsOf(xs: readonly number[], lines: ReadonlyMap<Box, readonly Line[]>): Map<string, number> {
  const rooms = new Map<string, { padding: number; widest: number; width: number }>()
  for (const [box, own] of lines) {
    const left = xs[box.left] ?? 0
    const room = rooms.get(columnsIn(box)) ?? { padding: MOST_PADDING, widest: 0, width: (xs[box.right + 1] ?? 0) - left }
    for (const { from, width } of own.map(extentOf)) {
      room.padding = Math.max(0, Math.min(room.padding, from - left))
      room.widest = Math.max(room.widest, width)
    }
    rooms.set(columnsIn(box), room)
  }
  return new Map([...rooms].map(([key, { padding, widest, width }]) => [key, Math.max(widest, width - 2 * padding)]))
}

/** Each place of the grid with the cell it belongs to: places with no line between them are one cell. */
function boxesOf({ xs, ys, lines }: Frame): Box[][] {
  const boxes = ys.slice(1).map((_, r) => xs.slice(1).map((__, c): Box => ({ top: r, left: c, bottom: r, right: c, count: 1, items: [] })))
  const walls = wallsOf(lines)
  for (const [r, row] of boxes.entries()) {
    for (const c of row.keys()) {
      if (!walls.upright(xs[c + 1] ?? 0, between(ys, r))) unite(boxes, row[c], row[c + 1])
      if (!walls.level(ys[r + 1] ?? 0, between(xs, c))) unite(boxes, row[c], boxes[r + 1]?.[c])
    }
  }
  return boxes
}

const between = (values: readonly number[], i: number) => ((values[i] ?? 0) + (values[i + 1] ?? 0)) / 2

/** Makes two cells one; beyond the last row or column there is none to unite with. */
function unite(boxes: readonly Box[][], a: Box | undefined, b: Box | undefined): void {
  if (!a || !b || a === b) return
  for (const row of boxes.slice(b.top, b.bottom + 1)) row.forEach((box, c) => box === b && (row[c] = a))
  a.top = Math.min(a.top, b.top)
  a.left = Math.min(a.left, b.left)
  a.bottom = Math.max(a.bottom, b.bottom)
  a.right = Math.max(a.right, b.right)
  a.count += b.count
}

function wallsOf(lines: readonly Rule[]) {
  const level = lines.filter(isLevel)
  const upright = lines.filter((line) => !isLevel(line))
  return {
    level: (y: number, x: number) => level.some((line) => Math.abs(line.y1 - y) <= NEAR && line.x1 <= x && x <= line.x2),
    upright: (x: number, y: number) => upright.some((line) => Math.abs(line.x1 - x) <= NEAR && line.y1 <= y && y <= line.y2),
  }
}

/** Puts a text into its cell, cut where it runs through several; says whether it stands over an edge without a gap there. */
function place({ xs, ys }: Frame, boxes: readonly Box[][], item: Item): boolean {
  const r = ys.findLastIndex((y) => y < centre(item))
  const c = xs.findLastIndex((x) => x < item.x + Math.min(item.width, item.size) / 2)
  const box = boxes[r]?.[c]
  if (!box) return true
  const edge = xs[box.right + 1] ?? 0
  const over = item.x + item.width - edge
  if (over < item.size * 0.5) {
    box.items.push(item)
    return false
  }
  const [before, after] = cutAt(item, edge)
  box.items.push(before)
  return after ? place({ xs, ys, lines: [] }, boxes, after) : true
}

/** The text before and after the gap that stands on the edge; all of it where there is none. */
function cutAt(item: Item, edge: number): [Item, Item | undefined] {
  const characters = Array.from(item.text)
  const unit =
    item.width /
    Math.max(
      1,
      characters.reduce((sum, one) => sum + widthOf(one), 0),
    )
  let x = item.x
  let best: { at: number; x: number; off: number } | undefined
  characters.forEach((one, at) => {
    const off = Math.abs(x + (widthOf(one) * unit) / 2 - edge)
    if (one === ' ' && off < item.size && (!best || off < best.off)) best = { at, x, off }
    x += widthOf(one) * unit
  })
  if (!best) return [item, undefined]
  const cut = { ...best, end: best.x + unit / 2 }
  const before = { ...item, text: characters.slice(0, cut.at).join(''), width: cut.x - item.x }
  const after = { ...item, text: characters.slice(cut.at + 1).join(''), x: Math.max(cut.end, edge), width: item.x + item.width - cut.end }
  return [before, after.text.trim() === '' ? undefined : after]
}
