import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { call } from '#ui/api-client.ts'
import { PASS_HEADER, listEvidenceEndpoint } from '../evidence.contract.ts'

/** Whatever changes a file makes all of these stale. */
export const EVIDENCE = ['evidence'] as const
export type EvidenceReply = z.output<typeof listEvidenceEndpoint.reply>

/** How a camera page without a session says who it is; nothing where there is a session. */
export const passHeaders = (pass: string | undefined): Record<string, string> => (pass === undefined ? {} : { [PASS_HEADER]: pass })

/** Every file of a matter, newest first, with what may be added; `pass`: a camera page's own key. */
export const useEvidence = (matterId: MatterId, pass?: string) =>
  useQuery({
    queryKey: [...EVIDENCE, matterId, pass ?? ''],
    queryFn: ({ signal }) => call(listEvidenceEndpoint, { matterId }, {}, { signal, headers: passHeaders(pass) }),
  })
