import type { ApiClient } from '../in-process-client.ts'
import { UsageError } from './command.ts'
import { listIn } from './flags.ts'

type Row = { readonly id: string; readonly no: string | null; readonly upstreamNos: readonly string[] }
type Person = { readonly id: string; readonly name: string; readonly unit: { readonly id: string; readonly name: string } }
type Sources = { readonly sources: readonly { readonly id: string; readonly name: string }[] }
type Unit = { readonly id: string; readonly name: string; readonly shortName: string | null }

/** The problem with this number, the district's or an upstream one, among those the person may see. */
export async function problemNamed(client: ApiClient, no = ''): Promise<string> {
  const { rows, total, isMore } = (await client.get(`/problems?size=200&q=${encodeURIComponent(no)}`)) as unknown as {
    rows: Row[]
    total: number
    isMore: boolean
  }
  const found = rows.filter((row) => row.no === no || row.upstreamNos.includes(no))
  if (found.length > 1)
    throw new UsageError(`编号“${no}”对应 ${found.length} 个问题，请改用本区编号：${found.map((row) => row.no).join('、')}`)
  const [problem] = found
  if (!problem && total > rows.length)
    throw new UsageError(`有${isMore ? '超过' : ''} ${total} 个问题含“${no}”，请写完整的本区编号，例如：区改2026-0001`)
  if (!problem) throw new UsageError(`没有编号为“${no}”的问题，或您无权查看`)
  return problem.id
}

/** A person by name; where two have the same, the unit decides: 姓名@单位. */
export async function personNamed(client: ApiClient, reference: string): Promise<string> {
  const [name = '', unit] = reference.split('@')
  const { rows } = (await client.get(`/org/people?size=200&q=${encodeURIComponent(name)}`)) as unknown as { rows: Person[] }
  const unitId = unit === undefined ? undefined : await unitNamed(client, unit)
  const found = rows.filter((person) => person.name === name && (unitId === undefined || person.unit.id === unitId))
  if (found.length > 1)
    throw new UsageError(`有 ${found.length} 位“${name}”，请写明单位：${found.map((one) => `${name}@${one.unit.name}`).join('、')}`)
  const [person] = found
  if (!person) throw new UsageError(`没有登记过“${reference}”这个人，请先在“组织与人员”中新增`)
  return person.id
}

/** Several people by name, as a list says them. */
export const peopleNamed = async (client: ApiClient, names: string | undefined) => {
  const ids: string[] = []
  for (const name of listIn(names)) ids.push(await personNamed(client, name))
  return ids
}

/** A unit by its full or short name. */
export async function unitNamed(client: ApiClient, name: string): Promise<string> {
  const { units } = (await client.get('/org/units')) as unknown as { units: Unit[] }
  const unit = units.find((one) => one.name === name || one.shortName === name)
  if (!unit) throw new UsageError(`没有登记过“${name}”这个单位，请先在“单位”中新增`)
  return unit.id
}

/** A source of problems by its name. */
export async function sourceNamed(client: ApiClient, name: string | undefined): Promise<string> {
  const { sources } = (await client.get('/org/inspections')) as unknown as Sources
  const known = sources.map((source) => source.name).join('、')
  if (name === undefined) throw new UsageError(`请用 --source 说明问题来源。已登记的来源：${known}`)
  const found = sources.find((source) => source.name === name || source.id === name)
  if (!found) throw new UsageError(`没有登记过“${name}”这个问题来源。已登记的来源：${known}`)
  return found.id
}
