import { z } from 'zod'
import { Text } from '#kernel/fields.ts'
import { FileReply, FileStream, endpoint, nothing } from '#kernel/endpoint.ts'
import { MatterId } from '#kernel/rooms/matters.ts'
import { PAPERS } from './domain/papers.ts'

const params = z.strictObject({ matterId: MatterId })

/** Which papers of a problem make sense now: forms to take along before there is data, papers from the facts after. */
export const papersEndpoint = endpoint({
  method: 'get',
  path: '/matters/:matterId/papers',
  title: '销号文书',
  action: 'report.export',
  params,
  input: nothing,
  reply: z.object({
    cycles: z.array(
      z.object({
        cycle: z.int(),
        /** The running one, or why and when it ended. */
        words: Text,
        papers: z.array(z.object({ paper: z.enum(PAPERS), nth: z.int().optional(), title: Text, filled: z.boolean(), note: Text })),
      }),
    ),
    dossier: z.object({ files: z.int(), bytes: z.int() }),
  }),
})
export type Papers = z.output<typeof papersEndpoint.reply>

/** One paper as .docx. `cycle`: an earlier one; `nth`: which verification, the first is 1; without it the form for a hand. */
export const paperEndpoint = endpoint({
  method: 'get',
  path: '/matters/:matterId/papers/:paper',
  title: '下载文书',
  action: 'report.export',
  params: params.extend({ paper: z.enum(PAPERS) }),
  input: z.strictObject({ cycle: z.coerce.number().int().min(1).optional(), nth: z.coerce.number().int().min(1).optional() }),
  reply: FileReply,
  answers: 'file',
  recorded: 'security.download',
})

/** 一案一档: every paper and every file of a problem with list and hashes, written while it is sent. */
export const dossierEndpoint = endpoint({
  method: 'get',
  path: '/matters/:matterId/dossier.zip',
  title: '一案一档',
  action: 'report.export',
  params,
  input: nothing,
  reply: FileStream,
  answers: 'file',
  recorded: 'security.export',
})
