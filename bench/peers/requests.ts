import type { District } from '../district.ts'
import type { BenchRequest } from '../load.ts'
import { RUN, type Row, nextOf } from '../rows.ts'

/** One of the peers' six: asked of the product and of the floor, and what of both answers must be the same. */
export type Peer = {
  readonly op: string
  /** CPU a request as multiples of the floor, eight connections, as the issue has them. */
  readonly peers: { readonly directus: number; readonly nocobase: number }
  readonly product: (n: number) => BenchRequest
  readonly floor: (n: number) => BenchRequest
  /** What must agree of an answer. */
  readonly ofProduct: (answer: unknown) => unknown
  readonly ofFloor: (answer: unknown) => unknown
}
type Page = {
  readonly total: number
  readonly isMore?: boolean
  readonly rows: readonly { readonly id: string; readonly remark: string | null }[]
}
type Unit = { readonly id: string; readonly closure: Readonly<Record<string, number>> }

const BIG = 500
/** What the floor's table holds besides number, title and state. */
const FLOOR_COLUMNS = 'wording,point,region,target,remark,deadline,dueOn,lead,source,progressText'
const WORDS = ['扬尘', '排口', '水务', '堆场', '餐饮', '湿地', '码头', '管网', '养殖', '立项']
const ids = ({ total, rows }: Page) => ({ total, ids: rows.map(({ id }) => id) })
const read = (path: string, headers: Readonly<Record<string, string>> = {}): BenchRequest => ({ method: 'GET', path, headers })
const cells = (counts: readonly (readonly [unit: string, status: string, n: number])[]) =>
  counts
    .filter(([, , n]) => n > 0)
    .map((cell) => cell.join(' '))
    .toSorted()

const word = (n: number) => encodeURIComponent(WORDS[n % WORDS.length] ?? '')

/** List with three filters and total, page of 500, word, one record, update with history, count by status and unit. */
export function peersOf({ officer, head, departments, towns, sources }: District, rows: readonly Row[]): Peer[] {
  const { headers } = officer
  const units = [...towns, ...departments]
  const filter = (n: number) => `unit=${units[n % units.length]?.id ?? ''}&source=${sources[n % sources.length]?.id ?? ''}&size=50`
  const record = (n: number) => rows[(n * 7919) % rows.length]?.id ?? ''
  const page = (n: number) => n % Math.max(1, Math.min(10, Math.floor(rows.length / BIG)))
  return [
    {
      op: 'A list, three filters, total',
      peers: { directus: 10, nocobase: 22 },
      product: (n) => read(`/api/problems?closure=open&${filter(n)}`, headers),
      floor: (n) => read(`/list?status=open&${filter(n)}`),
      ofProduct: (answer) => ids(answer as Page),
      ofFloor: (answer) => ids(answer as Page),
    },
    {
      op: 'B page of 500',
      peers: { directus: 4.6, nocobase: 6 },
      product: (n) => read(`/api/problems?size=${BIG}&page=${page(n) + 1}&columns=${FLOOR_COLUMNS}`, headers),
      floor: (n) => read(`/page?size=${BIG}&page=${page(n) + 1}`),
      ofProduct: (answer) => ids(answer as Page),
      ofFloor: (answer) => ids(answer as Page),
    },
    {
      op: 'C word',
      peers: { directus: 8.9, nocobase: 184 },
      product: (n) => read(`/api/problems?size=50&q=${word(n)}`, headers),
      floor: (n) => read(`/word?size=50&q=${word(n)}`),
      ofProduct: (answer) => ({ ...ids(answer as Page), isMore: (answer as Page).isMore }),
      ofFloor: (answer) => ({ ...ids(answer as Page), isMore: false }),
    },
    {
      op: 'D one record',
      peers: { directus: 31, nocobase: 34 },
      product: (n) => read(`/api/problems/${record(n)}`, headers),
      floor: (n) => read(`/${record(n)}`),
      ofProduct: (answer) => wordsOf((answer as { row: object }).row),
      ofFloor: (answer) => wordsOf(answer as object),
    },
    updating(headers, rows),
    counting(head.headers),
  ]
}

const SAME = ['id', 'title', 'wording', 'point', 'region', 'target', 'deadlineRaw', 'dueOn', 'progressText']
const camel = (key: string) => key.replace(/_(\w)/gu, (_, letter: string) => letter.toUpperCase())
const wordsOf = (row: object) => {
  const all: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(row).map(([key, value]) => [camel(key), value]))
  return Object.fromEntries(SAME.map((key) => [key, all[key]]))
}

function updating(headers: Readonly<Record<string, string>>, rows: readonly Row[]): Peer {
  let [edited, updated] = [0, 0]
  return {
    op: 'E update with history',
    peers: { directus: 16, nocobase: 12.5 },
    product: () => {
      const { id, version } = nextOf(rows, edited++)
      const body = JSON.stringify({ cells: [{ id, version, column: 'remark', text: `现场复核第${edited}次${RUN}` }], reason: '核对后填写' })
      return { method: 'POST', path: '/api/problems/cells', headers: { ...headers, 'content-type': 'application/json' }, body, about: id }
    },
    floor: () => {
      const { id } = nextOf(rows, updated++)
      return {
        method: 'POST',
        path: '/update',
        headers: {},
        body: JSON.stringify({ id, remark: `现场复核第${updated}次${RUN}` }),
        about: id,
      }
    },
    ofProduct: (answer) => Object.keys((answer as { versions: object }).versions),
    ofFloor: (answer) => [(answer as { id: string }).id],
  }
}

const counting = (headers: Readonly<Record<string, string>>): Peer => ({
  op: 'F count, status × unit',
  peers: { directus: 4.2, nocobase: 4.7 },
  product: () => read('/api/desk/units', headers),
  floor: () => read('/count'),
  ofProduct: (answer) =>
    cells(
      (answer as { units: Unit[] }).units.flatMap(({ id, closure }) =>
        Object.entries(closure).map(([status, count]) => [id, status, count] as const),
      ),
    ),
  ofFloor: (answer) => cells((answer as { id: string; status: string; n: number }[]).map(({ id, status, n }) => [id, status, n] as const)),
})
