import { sql } from 'kysely'
import { vectorText } from '#features/matters/domain/grams.ts'
import { wordingKey } from '#features/problems/domain/problem.ts'
import { hashOfWording } from '#features/problems/server/problems.queries.ts'
import type { WriteTx } from '#platform/db.ts'

/** One imported problem: what of its words a copy has to change. */
export type Base = {
  readonly id: string
  readonly no: string
  readonly point: string
  readonly wording: string | null
  readonly task: string | null
  readonly text: string
}
type Range = { readonly from: number; readonly to: number }

/** The last number of a text, so many steps further. */
const shifted = (text: string, by: number) =>
  text.replace(/\d+(?=\D*$)/u, (digits) => String(Number(digits) + by).padStart(digits.length, '0'))

const CHUNK = 5_000

/** Writes for the copies `from` to `to` of every base problem what SQL cannot know: its place and number, search grams and wording hash, by the product's own functions. */
export async function writeTexts(tx: WriteTx, bases: readonly Base[], { from, to }: Range): Promise<void> {
  await sql`truncate bench.copy`.execute(tx)
  for (let k = from; k < to; k += 1)
    for (let at = 0; at < bases.length; at += CHUNK) {
      const copies = bases.slice(at, at + CHUNK).map((base) => copyOf(base, k * bases.length))
      const column = (key: keyof ReturnType<typeof copyOf>) => copies.map((copy) => copy[key])
      await sql`
        insert into bench.copy (matter_id, k, point, new_point, no, new_no, vector, hash)
        select c.id, ${k}::int, c.point, c.new_point, c.no, c.new_no, c.vector::tsvector, c.hash
        from unnest(${column('id')}::uuid[], ${column('point')}::text[], ${column('newPoint')}::text[], ${column('no')}::text[],
          ${column('newNo')}::text[], ${column('vector')}::text[], ${column('hash')}::text[]) as c(id, point, new_point, no, new_no, vector, hash)`.execute(
        tx,
      )
    }
  await sql`analyze bench.copy`.execute(tx)
}

function copyOf({ id, no, point, wording, task, text }: Base, by: number) {
  const [newPoint, newNo] = [shifted(point, by), shifted(no, by)]
  const renewed = (words: string) => words.replaceAll(point, newPoint).replaceAll(no, newNo)
  const hash = hashOfWording(wordingKey({ wording: wording && renewed(wording), task: task && renewed(task), point: newPoint }))
  return { id, point, newPoint, no, newNo, vector: vectorText(renewed(text)), hash }
}
