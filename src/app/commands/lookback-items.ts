import type { z } from 'zod'
import type { ItemRow, listItemsEndpoint } from '#features/lookback/items.contract.ts'
import type { Lookback, ProposalsReply, listLookbacksEndpoint } from '#features/lookback/lookback.contract.ts'
import { PROPOSAL_WORDS, type ProposalPart } from '#features/lookback/domain/proposals.ts'
import { LOOKBACK_RESULT_WORDS, OUTCOME_WORDS } from '#kernel/rooms/lookback.ts'
import type { ApiClient } from '../in-process-client.ts'
import { type Args, type Flags, UsageError } from './command.ts'
import { addFiles } from './evidence.ts'
import { dayIn, listIn, oneOf } from './flags.ts'
import { personNamed, problemNamed, unitNamed } from './named.ts'

const PAGE = 200

/** The campaign of this name; where two have the same, the one that still runs. */
export async function campaignNamed(client: ApiClient, name: string): Promise<string> {
  const { campaigns } = (await client.get('/lookbacks')) as unknown as z.output<typeof listLookbacksEndpoint.reply>
  const found = campaigns.filter((campaign) => campaign.name === name || campaign.id === name)
  const [one, other] = found.length > 1 ? found.filter(({ endedOn }) => endedOn === null) : found
  if (other) throw new UsageError(`有 ${found.length} 次“${name}”在办，请改写标识：${found.map(({ id }) => id).join('、')}`)
  if (!one) throw new UsageError(`没有“${name}”这次“回头看”，现有：${campaigns.map((campaign) => campaign.name).join('、') || '无'}`)
  return one.id
}
export const campaignOf = async (client: ApiClient, id: string) => (await client.get(`/lookbacks/${id}`)) as unknown as Lookback

/** Every item of a campaign that fits, a page at a time. */
export async function itemsOf(client: ApiClient, id: string, filter: Readonly<Record<string, string>>): Promise<ItemRow[]> {
  const rows: ItemRow[] = []
  for (let page = 1; ; page += 1) {
    const query = new URLSearchParams({ ...filter, size: String(PAGE), page: String(page), sort: 'no' })
    const found = (await client.get(`/lookbacks/${id}/items?${query.toString()}`)) as unknown as z.output<typeof listItemsEndpoint.reply>
    rows.push(...found.rows)
    if (found.rows.length < PAGE) return rows
  }
}

/** Under a number of those above, which the list does not tell. */
async function itemOfProblem(client: ApiClient, id: string, no: string): Promise<ItemRow | undefined> {
  const matterId = await problemNamed(client, no)
  return (await itemsOf(client, id, {})).find((row) => row.matterId === matterId)
}

async function itemNumbered(client: ApiClient, id: string, no: string): Promise<ItemRow> {
  const rows = await itemsOf(client, id, { q: no })
  const found = rows.find((row) => row.no === no) ?? (await itemOfProblem(client, id, no))
  if (!found) throw new UsageError(`这次“回头看”里没有编号为“${no}”的问题，或您无权查看`)
  return found
}

async function assigneeOf(client: ApiClient, { unit, person }: Flags) {
  if (unit !== undefined && person === undefined) return { unitId: await unitNamed(client, unit) }
  if (person !== undefined && unit === undefined) return { personId: await personNamed(client, person) }
  throw new UsageError('请用 --unit 或 --person 写明分派给谁，或用 --by 按属地、验收单位分派')
}

async function assignProposed(client: ApiClient, id: string, by: ProposalPart): Promise<void> {
  const { expected } = (await client.get(`/lookbacks/${id}/proposals?by=${by}`)) as unknown as ProposalsReply
  if (expected === 0) throw new UsageError(`没有可以${PROPOSAL_WORDS[by]}分派的：都已分派，或没有明确单位，或该单位就是牵头单位`)
  await client.post(`/lookbacks/${id}/assign-by`, { by, expected })
}

/** Gives items out: those named, or all that nobody has yet by a part of the problem. */
export async function assign(client: ApiClient, id: string, { words: [, ...nos], flags }: Args): Promise<void> {
  const by = oneOf(flags, 'by', PROPOSAL_WORDS)
  if (by !== undefined && nos.length > 0) throw new UsageError('--by 分派全部尚未分派的，不要再写编号')
  if (by !== undefined) return assignProposed(client, id, by)
  const to = await assigneeOf(client, flags)
  if (nos.length === 0) throw new UsageError('请写明分派哪些问题的编号')
  const items = []
  for (const no of nos) {
    const row = await itemNumbered(client, id, no)
    items.push({ id: row.id, version: row.version })
  }
  await client.post(`/lookbacks/${id}/assign`, { items, ...to })
}

/** What was found on the spot, with the files that prove it. */
export async function record(client: ApiClient, id: string, { words: [, no = ''], flags }: Args): Promise<void> {
  const row = await itemNumbered(client, id, no)
  const form = {
    result: oneOf(flags, 'result', LOOKBACK_RESULT_WORDS),
    found: flags['found'],
    visitedOn: dayIn(flags, 'on') ?? (await campaignOf(client, id)).asOf,
    visitors: listIn(flags['visitors']),
  }
  const evidenceIds = await addFiles(client, row.matterId, listIn(flags['files']), 'lookback')
  await client.post(`/lookback-items/${row.id}/record`, { ...form, evidenceIds }, row.version)
}

/** Ends one item. */
export async function decide(client: ApiClient, id: string, { words: [, no = ''], flags }: Args): Promise<void> {
  const row = await itemNumbered(client, id, no)
  await client.post(
    `/lookback-items/${row.id}/decide`,
    { outcome: oneOf(flags, 'outcome', OUTCOME_WORDS), reason: flags['reason'], dueOn: dayIn(flags, 'due'), basis: flags['basis'] },
    row.version,
  )
}
