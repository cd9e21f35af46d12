import { createHash } from 'node:crypto'
import { type District, post } from './district.ts'
import { type ConnectTo, connected } from './installation.ts'

/** What one act came to: answered with success, refused with a status, or cut off. */
export type Done = { readonly wording: string; readonly status: number | undefined }
let count = 0

/** Adds one problem with words of its own. */
export async function act(url: string, { officers: [officer], sourceId }: District): Promise<Done> {
  count += 1
  const wording = `第 ${count} 条 ${createHash('sha1').update(String(count)).digest('hex').slice(0, 8)}`
  const reply = await post(url, '/problems', officer, { level: 'problem', sourceId, wording }).catch(() => undefined)
  return { wording, status: reply?.status }
}

/** Acts one after the other on some lanes until it is ended; answers what each came to. */
export function actOn(url: string, district: District, lanes = 2) {
  const done: Done[] = []
  const first = Promise.withResolvers<void>()
  const ending = new AbortController()
  const lane = async () => {
    while (!ending.signal.aborted) {
      const one = await act(url, district)
      done.push(one)
      first.resolve()
      if (one.status === undefined) return
    }
  }
  const all = Promise.all(Array.from({ length: lanes }, lane))
  return {
    flowing: first.promise,
    end: async (): Promise<readonly Done[]> => {
      ending.abort()
      await all
      return done
    },
  }
}

/** The words of problems that are there, and how many events tell of one. */
export const problemsIn = (data: string | ConnectTo) =>
  connected(data, async (query) => {
    const rows = await query<{ wording: string; events: number }>(
      `select p.wording, (select count(*)::int from event e where e.subject = p.matter_id and e.act = 'problem.add') as events from problem p`,
    )
    return new Map(rows.map(({ wording, events }) => [wording, events]))
  })

/** Acknowledged acts that are not there. */
export const lostOf = (done: readonly Done[], there: ReadonlyMap<string, number>): readonly Done[] =>
  done.filter(({ wording, status }) => status === 200 && !there.has(wording))
