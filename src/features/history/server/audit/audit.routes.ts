import type { App } from '#platform/app.ts'
import { minuteIn } from '#platform/clock.ts'
import { type ReadContext, onRead } from '#platform/http.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { writeWorkbook } from '#platform/workbook/write/write-workbook.ts'
import { type AuditFilter, auditEndpoint, auditExportEndpoint, auditPeopleEndpoint } from '../../audit.contract.ts'
import { auditSheet } from './audit-sheet.ts'
import { historyPeople } from '../timeline.views.ts'
import { auditPage } from './audit.views.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Lines of one exported file. */
const MOST = 10_000
const SECOND = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' })

/** Reading and exporting the record. There is no endpoint that changes or removes any of it. */
export function auditRoutes(app: App) {
  onRead(app, auditEndpoint, ({ db, actor }, _, { before, size, ...filter }) => auditPage(db, actor, filter, { before, size }))
  onRead(app, auditPeopleEndpoint, async ({ db }) => ({ people: await historyPeople(db) }))
  onRead(app, auditExportEndpoint, (context, _, filter) => exported(context, filter))
}

async function exported({ db, actor, now }: ReadContext, filter: AuditFilter) {
  const { entries, older } = await auditPage(db, actor, filter, { size: MOST })
  if (older !== null) throw new RefusalError({ code: 'audit.too-many', detail: { most: MOST } })
  const cutOff = minuteIn(now)
  const sheet = auditSheet(entries, cutOff, (at) => SECOND.format(new Date(at)))
  const name = `审计记录_截至${cutOff.replaceAll(/[-:]/gu, '').replace(' ', '-')}.xlsx`
  return { name, type: XLSX, rows: entries.length, bytes: await writeWorkbook([sheet]) }
}
