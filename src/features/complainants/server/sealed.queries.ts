import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type ReadDb, type WriteTx, asReadDb, queryRows, transactionOf } from '#platform/db.ts'
import type { SecretBox } from '#platform/database/secret-box.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import type { SealedCell } from '../domain/sealed-cell.ts'

/** A cell on its way into the store; a row that became no problem has no matter. */
export type NewCell = SealedCell & { readonly matterId: string | null; readonly intakeId: string | null; readonly intakeSeq: number | null }
type Stored = Omit<SealedCell, 'text'> & { readonly id: string; readonly matterId: string | null; readonly sealed: Buffer }

/** A table of the store of the district a transaction works in, and to what place in it a seal is bound. No declared table, so that no query reads it by the way. */
export function sealedStore(db: ReadDb, name: 'cell' | 'redaction') {
  const schema = transactionOf(db)?.schema
  if (schema === undefined) throw new Error('what is sealed belongs to a transaction')
  const store = `${schema}_sealed`
  return { table: sql.id(store, name), placeOf: (...key: readonly (string | number)[]) => `${store}.${name}.sealed ${key.join(' ')}` }
}

/** The one role that may; the ordinary one is taken on again afterwards. */
export async function inSealedRole<T>(tx: WriteTx, work: () => Promise<T>): Promise<T> {
  await sql`set local role bihuan_sealed`.execute(tx)
  const result = await work()
  await sql`set local role ${sql.id(transactionOf(asReadDb(tx))?.kind === 'read' ? 'bihuan_reader' : 'bihuan_app')}`.execute(tx)
  return result
}

const CHUNK = 1000
const sameCell = (matterId: string | null, { head, kind, text }: SealedCell) => JSON.stringify([matterId, head, kind, text])

/** Puts cells into the store, encrypted; what a matter has there already is not put in again. */
export async function sealCells(tx: WriteTx, box: SecretBox | undefined, cells: readonly NewCell[]): Promise<void> {
  if (cells.length === 0) return
  if (!box) throw new RefusalError({ code: 'complainant.no-key' })
  const { table, placeOf } = sealedStore(asReadDb(tx), 'cell')
  await inSealedRole(tx, async () => {
    const matters = [...new Set(cells.flatMap(({ matterId }) => matterId ?? []))]
    const known = new Set((await opened(tx, box, matters)).map((cell) => sameCell(cell.matterId, cell)))
    const fresh = cells.filter((cell) => cell.matterId === null || !known.has(sameCell(cell.matterId, cell)))
    const rows = fresh.map(({ text, ...cell }) => {
      const id = randomUUID()
      return { ...cell, id, keyId: box.keyId, sealed: box.seal(text, placeOf(id)).toString('base64') }
    })
    for (let from = 0; from < rows.length; from += CHUNK)
      await sql`
        insert into ${table} (id, matter_id, intake_id, intake_seq, head, kind, in_text, key_id, sealed)
        select id, "matterId", "intakeId", "intakeSeq", head, kind, "inText", "keyId", decode(sealed, 'base64')
        from jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + CHUNK))}::jsonb)
          as r(id uuid, "matterId" uuid, "intakeId" uuid, "intakeSeq" int, head text, kind text, "inText" boolean, "keyId" text, sealed text)`.execute(
        tx,
      )
  })
}

type Opened = SealedCell & { readonly matterId: string | null }

async function opened(tx: WriteTx, box: SecretBox, matters: readonly string[]): Promise<Opened[]> {
  if (matters.length === 0) return []
  const { table, placeOf } = sealedStore(asReadDb(tx), 'cell')
  const rows = await queryRows<Stored>(
    asReadDb(tx),
    sql`select id, matter_id as "matterId", head, kind, in_text as "inText", sealed from ${table}
      where matter_id = any(${matters}::uuid[]) order by sealed_at, intake_seq, id`,
  )
  return rows.map(({ id, sealed, ...cell }) => {
    const text = box.open(sealed, placeOf(id))
    if (text === undefined) throw new RefusalError({ code: 'complainant.wrong-key' })
    return { ...cell, text }
  })
}

/** What is sealed of a matter, in the clear. Whoever calls this records that it was read. */
export async function openCells(tx: WriteTx, box: SecretBox | undefined, matterId: string): Promise<SealedCell[]> {
  if (!box) throw new RefusalError({ code: 'complainant.no-key' })
  const cells = await inSealedRole(tx, () => opened(tx, box, [matterId]))
  return cells.map(({ head, kind, text, inText }) => ({ head, kind, text, inText }))
}

/** What is sealed of some matters, for the program's own look at what else holds it; nobody reads it. */
export async function openCellsOf(tx: WriteTx, box: SecretBox | undefined, matters: readonly string[]): Promise<Map<string, SealedCell[]>> {
  if (!box) throw new RefusalError({ code: 'complainant.no-key' })
  const cells = await inSealedRole(tx, () => opened(tx, box, matters))
  return Map.groupBy(cells, ({ matterId }) => matterId ?? '')
}

/** How much of what kind is sealed of a matter, and nothing of what it is. */
export const countsOf = (db: ReadDb, matterId: string) =>
  queryRows<{ kind: SealedCell['kind']; cells: number }>(db, sql`select kind, cells from sealed_counts(${matterId}::uuid)`)

/** Sealed cells of matters that are gone. */
export const sealedAstray = (db: ReadDb) => queryRows<{ id: string }>(db, sql`select id from sealed_astray()`)

/** How many cells are sealed in the district. */
export async function sealedTotal(db: ReadDb): Promise<number> {
  const [row] = await queryRows<{ total: number }>(db, sql`select sealed_total() as total`)
  return row?.total ?? 0
}
