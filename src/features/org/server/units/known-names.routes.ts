import { sql } from 'kysely'
import { OK } from '#kernel/endpoint.ts'
import { type ReadDb, type WriteTx, queryRows } from '#platform/db.ts'
import { type App, onRead, onWrite } from '#platform/http.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { forgetKnownNameEndpoint, listKnownNamesEndpoint, saveKnownNameEndpoint } from '../../place.contract.ts'
import { forgetName, rememberNames } from './known-names.queries.ts'
import { lockPlace } from '../locks.queries.ts'

type Shown = { kind: 'unit' | 'person'; raw: string; targetId: string | null; target: string | null }

const knownNamesView = async (db: ReadDb) => ({
  names: await queryRows(
    db,
    sql<Shown>`
    select k.kind, k.raw, k.target_id as "targetId", coalesce(u.name, p.name) as target
    from known_name k left join unit u on k.kind = 'unit' and u.id = k.target_id left join person p on k.kind = 'person' and p.id = k.target_id
    order by k.kind desc, k.raw`,
  ),
})

async function refuseUnknownTarget(tx: WriteTx, kind: 'unit' | 'person', target: string | null): Promise<void> {
  if (target === null) return
  const found = await tx.selectFrom(kind).select('id').where('id', '=', target).executeTakeFirst()
  if (!found) throw new RefusalError({ code: 'org.not-found' })
}

export function knownNameRoutes(app: App) {
  onRead(app, listKnownNamesEndpoint, ({ db }) => knownNamesView(db))

  onWrite(app, saveKnownNameEndpoint, ({ commit }, _, name) =>
    commit(async (tx) => {
      const subject = await lockPlace(tx)
      await refuseUnknownTarget(tx, name.kind, name.targetId)
      await rememberNames(tx, [name])
      return { events: [{ act: 'org.know-name', subject, rows: [['known_name', name.raw]] }], result: OK }
    }),
  )

  onWrite(app, forgetKnownNameEndpoint, ({ commit }, _, { kind, raw }) =>
    commit(async (tx) => {
      const subject = await lockPlace(tx)
      const { numDeletedRows } = await forgetName(tx, kind, raw)
      if (numDeletedRows === 0n) throw new RefusalError({ code: 'org.not-found' })
      return { events: [{ act: 'org.forget-name', subject, rows: [['known_name', raw]] }], result: OK }
    }),
  )
}
