import { z } from 'zod'
import { Day } from '#kernel/days.ts'
import { Instant, Text, trimmedText, verbatim, Hash } from '#kernel/fields.ts'
import { ACTIONS } from '#kernel/access.ts'
import { FileStream, endpoint, nothing } from '#kernel/endpoint.ts'
import { EvidenceId, EVIDENCE_KINDS, PURPOSES, SIDES, TAKEN_FROM } from '#kernel/rooms/evidence.ts'
import { MatterId } from '#kernel/rooms/matters.ts'

/** One file of a matter: what it is by its content, when it was taken and received, and where else the same bytes stand. */
export const EvidenceItem = z.object({
  id: EvidenceId,
  matterId: MatterId,
  purpose: z.enum(PURPOSES),
  name: Text,
  kind: z.enum(EVIDENCE_KINDS),
  mediaType: Text,
  bytes: z.int(),
  /** SHA-256 of the file as it came. */
  hash: Hash,
  pages: z.int().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  takenAt: Instant.nullable(),
  takenFrom: z.enum(TAKEN_FROM).nullable(),
  effectiveOn: Day.nullable(),
  side: z.enum(SIDES).nullable(),
  /** Before and after from the same viewpoint carry the same value. */
  pair: z.guid().nullable(),
  note: Text.nullable(),
  by: Text,
  receivedAt: Instant,
  cycle: z.int(),
  takenDown: z.object({ at: Instant, by: Text, reason: Text }).nullable(),
  /** The same bytes at other matters within the reader's reach. */
  elsewhere: z.array(z.object({ matterId: MatterId, no: Text.nullable(), title: Text })),
  allowed: z.array(z.enum(ACTIONS)),
})
export type EvidenceItem = z.output<typeof EvidenceItem>

const params = z.strictObject({ matterId: MatterId })

/** Every file of a matter, newest first, those taken down among them; and what may be added, said before anybody tries. */
export const listEvidenceEndpoint = endpoint({
  method: 'get',
  path: '/matters/:matterId/evidence',
  title: '佐证材料',
  action: 'evidence.view',
  params,
  input: nothing,
  reply: z.object({
    matter: z.object({ no: Text.nullable(), title: Text }),
    items: z.array(EvidenceItem),
    limits: z.object({ maxBytes: z.int(), kinds: z.array(z.enum(EVIDENCE_KINDS)) }),
    /** Why nothing may be added; null: it may. */
    whyNot: Text.nullable(),
    /** Why no proof may be added or taken down although other papers may; null: it may. */
    whyNoProof: Text.nullable(),
  }),
})

/** Keeps one file. The same bytes at the same matter for the same purpose are not kept twice: the standing item is answered. */
export const addEvidenceEndpoint = endpoint({
  method: 'post',
  path: '/matters/:matterId/evidence',
  title: '上传佐证',
  action: 'evidence.add',
  params,
  body: 'bytes',
  input: z.strictObject({
    /** As the sender's file is called; what cannot be shown is refused by name. */
    name: verbatim(1000),
    purpose: z.enum(PURPOSES).default('proof'),
    /** When the phone or the camera says the picture was taken, where the file itself does not. */
    takenAt: Instant.optional(),
    side: z.enum(SIDES).optional(),
    pair: z.guid().optional(),
  }),
  reply: EvidenceItem,
})

/** What a person says of a file; null takes a value away, absent leaves it. */
export const describeEvidenceEndpoint = endpoint({
  method: 'post',
  path: '/evidence/:evidenceId/facts',
  title: '填写佐证说明',
  action: 'evidence.describe',
  params: z.strictObject({ evidenceId: EvidenceId }),
  input: z.strictObject({
    takenAt: Instant.nullable().optional(),
    effectiveOn: Day.nullable().optional(),
    side: z.enum(SIDES).nullable().optional(),
    pair: z.guid().nullable().optional(),
    note: trimmedText(500).nullable().optional(),
  }),
  reply: EvidenceItem,
})

/** Takes a file down: it stays, with the reason, and counts no more. */
export const takeDownEvidenceEndpoint = endpoint({
  method: 'post',
  path: '/evidence/:evidenceId/take-down',
  title: '撤下佐证',
  action: 'evidence.take-down',
  params: z.strictObject({ evidenceId: EvidenceId }),
  input: z.strictObject({ reason: trimmedText(200).min(2, '请填写撤下原因') }),
  reply: EvidenceItem,
})

/** The file as it came, for download. */
export const evidenceFileEndpoint = endpoint({
  method: 'get',
  path: '/evidence/:evidenceId/file',
  title: '下载佐证原件',
  action: 'evidence.view',
  params: z.strictObject({ evidenceId: EvidenceId }),
  input: nothing,
  answers: 'file',
  recorded: 'security.download',
  reply: FileStream,
})

/** A picture drawn anew from the file, without anything hidden in it; shown in the page. */
export const evidencePictureEndpoint = endpoint({
  method: 'get',
  path: '/evidence/:evidenceId/picture',
  title: '佐证缩略图',
  action: 'evidence.view',
  params: z.strictObject({ evidenceId: EvidenceId }),
  input: z.strictObject({ size: z.enum(['thumb', 'screen']).default('thumb') }),
  answers: 'file',
  reply: z.object({ name: Text, type: Text, bytes: z.custom<Uint8Array>() }),
})

/** The header by which a camera page says its pass. */
export const PASS_HEADER = 'x-camera-pass'

/** A code that opens the matter's camera page on a phone as the person who asked, for a few minutes and for nothing else. */
export const cameraPassEndpoint = endpoint({
  method: 'post',
  path: '/matters/:matterId/camera-pass',
  title: '手机拍照',
  action: 'evidence.add',
  forTokens: false,
  params,
  input: nothing,
  reply: z.object({ token: Text, expiresAt: Instant }),
})
