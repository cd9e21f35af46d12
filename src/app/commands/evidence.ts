import { basename } from 'node:path'
import type { z } from 'zod'
import type { EvidenceItem, listEvidenceEndpoint } from '#features/evidence/evidence.contract.ts'
import { PURPOSE_WORDS, SIDE_WORDS } from '#kernel/rooms/evidence.ts'
import type { ApiClient } from '../in-process-client.ts'
import { asUser } from './as-user.ts'
import { type Answer, type Args, type Command, type Flags, type Noun, UsageError, readInput } from './command.ts'
import { AS, choices, dayIn, listIn, momentIn, oneOf } from './flags.ts'
import { problemNamed } from './named.ts'
import { measureNumbered } from './plan.ts'

/** Uploads one file of the disk to a problem. */
export async function addFile(
  client: ApiClient,
  id: string,
  file: string,
  facts: Readonly<Record<string, string | undefined>>,
): Promise<EvidenceItem> {
  const params = Object.entries({ name: basename(file), ...facts }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  )
  return (await client.upload(
    `/matters/${id}/evidence?${new URLSearchParams(Object.fromEntries(params)).toString()}`,
    readInput(file),
  )) as unknown as EvidenceItem
}

/** Uploads several, for one purpose; answers their ids. */
export async function addFiles(client: ApiClient, id: string, files: readonly string[], purpose: string): Promise<string[]> {
  const ids: string[] = []
  for (const file of files) ids.push((await addFile(client, id, file, { purpose })).id)
  return ids
}

const filesOf = async (client: ApiClient, id: string) =>
  ((await client.get(`/matters/${id}/evidence`)) as unknown as z.output<typeof listEvidenceEndpoint.reply>).items

/** The standing file of this name, or whose SHA-256 begins so. */
async function fileNamed(client: ApiClient, id: string, reference: string): Promise<EvidenceItem> {
  const files = (await filesOf(client, id)).filter(({ takenDown }) => takenDown === null)
  const found = files.filter(({ name, hash }) => name === reference || (reference.length >= 6 && hash.startsWith(reference.toLowerCase())))
  if (found.length > 1)
    throw new UsageError(
      `有 ${found.length} 份“${reference}”，请改写 SHA-256 的开头：${found.map(({ hash }) => hash.slice(0, 12)).join('、')}`,
    )
  const [file] = found
  if (!file) throw new UsageError(`没有“${reference}”这份佐证，现有：${files.map(({ name }) => name).join('、') || '无'}`)
  return file
}

async function links(client: ApiClient, id: string, evidenceIds: readonly string[], flags: Flags) {
  const made = []
  for (const no of listIn(flags['measures'])) {
    const { measure } = await measureNumbered(client, id, no)
    made.push(...evidenceIds.map((evidenceId) => ({ measureId: measure.id, evidenceId })))
  }
  return made
}

async function add(client: ApiClient, id: string, { words: [, ...files], flags }: Args): Promise<void> {
  const facts = {
    purpose: oneOf(flags, 'purpose', PURPOSE_WORDS),
    side: oneOf(flags, 'side', SIDE_WORDS),
    takenAt: momentIn(flags, 'taken'),
  }
  await links(client, id, [], flags) // a wrong number is refused before anything is kept
  const items: EvidenceItem[] = []
  for (const file of files) items.push(await addFile(client, id, file, facts))
  const made = await links(
    client,
    id,
    items.map((item) => item.id),
    flags,
  )
  if (made.length > 0) await client.post(`/problems/${id}/evidence-links`, { add: made })
}

const relink =
  (side: 'add' | 'remove') =>
  async (client: ApiClient, id: string, { words: [, ...names], flags }: Args) => {
    const ids: string[] = []
    for (const name of names) ids.push((await fileNamed(client, id, name)).id)
    await client.post(`/problems/${id}/evidence-links`, { [side]: await links(client, id, ids, flags) })
  }

async function describe(client: ApiClient, id: string, { words: [, name = ''], flags }: Args): Promise<void> {
  const facts = {
    takenAt: momentIn(flags, 'taken'),
    effectiveOn: dayIn(flags, 'effective'),
    side: oneOf(flags, 'side', SIDE_WORDS),
    note: flags['note'],
  }
  if (Object.values(facts).every((value) => value === undefined))
    throw new UsageError('请用 --note、--taken、--effective 或 --side 写明要填的内容')
  await client.post(`/evidence/${(await fileNamed(client, id, name)).id}/facts`, facts)
}

const takeDown = async (client: ApiClient, id: string, { words: [, name = ''], flags }: Args) =>
  void (await client.post(`/evidence/${(await fileNamed(client, id, name)).id}/take-down`, { reason: flags['reason'] }))

const lineOf = ({ name, purpose, side, note, bytes, hash, takenDown }: EvidenceItem) =>
  [
    name,
    PURPOSE_WORDS[purpose],
    side && SIDE_WORDS[side],
    note,
    `${bytes} 字节`,
    `SHA-256 ${hash}`,
    takenDown && `已撤下：${takenDown.reason}`,
  ]
    .filter(Boolean)
    .join('，')

async function filesNow(client: ApiClient, id: string): Promise<Answer> {
  const items = await filesOf(client, id)
  return { text: items.length === 0 ? '尚无佐证材料' : items.map(lineOf).join('\n'), json: { items } }
}

type FileAct = (client: ApiClient, id: string, args: Args) => Promise<void>
type FileCommand = Pick<Command, 'about' | 'operands' | 'flags'> & { readonly must?: readonly string[] }
/** An act on the files of a problem; answers all of them as they stand then. */
const actOf = ({ about, operands, flags, must = [] }: FileCommand, work?: FileAct): Command => ({
  about,
  operands: ['编号', ...operands],
  flags: { ...AS, ...flags },
  must: ['as', ...must],
  run: async (args) =>
    asUser(args, async (client) => {
      const id = await problemNamed(client, args.words[0])
      await work?.(client, id, args)
      return filesNow(client, id)
    }),
})

const FILE = '文件名或SHA-256开头'
const SIDE = `前后：${choices(SIDE_WORDS)}`
const TAKEN = '"YYYY-MM-DD HH:MM"：拍摄时间，照片自带的以照片为准'
const MEASURES = '序号：证明第几条措施，多条用逗号隔开，如 1,2'

export const evidence: Noun = {
  about: '佐证材料',
  acts: {
    list: actOf({ about: '查看佐证材料', operands: [], flags: {} }),
    add: actOf(
      {
        about: '上传佐证材料，并关联到措施',
        operands: ['文件…'],
        flags: { measures: MEASURES, purpose: `用途：${choices(PURPOSE_WORDS)}；不写时为整改佐证`, side: SIDE, taken: TAKEN },
      },
      add,
    ),
    link: actOf(
      { about: '把已有佐证关联到措施', operands: [`${FILE}…`], flags: { measures: MEASURES }, must: ['measures'] },
      relink('add'),
    ),
    unlink: actOf(
      { about: '取消佐证与措施的关联', operands: [`${FILE}…`], flags: { measures: MEASURES }, must: ['measures'] },
      relink('remove'),
    ),
    describe: actOf(
      {
        about: '填写佐证说明',
        operands: [FILE],
        flags: { note: '说明：这份材料说明什么', side: SIDE, taken: TAKEN, effective: 'YYYY-MM-DD：制度、合同等生效日期' },
      },
      describe,
    ),
    'take-down': actOf(
      { about: '撤下佐证：材料和原因都留着，不再作为证明', operands: [FILE], flags: { reason: '原因：为什么撤下' }, must: ['reason'] },
      takeDown,
    ),
  },
}
