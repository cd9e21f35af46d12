import type { Closeout } from '#features/closeout/closeout.contract.ts'
import type { Plan } from '#features/rectification/rectification.contract.ts'
import type { Hand } from '../act.ts'
import { type Args, Refusal } from './command.ts'
import { addFile } from './evidence.ts'
import { peopleNamed, personNamed } from './named.ts'

/** A problem, its close-out as it stands, and who acts on it. */
export type Case = { readonly hand: Hand; readonly id: string; readonly now: Closeout; readonly flags: Args['flags'] }
type Form = Readonly<Record<string, unknown>>
/** Where the act is posted, and the form made of the flags. */
export type CloseoutAct = { readonly path: string; readonly form: (given: Case) => Promise<Form> | Form }

const dayOf = ({ now }: Case, flag: string | undefined) => flag ?? now.asOf

/** A page signed on paper: whose, when, and the scan of it. */
async function onBehalf({ hand, id, flags }: Case, purpose: string): Promise<Form> {
  const { signatory, scan, on } = flags
  if (signatory === undefined) return {}
  if (scan === undefined) throw new Refusal('代录须用 --scan 给出签字页的扫描件')
  const page = await addFile(hand, id, scan, { purpose })
  return { signatoryId: await personNamed(hand, signatory), signedOn: on, scanId: page.id }
}

async function scanOf({ hand, id, flags }: Case, purpose: string): Promise<Form> {
  return flags['scan'] === undefined ? {} : { scanId: (await addFile(hand, id, flags['scan'], { purpose })).id }
}

/** "2:现场仍有积水;3:无台账": measures refused, with the remark; all others are accepted with all their proof. */
function refusedIn(text: string | undefined): ReadonlyMap<string, string> {
  const pairs = (text ?? '').split(/[;；]/u).filter(Boolean)
  return new Map(
    pairs.map((pair) => {
      const [no = '', ...remark] = pair.split(/[:：]/u)
      return [no.trim(), remark.join('：').trim()] as const
    }),
  )
}

async function verification(given: Case): Promise<Form> {
  const { hand, id, now, flags } = given
  const { measures } = (await hand.get(`/problems/${id}/plan`)) as unknown as Plan
  const refused = refusedIn(flags['refuse'])
  const lines = measures.map(({ id: measureId, no, evidence }) => {
    const remark = refused.get(String(no))
    return {
      measureId,
      verdict: remark === undefined ? 'accepted' : 'refused',
      remark: remark ?? '',
      acceptedIds: remark === undefined ? evidence : [],
    }
  })
  const photoIds: string[] = []
  for (const photo of (flags['photos'] ?? '').split(/[,，]/u).filter(Boolean))
    photoIds.push((await addFile(hand, id, photo, { purpose: 'verification' })).id)
  return {
    from: flags['from'],
    to: flags['until'],
    place: flags['place'] ?? '',
    memberIds: await peopleNamed(hand, flags['members']),
    lines,
    residents: flags['residents'] ?? '',
    monitoring: flags['monitoring'],
    photoIds,
    text: flags['text'] ?? '',
    seal: now.seal,
    ...(await onBehalf(given, 'verification')),
  }
}

/** Every act of a close-out, under its own word. */
export const CLOSEOUT_COMMANDS: Readonly<Record<string, CloseoutAct>> = {
  apply: {
    path: 'apply',
    form: (given) => ({
      statement: given.flags['text'] ?? '',
      lastingMechanism: given.flags['mechanism'],
      completedOn: dayOf(given, given.flags['on']),
    }),
  },
  withdraw: { path: 'withdraw', form: ({ flags }) => ({ reason: flags['text'] ?? '' }) },
  sign: {
    path: 'opinion',
    form: async (given) => ({
      verdict: given.flags['verdict'] ?? 'agree',
      text: given.flags['text'] ?? '',
      returnTo: given.flags['back-to'],
      seal: given.now.seal,
      ...(await onBehalf(given, 'opinion')),
    }),
  },
  verify: { path: 'verification', form: verification },
  notice: {
    path: 'notice',
    form: (given) => ({
      medium: given.flags['medium'] ?? '',
      address: given.flags['address'],
      from: dayOf(given, given.flags['on']),
      contactUnit: given.flags['contact-unit'] ?? '',
      contact: given.flags['contact'] ?? '',
    }),
  },
  'end-notice': {
    path: 'notice-end',
    form: async (given) => ({ text: given.flags['text'] ?? '', returnTo: given.flags['back-to'], ...(await scanOf(given, 'notice')) }),
  },
  file: {
    path: 'filing',
    form: async (given) => ({
      no: given.flags['no'] ?? '',
      to: given.flags['to'] ?? '',
      on: dayOf(given, given.flags['on']),
      ...(await scanOf(given, 'filing')),
    }),
  },
  revoke: { path: 'revoke', form: ({ flags }) => ({ kind: flags['kind'], reason: flags['text'] ?? '' }) },
}
