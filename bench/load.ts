import { Agent, request } from 'node:http'

export type BenchRequest = {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** Of a change: the problem that it changes. */
  readonly about?: string
}

export type Who = 'handler' | 'officer' | 'leader' | 'head'
/** One kind of request, the n-th of which differs from its neighbours. `budgetMs`: the p95 of bench/README.md. */
export type Scenario = {
  readonly name: string
  readonly who: Who
  readonly requestOf: (n: number) => BenchRequest
  readonly budgetMs: number
}
export type Limits = { readonly connections: number; readonly count: number; readonly maxMs: number }

/** One request and its whole answer; anything but 200 is an error that says what came back. */
export function send(agent: Agent, url: string, { method, path, headers, body }: BenchRequest): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${url}${path}`, {
      agent,
      method,
      headers: { ...headers, ...(body && { 'content-length': Buffer.byteLength(body) }) },
    })
    outgoing.on('error', reject)
    outgoing.on('response', (reply) => {
      const chunks: Buffer[] = []
      reply.on('data', (chunk: Buffer) => void chunks.push(chunk))
      reply.on('error', reject)
      reply.on('end', () => {
        const bytes = Buffer.concat(chunks)
        if (reply.statusCode === 200) resolve(bytes)
        else reject(new Error(`${method} ${decodeURIComponent(path)}: ${reply.statusCode} ${bytes.toString().slice(0, 400)}`))
      })
    })
    outgoing.end(body)
  })
}

export const agentOf = (connections: number) => new Agent({ keepAlive: true, maxSockets: connections })

/** Keeps so many connections busy until the count or the time is reached; answers how long each request took, in ms. */
export async function load(url: string, requestOf: (n: number) => BenchRequest, { connections, count, maxMs }: Limits): Promise<number[]> {
  const agent = agentOf(connections)
  const took: number[] = []
  const end = performance.now() + maxMs
  let next = 0
  const worker = async () => {
    while (next < count && performance.now() < end) {
      const n = next++
      const began = performance.now()
      await send(agent, url, requestOf(n))
      took.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  agent.destroy()
  return took
}

/** The value below which a share of the sorted list lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
