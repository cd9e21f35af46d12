import { type Socket, createConnection, createServer } from 'node:net'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'

/** What the way to the database does: it carries, carries late, carries nothing, or is cut. */
type Mode = 'carries' | 'late' | 'nothing'

/** A way to the tests' database that can be made bad; its folder stands in place of the socket's. */
export async function wayToDatabase(lateMs: number) {
  const folder = mkdtempSync(join(inject('scratch'), 'way-'))
  const pairs = new Set<readonly [Socket, Socket]>()
  let mode: Mode = 'carries'
  const waiting: (() => void)[] = []
  const carry = (from: Socket, to: Socket) =>
    from.on('data', (bytes) => {
      const pass = () => void (to.destroyed || to.write(bytes))
      if (mode === 'carries') pass()
      else if (mode === 'late') setTimeout(pass, lateMs)
      else waiting.push(pass)
    })
  const server = createServer((near) => {
    const far = createConnection(join(inject('socketDir'), '.s.PGSQL.5432'))
    const pair = [near, far] as const
    pairs.add(pair)
    carry(near, far)
    carry(far, near)
    for (const [one, two] of [pair, [far, near] as const])
      one
        .on('error', () => {})
        .on('close', () => {
          two.destroy()
          pairs.delete(pair)
        })
  })
  await new Promise<void>((resolve) => void server.listen(join(folder, '.s.PGSQL.5432'), resolve))
  return {
    folder,
    be: (next: Mode) => {
      mode = next
      if (next === 'carries') for (const pass of waiting.splice(0)) pass()
    },
    cut: () => {
      for (const [near, far] of pairs) {
        near.destroy()
        far.destroy()
      }
    },
    close: () => server.close(),
  }
}
