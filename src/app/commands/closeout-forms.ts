import type { Closeout } from '#features/closeout/closeout.contract.ts'
import type { Plan } from '#features/rectification/rectification.contract.ts'
import type { ApiClient } from '../in-process-client.ts'
import { type Flags, UsageError } from './command.ts'
import { addFile, addFiles } from './evidence.ts'
import { dayIn, listIn, momentIn, numberedIn } from './flags.ts'
import { peopleNamed, personNamed } from './named.ts'

/** A problem, its close-out as it stands, and who acts on it with what. */
export type Case = {
  readonly client: ApiClient
  readonly id: string
  readonly now: Closeout
  readonly flags: Flags
  readonly words: readonly string[]
}
export type Form = Readonly<Record<string, unknown>>

/** A page signed on paper: whose, when, and the scan of it. */
export async function onBehalf({ client, id, flags, now }: Case): Promise<Form> {
  const { signatory, scan } = flags
  if (signatory === undefined) {
    if (scan !== undefined) throw new UsageError('--scan 是代录用的，请用 --signatory 写明签署人')
    return {}
  }
  if (scan === undefined) throw new UsageError('代录须用 --scan 给出签字页的扫描件')
  const signatoryId = await personNamed(client, signatory)
  return { signatoryId, signedOn: dayIn(flags, 'on', now.asOf), scanId: (await addFile(client, id, scan, { purpose: 'opinion' })).id }
}

export async function scanOf({ client, id, flags }: Case, purpose: string): Promise<Form> {
  return flags['scan'] === undefined ? {} : { scanId: (await addFile(client, id, flags['scan'], { purpose })).id }
}

/** What is signed: the facts as they stand, or those that were read where the person says which. */
export function sealOf({ now, flags }: Case): string {
  const { seal } = flags
  if (seal === undefined || (seal.length >= 8 && now.seal.startsWith(seal))) return now.seal
  throw new UsageError('材料已变动（与 --seal 不符），请用 closeout show 重新核对后再签')
}

/** A step it may be sent back to, by its key or its name. */
export function stepBack({ now, flags }: Case): string | undefined {
  const reference = flags['back-to']
  if (reference === undefined) return undefined
  const step = now.returnTo.find(({ key, name }) => key === reference || name === reference)
  if (step) return step.key
  throw new UsageError(`不能退回到“${reference}”，可以退回到：${now.returnTo.map(({ key, name }) => `${key} ${name}`).join('、') || '无'}`)
}

/** A line a measure: those refused with the remark, all others accepted with all their proof. */
async function linesOf({ client, id, flags }: Case) {
  const { measures } = (await client.get(`/problems/${id}/plan`)) as unknown as Plan
  const refused = numberedIn(flags['refuse'])
  const stray = [...refused.keys()].find((no) => !measures.some((measure) => String(measure.no) === no))
  if (stray !== undefined)
    throw new UsageError(`--refuse 中没有第 ${stray} 条措施，方案共 ${measures.length} 条；写法如 --refuse "2:现场仍有积水;3:无台账"`)
  return measures.map(({ id: measureId, no, evidence }) => {
    const remark = refused.get(String(no))
    return remark === undefined
      ? { measureId, verdict: 'accepted', remark: '', acceptedIds: evidence }
      : { measureId, verdict: 'refused', remark, acceptedIds: [] }
  })
}

/** The record of a verification on site. */
export async function verification(closeoutCase: Case): Promise<Form> {
  const { client, id, flags } = closeoutCase
  const form = {
    from: momentIn(flags, 'from'),
    to: momentIn(flags, 'until'),
    place: flags['place'],
    memberIds: await peopleNamed(client, flags['members']),
    lines: await linesOf(closeoutCase),
    residents: flags['residents'],
    monitoring: flags['monitoring'],
    text: flags['text'],
    seal: sealOf(closeoutCase),
  }
  return {
    ...form,
    ...(await onBehalf(closeoutCase)),
    photoIds: await addFiles(client, id, listIn(flags['photos']), 'verification'),
  }
}
