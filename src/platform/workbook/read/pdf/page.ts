import { OPS } from 'unpdf/pdfjs'
import { withoutRadicals } from './radicals.ts'
import type { Item, Page, Rule } from './shapes.ts'

/** a b c d e f of a transformation, as the format writes it. */
type Matrix = readonly [number, number, number, number, number, number]
type Operators = { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] }
type Written = { readonly str: string; readonly transform: readonly number[]; readonly width: number }
type PlacedText = { readonly text: Written; readonly at: Matrix }

const ONE: Matrix = [1, 0, 0, 1, 0, 0]
const THIN = 3
const LEAST = 4
const PAINTED: readonly number[] = [
  OPS.stroke,
  OPS.closeStroke,
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
]
const STROKED: readonly number[] = [OPS.stroke, OPS.closeStroke, OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke]

const matrixOf = (value: unknown): Matrix =>
  Array.isArray(value) || ArrayBuffer.isView(value) ? (Array.from(value as number[]) as unknown as Matrix) : ONE
const times = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[2] * b[1],
  a[1] * b[0] + a[3] * b[1],
  a[0] * b[2] + a[2] * b[3],
  a[1] * b[2] + a[3] * b[3],
  a[0] * b[4] + a[2] * b[5] + a[4],
  a[1] * b[4] + a[3] * b[5] + a[5],
]
const point = (m: Matrix, x: number, y: number) => ({ x: m[0] * x + m[2] * y + m[4], y: m[1] * x + m[3] * y + m[5] })

/**
 * A page as a person holds it: texts and lines from its top left, however the file turns them.
 * Texts across the page (watermarks) are left out.
 */
export function pageOf(
  view: { transform: readonly number[]; width: number; height: number },
  texts: readonly Written[],
  operators: Operators,
): Page {
  const upright = matrixOf(view.transform)
  const placed = texts
    .filter(({ str }) => str.trim() !== '')
    .map((text): PlacedText => ({ text, at: times(upright, matrixOf(text.transform)) }))
  const turn = turnOf(placed, view)
  const items = placed.map(({ text, at }) => ({ text, at: times(turn, at) })).filter(({ at }) => isLevel(at))
  return { items: items.map(itemOf), rules: rulesOf(operators, times(turn, upright)) }
}

const isLevel = (m: Matrix) => m[0] > 0 && Math.abs(m[1]) < m[0] * 0.1

function itemOf({ text, at }: PlacedText): Item {
  return { text: withoutRadicals(text.str), x: at[4], y: at[5], width: text.width, size: Math.hypot(at[2], at[3]) }
}

/** How the page must be turned so that most of its text stands upright. */
function turnOf(placed: readonly PlacedText[], { width, height }: { width: number; height: number }): Matrix {
  const count = (test: (m: Matrix) => boolean) => placed.reduce((sum, { text, at }) => sum + (test(at) ? text.str.length : 0), 0)
  const level = count(isLevel)
  const down = count((m) => m[1] > 0 && Math.abs(m[0]) < m[1] * 0.1)
  const up = count((m) => m[1] < 0 && Math.abs(m[0]) < -m[1] * 0.1)
  const over = count((m) => m[0] < 0 && Math.abs(m[1]) < -m[0] * 0.1)
  const most = Math.max(level, down, up, over)
  if (most === level) return ONE
  if (most === down) return [0, -1, 1, 0, 0, width]
  return most === up ? [0, 1, -1, 0, height, 0] : [-1, 0, 0, -1, width, height]
}

type Walk = { now: Matrix; readonly saved: Matrix[]; readonly rules: Rule[] }

function enterForm(walk: Walk, args: readonly unknown[]): void {
  walk.saved.push(walk.now)
  if (args[0]) walk.now = times(walk.now, matrixOf(args[0]))
}
const leave = (walk: Walk) => void (walk.now = walk.saved.pop() ?? walk.now)

/** What moves the pen, and what draws with it; all else draws no lines. */
const OPERATORS = new Map<number, (walk: Walk, args: readonly unknown[]) => void>([
  [OPS.save, (walk) => void walk.saved.push(walk.now)],
  [OPS.restore, leave],
  [OPS.transform, (walk, args) => void (walk.now = times(walk.now, matrixOf(args)))],
  [OPS.paintFormXObjectBegin, enterForm],
  [OPS.paintFormXObjectEnd, leave],
  [OPS.constructPath, ({ rules, now }, args) => void rules.push(...pathRules(args, now))],
])

function rulesOf({ fnArray, argsArray }: Operators, start: Matrix): Rule[] {
  const walk: Walk = { now: start, saved: [], rules: [] }
  fnArray.forEach((operator, i) => OPERATORS.get(operator)?.(walk, (argsArray[i] as readonly unknown[] | null) ?? []))
  return walk.rules.filter(({ x1, y1, x2, y2 }) => Math.hypot(x2 - x1, y2 - y1) >= LEAST)
}

const MOVE = 0
const LINE = 1
const CLOSE = 4
/** How many numbers follow each kind of step: move, line, two kinds of curves, close. */
const COORDINATES = [2, 2, 6, 4, 0]
type Point = { readonly x: number; readonly y: number }

/** The straight level and upright lines of a path: strokes as they are, thin filled boxes as the line they look like. */
function pathRules([paint, path]: readonly unknown[], m: Matrix): Rule[] {
  const [data] = (path ?? []) as readonly (readonly number[] | null)[]
  if (!data || !PAINTED.includes(Number(paint))) return []
  const shapes = shapesOf(data, m)
  return STROKED.includes(Number(paint))
    ? shapes.flatMap(({ sides }) => sides).filter(isStraight)
    : shapes.flatMap(({ points }) => thinBox(points))
}

type Shape = { readonly points: Point[]; readonly sides: Rule[] }

/** The shapes of a path: from each move of the pen to the next. */
function shapesOf(data: readonly number[], m: Matrix): Shape[] {
  const shapes: Shape[] = []
  for (let i = 0, step = 0; i < data.length; i += step + 1) {
    const kind = data[i] ?? CLOSE
    step = COORDINATES[kind] ?? 0
    if (kind === MOVE) shapes.push({ points: [], sides: [] })
    const shape = shapes.at(-1)
    if (shape) extend(shape, kind, pointBefore(data, i + step, m))
  }
  return shapes
}

const pointBefore = (data: readonly number[], end: number, m: Matrix) => point(m, data[end - 1] ?? 0, data[end] ?? 0)

function extend({ points, sides }: Shape, kind: number, next: Point): void {
  const from = points.at(-1)
  const to = kind === CLOSE ? (points[0] ?? next) : next
  if (from && [LINE, CLOSE].includes(kind)) sides.push({ x1: from.x, y1: from.y, x2: to.x, y2: to.y })
  points.push(to)
}

const isStraight = ({ x1, y1, x2, y2 }: Rule) => Math.min(Math.abs(x2 - x1), Math.abs(y2 - y1)) < 0.5

function thinBox(points: readonly Point[]): Rule[] {
  if (points.length < 2) return []
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  const [x1, x2, y1, y2] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  if (x2 - x1 <= THIN && y2 - y1 > THIN) return [{ x1: (x1 + x2) / 2, y1, x2: (x1 + x2) / 2, y2 }]
  if (y2 - y1 <= THIN && x2 - x1 > THIN) return [{ x1, y1: (y1 + y2) / 2, x2, y2: (y1 + y2) / 2 }]
  return []
}
