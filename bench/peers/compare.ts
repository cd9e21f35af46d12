import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { agentOf, send } from '../load.ts'
import { type Effort, type Figures, type Target, measure } from '../measure.ts'
import { type Place, targetOf } from '../place.ts'
import { startPeersFloor } from '../program.ts'
import type { Row } from '../rows.ts'
import { type Peer, peersOf } from './requests.ts'

export type PeerFigures = {
  readonly problems: number
  readonly op: string
  readonly connections: number
  readonly product: Figures
  readonly floor: Figures
  readonly cpu: number
  readonly floorCpu: number
  readonly ratio: number
  readonly peers: Peer['peers']
  /** What the product answers otherwise; empty: the same. */
  readonly otherwise: string
}

const cpuOf = ({ serverCpu, databaseCpu }: Figures) => serverCpu + databaseCpu
const CHECKED = 5

/** The six requests of the peers' comparison against a bare server over a plain table, which is made from what is in the installation now. */
export async function comparePeers(place: Place, problems: number, effort: Effort, connections: readonly number[]): Promise<PeerFigures[]> {
  const { admin, data, district } = place
  await admin.query('set lock_timeout to 0')
  for (const statement of readFileSync(new URL('table.sql', import.meta.url), 'utf8')
    .replaceAll(/^--.*$/gmu, '')
    .split(';'))
    if (statement.trim() !== '') await admin.query(statement)
  const { rows } = await admin.query<Row>(
    `select m.id, m.version from matter m join problem p on p.matter_id = m.id where m.state = 'open' and p.level <> 'item' order by m.id desc limit 20000`,
  )
  const bare = await startPeersFloor(data)
  const product = targetOf(place)
  const floor: Target = { ...product, url: bare.url, pid: bare.pid }
  const figures: PeerFigures[] = []
  try {
    for (const peer of peersOf(district, rows)) {
      const otherwise = await difference(peer, product.url, floor.url)
      for (const count of connections) {
        const [ours, theirs] = [await measure(product, peer.product, effort, count), await measure(floor, peer.floor, effort, count)]
        const [cpu, floorCpu] = [cpuOf(ours), cpuOf(theirs)]
        figures.push({
          problems,
          op: peer.op,
          connections: count,
          product: ours,
          floor: theirs,
          cpu,
          floorCpu,
          ratio: cpu / floorCpu,
          peers: peer.peers,
          otherwise,
        })
      }
    }
  } finally {
    await bare.stop()
  }
  return figures
}

const parsed = async (...request: Parameters<typeof send>) => JSON.parse((await send(...request)).toString()) as unknown

/** Where both answer otherwise, in words: ours may find more, since it looks at more columns, or say that a total is a bound; anything else is an error. */
async function difference({ op, product, floor, ofProduct, ofFloor }: Peer, ours: string, theirs: string): Promise<string> {
  const agent = agentOf(1)
  let found = ''
  for (let n = 0; n < CHECKED; n += 1) {
    const [mine, other] = [ofProduct(await parsed(agent, ours, product(n))), ofFloor(await parsed(agent, theirs, floor(n)))]
    if (isDeepStrictEqual(mine, other)) continue
    found ||= `${totalOf(mine)} for ${totalOf(other)}`
    // of a common word the product says that there are more than it counts
    const isBound = (mine as { isMore?: boolean }).isMore === true
    if (!op.startsWith('C') || (!isBound && totalOf(mine) < totalOf(other)))
      throw new Error(`${op}: ${JSON.stringify(mine).slice(0, 400)}, the floor ${JSON.stringify(other).slice(0, 400)}`)
  }
  agent.destroy()
  return found === '' ? '' : `other total: ${found}`
}
const totalOf = (answer: unknown): number => (answer as { total?: number }).total ?? Number.NaN
