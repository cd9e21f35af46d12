import { basename } from 'node:path'
import type { z } from 'zod'
import type { EvidenceItem, listEvidenceEndpoint } from '#features/evidence/evidence.contract.ts'
import { PURPOSE_WORDS } from '#features/evidence/domain/words.ts'
import type { Hand } from '../act.ts'
import { asUser } from './as-user.ts'
import { type Args, type Command, Refusal, readGiven } from './command.ts'
import { problemNamed } from './named.ts'
import { measureNumbered } from './plan.ts'

/** Uploads one file of the disk to a problem. */
export async function addFile(
  hand: Hand,
  id: string,
  file: string,
  facts: Readonly<Record<string, string | undefined>>,
): Promise<EvidenceItem> {
  const given = Object.entries({ name: basename(file), ...facts }).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  )
  return (await hand.upload(
    `/problems/${id}/evidence?${new URLSearchParams(Object.fromEntries(given)).toString()}`,
    readGiven(file),
  )) as unknown as EvidenceItem
}

async function add(hand: Hand, id: string, files: readonly string[], { flags }: Args): Promise<void> {
  if (files.length === 0) throw new Refusal('请给出要上传的文件')
  const items: EvidenceItem[] = []
  for (const file of files) items.push(await addFile(hand, id, file, { purpose: flags['purpose'], side: flags['side'] }))
  const links = []
  for (const no of (flags['measures'] ?? '').split(/[,，、]/u).filter(Boolean)) {
    const { measure } = await measureNumbered(hand, id, no)
    links.push(...items.map((item) => ({ measureId: measure.id, evidenceId: item.id })))
  }
  if (links.length > 0) await hand.post(`/problems/${id}/evidence-links`, { add: links })
}

const lineOf = ({ name, purpose, bytes, hash, takenDown }: EvidenceItem) =>
  `${name}，${PURPOSE_WORDS[purpose]}，${bytes} 字节，SHA-256 ${hash}${takenDown ? `，已撤下：${takenDown.reason}` : ''}`

export const evidence: Command = {
  usage: 'evidence list|add 编号 [文件…] --as 登录名 [--purpose proof] [--side before|after] [--measures 1,2]',
  about: '查看或上传佐证材料，并关联到措施',
  flags: ['as', 'purpose', 'side', 'measures'],
  run: async (args) => {
    const [act, no, ...files] = args.words
    if (act !== 'list' && act !== 'add') throw new Refusal('请说明 list（查看）或 add（上传）')
    return asUser(args, async (hand) => {
      const id = await problemNamed(hand, no)
      if (act === 'add') await add(hand, id, files, args)
      const { items } = (await hand.get(`/problems/${id}/evidence`)) as unknown as z.output<typeof listEvidenceEndpoint.reply>
      return { text: items.length === 0 ? '尚无佐证材料' : items.map(lineOf).join('\n'), json: { items } }
    })
  },
}
