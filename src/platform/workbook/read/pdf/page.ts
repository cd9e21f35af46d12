import { OPS } from 'unpdf/pdfjs'
import { withoutRadicals } from './radicals.ts'
import type { Item, Page, Rule } from './shapes.ts'

/** a b c d e f of a transformation, as the format writes it. */
type Matrix = readonly [number, number, number, number, number, number]
type Operators = { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] }
type Written = { readonly str: string; readonly transform: readonly number[]; readonly width: number }
type Seen = { readonly text: Written; readonly at: Matrix }

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

const matrixOf = (given: unknown): Matrix =>
  Array.isArray(given) || ArrayBuffer.isView(given) ? (Array.from(given as number[]) as unknown as Matrix) : ONE
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
  const seen = texts.filter(({ str }) => str.trim() !== '').map((text): Seen => ({ text, at: times(upright, matrixOf(text.transform)) }))
  const turn = turnOf(seen, view)
  const items = seen.map(({ text, at }) => ({ text, at: times(turn, at) })).filter(({ at }) => isLevel(at))
  return { items: items.map(itemOf), rules: rulesOf(operators, times(turn, upright)) }
}

const isLevel = (m: Matrix) => m[0] > 0 && Math.abs(m[1]) < m[0] * 0.1

function itemOf({ text, at }: Seen): Item {
  return { text: withoutRadicals(text.str), x: at[4], y: at[5], width: text.width, size: Math.hypot(at[2], at[3]) }
}

/** How the page must be turned so that most of its text stands upright. */
function turnOf(seen: readonly Seen[], { width, height }: { width: number; height: number }): Matrix {
  const count = (test: (m: Matrix) => boolean) => seen.reduce((sum, { text, at }) => sum + (test(at) ? text.str.length : 0), 0)
  const level = count(isLevel)
  const down = count((m) => m[1] > 0 && Math.abs(m[0]) < m[1] * 0.1)
  const up = count((m) => m[1] < 0 && Math.abs(m[0]) < -m[1] * 0.1)
  const over = count((m) => m[0] < 0 && Math.abs(m[1]) < -m[0] * 0.1)
  const most = Math.max(level, down, up, over)
  if (most === level) return ONE
  if (most === down) return [0, -1, 1, 0, 0, width]
  return most === up ? [0, 1, -1, 0, height, 0] : [-1, 0, 0, -1, width, height]
}

function rulesOf({ fnArray, argsArray }: Operators, start: Matrix): Rule[] {
  const rules: Rule[] = []
  const saved: Matrix[] = []
  let now = start
  fnArray.forEach((operator, i) => {
    const args = argsArray[i] as readonly unknown[] | null
    if (operator === OPS.save) saved.push(now)
    else if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd) now = saved.pop() ?? now
    else if (operator === OPS.transform) now = times(now, matrixOf(args))
    else if (operator === OPS.paintFormXObjectBegin) {
      saved.push(now)
      if (args?.[0]) now = times(now, matrixOf(args[0]))
    } else if (operator === OPS.constructPath && PAINTED.includes(Number(args?.[0]))) {
      rules.push(...pathRules(args ?? [], now))
    }
  })
  return rules.filter(({ x1, y1, x2, y2 }) => Math.hypot(x2 - x1, y2 - y1) >= LEAST)
}

const MOVE = 0
const LINE = 1
const CURVE = 2
const QUADRATIC = 3
const COORDINATES = [2, 2, 6, 4, 0]

/** The straight level and upright lines of a path: strokes as they are, thin filled boxes as the line they look like. */
function pathRules(args: readonly unknown[], m: Matrix): Rule[] {
  const [data] = args[1] as readonly (readonly number[] | null)[]
  if (!data) return []
  const strokes: Rule[] = []
  const all: { x: number; y: number }[] = []
  let boxes: { x: number; y: number }[] = []
  const rules: Rule[] = []
  const close = () => {
    rules.push(...thinBox(boxes))
    boxes = []
  }
  let first = { x: 0, y: 0 }
  let at = first
  const line = (to: { x: number; y: number }) => {
    strokes.push({ x1: at.x, y1: at.y, x2: to.x, y2: to.y })
    at = to
  }
  for (let i = 0; i < data.length;) {
    const kind = data[i] ?? 0
    const step = COORDINATES[kind] ?? 0
    const to = step >= 2 ? point(m, data[i + step - 1] ?? 0, data[i + step] ?? 0) : first
    if (kind === MOVE) {
      close()
      first = to
      at = to
    } else if (kind === CURVE || kind === QUADRATIC) at = to
    else line(to)
    if (kind === MOVE || kind === LINE) boxes.push(to)
    all.push(to)
    i += step + 1
  }
  close()
  return STROKED.includes(Number(args[0])) ? strokes.filter(isStraight) : rules
}

const isStraight = ({ x1, y1, x2, y2 }: Rule) => Math.min(Math.abs(x2 - x1), Math.abs(y2 - y1)) < 0.5

function thinBox(points: readonly { x: number; y: number }[]): Rule[] {
  if (points.length < 2) return []
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  const [x1, x2, y1, y2] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  if (x2 - x1 <= THIN && y2 - y1 > THIN) return [{ x1: (x1 + x2) / 2, y1, x2: (x1 + x2) / 2, y2 }]
  if (y2 - y1 <= THIN && x2 - x1 > THIN) return [{ x1, y1: (y1 + y2) / 2, x2, y2: (y1 + y2) / 2 }]
  return []
}
