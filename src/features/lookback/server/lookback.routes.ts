import type { ReadContext } from '#platform/http.ts'
import type { App } from '#platform/app.ts'
import { onRead, onWrite } from '#platform/http.ts'
import { asReadDb } from '#platform/db.ts'
import { minuteIn } from '#platform/clock.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { UnwritableWorkbook, streamWorkbook } from '#platform/workbook/write/write-workbook.ts'
import { collector } from '#platform/workbook/write/zip.ts'
import type { LookbackId } from '#kernel/rooms/lookback.ts'
import type { UnitId } from '#kernel/rooms/org.ts'
import { lookbackCells, lookbackFrame } from '../domain/paper.ts'
import {
  assignByEndpoint,
  assignEndpoint,
  declaredFiguresEndpoint,
  endEndpoint,
  extendEndpoint,
  listLookbacksEndpoint,
  lookbackEndpoint,
  previewScopeEndpoint,
  proposalsEndpoint,
  startEndpoint,
} from '../lookback.contract.ts'
import {
  type ItemFilter,
  decideEndpoint,
  exportItemsEndpoint,
  itemEndpoint,
  listItemsEndpoint,
  problemLookbackEndpoint,
  recordEndpoint,
} from '../items.contract.ts'
import { endNow, extend, start } from './campaign.queries.ts'
import { campaign, campaigns } from './campaign.views.ts'
import { declaredFigures } from './declared.queries.ts'
import { decideItem } from './decide.queries.ts'
import { itemPage } from './item.views.ts'
import { assignBy, assignItems, proposalsFor, recordResult } from './items.queries.ts'
import { itemsById, itemsInOrder, listItems } from './items.views.ts'
import { versionNow } from './lookback.queries.ts'
import { problemLookback } from './problem-lookback.views.ts'
import { previewScope } from './scope.queries.ts'

export function lookbackRoutes(app: App) {
  campaignRoutes(app)
  itemRoutes(app)
  paperRoutes(app)
}

function campaignRoutes(app: App) {
  onRead(app, declaredFiguresEndpoint, ({ db, today }) => declaredFigures(db, today))
  onWrite(app, previewScopeEndpoint, async ({ read, answer }, _, scope) => answer(await read((db) => previewScope(db, scope))))
  onWrite(app, startEndpoint, ({ actor, today, commit }, _, form) =>
    commit(async (tx) => {
      const { events, id, items } = await start(tx, form, actor.id, today)
      return { events, result: { id, items } }
    }),
  )
  onRead(app, listLookbacksEndpoint, async ({ db, actor, today }) => ({ asOf: today, campaigns: await campaigns(db, actor, today) }))
  onRead(app, lookbackEndpoint, ({ db, actor, today }, { lookbackId }) => campaign(db, actor, today, lookbackId))
  onWrite(app, extendEndpoint, ({ expectedVersion, commit }, { lookbackId }, { expected }) =>
    commit(async (tx) => {
      const { events, added } = await extend(tx, lookbackId, expectedVersion, expected)
      return { events, result: { added, version: await versionNow(asReadDb(tx), 'lookback', lookbackId) } }
    }),
  )
  onWrite(app, endEndpoint, ({ expectedVersion, today, commit }, { lookbackId }, { reason }) =>
    commit(async (tx) => {
      const events = await endNow(tx, lookbackId, expectedVersion, reason, today)
      return { events, result: { version: await versionNow(asReadDb(tx), 'lookback', lookbackId) } }
    }),
  )
}

function itemRoutes(app: App) {
  onRead(app, listItemsEndpoint, ({ db, actor, today }, { lookbackId }, query) => listItems(db, { actor, today, lookbackId }, query))
  onRead(app, itemEndpoint, ({ db, actor, today }, { itemId }) => itemPage(db, actor, today, itemId))
  onRead(app, problemLookbackEndpoint, ({ db, actor, today }, { problemId }) => problemLookback(db, actor, today, problemId))
  onWrite(app, assignEndpoint, ({ today, commit }, { lookbackId }, { items, ...to }) =>
    commit(async (tx) => ({ events: await assignItems(tx, lookbackId, items, to, today), result: { assigned: items.length } })),
  )
  onRead(app, proposalsEndpoint, async ({ db }, { lookbackId }, { by }) => {
    const { units, ...left } = await proposalsFor(db, lookbackId, by)
    const counted = units.map(({ id, name, items }) => ({ id: id as UnitId, name, count: items.length }))
    return { units: counted, ...left, expected: counted.reduce((sum, { count }) => sum + count, 0) }
  })
  onWrite(app, assignByEndpoint, ({ commit }, { lookbackId }, { by, expected }) =>
    commit(async (tx) => ({ events: await assignBy(tx, lookbackId, by, expected), result: { assigned: expected } })),
  )
  onWrite(app, recordEndpoint, ({ actor, now, today, expectedVersion, commit }, { itemId }, form) =>
    commit((tx) => recordResult(tx, actor, { id: itemId, version: expectedVersion }, form, { now, today })),
  )
  onWrite(app, decideEndpoint, ({ actor, now, today, expectedVersion, commit }, { itemId }, form) =>
    commit((tx) => decideItem(tx, actor, { id: itemId, version: expectedVersion }, form, { now, today })),
  )
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

function paperRoutes(app: App) {
  onRead(app, exportItemsEndpoint, (context, { lookbackId }, filter) => paper(context, lookbackId, filter))
}

/** So many rows are read at a time, while the file is written. */
const BATCH = 250

/** Exactly what the list shows this person under this filter, as of this moment. */
async function paper({ db, actor, today, now }: ReadContext, lookbackId: LookbackId, filter: ItemFilter) {
  const { name, startedOn, dueOn, scopeWords: scope } = await campaign(db, actor, today, lookbackId)
  const items = await itemsInOrder(db, { actor, today, lookbackId }, filter)
  const cutOff = minuteIn(now)
  const file = `${name.replaceAll(/[\p{Cc}\\/:*?"<>|\s]+/gu, '')}清单_截至${cutOff.replaceAll(/[-:]/gu, '').replace(' ', '-')}.xlsx`
  try {
    const { sink, bytes } = collector()
    const rows = async (from: number) =>
      (await itemsById(db, today, items.slice(from, from + BATCH))).map((row, i) => lookbackCells(row, from + i))
    await streamWorkbook([{ frame: lookbackFrame(items, { name, startedOn, dueOn, cutOff, scope }), rows }], sink)
    return { name: file, type: XLSX, rows: items.length, bytes: bytes() }
  } catch (error) {
    if (error instanceof UnwritableWorkbook) throw new RefusalError({ code: 'report.unwritable', detail: { message: error.message } })
    throw error
  }
}
