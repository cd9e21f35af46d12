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
export async function campaignNamed(hand: ApiClient, name: string): Promise<string> {
  const { campaigns } = (await hand.get('/lookbacks')) as unknown as z.output<typeof listLookbacksEndpoint.reply>
  const found = campaigns.filter((campaign) => campaign.name === name || campaign.id === name)
  const [one, other] = found.length > 1 ? found.filter(({ endedOn }) => endedOn === null) : found
  if (other) throw new UsageError(`有 ${found.length} 次“${name}”在办，请改写标识：${found.map(({ id }) => id).join('、')}`)
  if (!one) throw new UsageError(`没有“${name}”这次“回头看”，现有：${campaigns.map((campaign) => campaign.name).join('、') || '无'}`)
  return one.id
}
export const campaignOf = async (hand: ApiClient, id: string) => (await hand.get(`/lookbacks/${id}`)) as unknown as Lookback

/** Every item of a campaign that fits, a page at a time. */
export async function itemsOf(hand: ApiClient, id: string, filter: Readonly<Record<string, string>>): Promise<ItemRow[]> {
  const rows: ItemRow[] = []
  for (let page = 1; ; page += 1) {
    const query = new URLSearchParams({ ...filter, size: String(PAGE), page: String(page), sort: 'no' })
    const found = (await hand.get(`/lookbacks/${id}/items?${query.toString()}`)) as unknown as z.output<typeof listItemsEndpoint.reply>
    rows.push(...found.rows)
    if (found.rows.length < PAGE) return rows
  }
}

/** Under a number of those above, which the list does not tell. */
async function itemOfProblem(hand: ApiClient, id: string, no: string): Promise<ItemRow | undefined> {
  const matterId = await problemNamed(hand, no)
  return (await itemsOf(hand, id, {})).find((row) => row.matterId === matterId)
}

async function itemNumbered(hand: ApiClient, id: string, no: string): Promise<ItemRow> {
  const rows = await itemsOf(hand, id, { q: no })
  const found = rows.find((row) => row.no === no) ?? (await itemOfProblem(hand, id, no))
  if (!found) throw new UsageError(`这次“回头看”里没有编号为“${no}”的问题，或您无权查看`)
  return found
}

async function assigneeOf(hand: ApiClient, { unit, person }: Flags) {
  if (unit !== undefined && person === undefined) return { unitId: await unitNamed(hand, unit) }
  if (person !== undefined && unit === undefined) return { personId: await personNamed(hand, person) }
  throw new UsageError('请用 --unit 或 --person 写明分派给谁，或用 --by 按属地、验收单位分派')
}

async function assignProposed(hand: ApiClient, id: string, by: ProposalPart): Promise<void> {
  const { expected } = (await hand.get(`/lookbacks/${id}/proposals?by=${by}`)) as unknown as ProposalsReply
  if (expected === 0) throw new UsageError(`没有可以${PROPOSAL_WORDS[by]}分派的：都已分派，或没有明确单位，或该单位就是牵头单位`)
  await hand.post(`/lookbacks/${id}/assign-by`, { by, expected })
}

/** Gives items out: those named, or all that nobody has yet by a part of the problem. */
export async function assign(hand: ApiClient, id: string, { words: [, ...nos], flags }: Args): Promise<void> {
  const by = oneOf(flags, 'by', PROPOSAL_WORDS)
  if (by !== undefined && nos.length > 0) throw new UsageError('--by 分派全部尚未分派的，不要再写编号')
  if (by !== undefined) return assignProposed(hand, id, by)
  const to = await assigneeOf(hand, flags)
  if (nos.length === 0) throw new UsageError('请写明分派哪些问题的编号')
  const items = []
  for (const no of nos) {
    const row = await itemNumbered(hand, id, no)
    items.push({ id: row.id, version: row.version })
  }
  await hand.post(`/lookbacks/${id}/assign`, { items, ...to })
}

/** What was found on the spot, with the files that prove it. */
export async function record(hand: ApiClient, id: string, { words: [, no = ''], flags }: Args): Promise<void> {
  const row = await itemNumbered(hand, id, no)
  const form = {
    result: oneOf(flags, 'result', LOOKBACK_RESULT_WORDS),
    found: flags['found'],
    visitedOn: dayIn(flags, 'on') ?? (await campaignOf(hand, id)).asOf,
    visitors: listIn(flags['visitors']),
  }
  const evidenceIds = await addFiles(hand, row.matterId, listIn(flags['files']), 'lookback')
  await hand.post(`/lookback-items/${row.id}/record`, { ...form, evidenceIds }, row.version)
}

/** Ends one item. */
export async function decide(hand: ApiClient, id: string, { words: [, no = ''], flags }: Args): Promise<void> {
  const row = await itemNumbered(hand, id, no)
  await hand.post(
    `/lookback-items/${row.id}/decide`,
    { outcome: oneOf(flags, 'outcome', OUTCOME_WORDS), reason: flags['reason'] },
    row.version,
  )
}
