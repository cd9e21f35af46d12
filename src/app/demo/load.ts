import { type Day, addDays } from '#kernel/days.ts'
import type { App } from '#platform/app.ts'
import { type ApiClient, signIn } from '../in-process-client.ts'
import { workCloseouts } from './closeouts.ts'
import { demoLedgerFile } from './district/ledger-file.ts'
import { type MoveClock, loadDistrict, momentOf } from './load-district.ts'
import { DEMO_PASSWORD } from './log-ins.ts'
import { lookBack } from './lookbacks.ts'
import { demoOtherFiles } from './district/other-files.ts'
import type { At } from './rectify.ts'
import { workTheLedger } from './work.ts'

/** Makes the demo district by importing its files and acting through the endpoints, as of `on`. */
export async function loadDemo(app: App, on: Day, setupCode: string, moveClock: MoveClock): Promise<void> {
  const sources = await loadDistrict(app, on, setupCode, moveClock)

  moveClock(momentOf(addDays(on, -40), '15:20'))
  await importFile(await signIn(app, 'officer', DEMO_PASSWORD), await demoLedgerFile(on), sources.get('present-self-check') ?? '', {
    把关单位: 'acceptanceUnit',
  })
  moveClock(momentOf(addDays(on, -20), '10:05'))
  const second = await signIn(app, 'officer2', DEMO_PASSWORD)
  for (const file of await demoOtherFiles(on)) await importFile(second, file, sources.get('present-self-check') ?? '', {})
  const at: At = (days, time) => moveClock(momentOf(addDays(on, days), time))
  await workTheLedger(app, on, at)
  await workCloseouts(app, on, at)
  await lookBack(app, on, at)
}

type File = { readonly name: string; readonly bytes: Uint8Array }
type Table = { readonly table: number; readonly columns: readonly { readonly index: number; readonly header: string }[] }

/** Uploads a file, chooses its source, corrects the columns that were taken for something else, and commits it. */
async function importFile(
  person: ApiClient,
  { name, bytes }: File,
  sourceId: string,
  corrections: Readonly<Record<string, string>>,
): Promise<void> {
  const { id } = await person.upload(`/intake?name=${encodeURIComponent(name)}`, bytes)
  const path = `/intake/${String(id)}`
  const { tables } = (await person.get(path)) as { tables: Table[] }
  const corrected = tables.map(({ table, columns }) => ({
    table,
    columns: Object.fromEntries(
      columns.flatMap(({ index, header }) =>
        corrections[header.split('/').at(-1) ?? ''] ? [[String(index), corrections[header.split('/').at(-1) ?? ''] ?? null]] : [],
      ),
    ),
  }))
  await person.post(`${path}/choices`, { sourceId, tables: corrected })
  await person.post(`${path}/commit`)
}
