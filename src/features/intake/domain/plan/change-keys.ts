import { PARTS } from '#kernel/rooms/matters.ts'
import { FACT_KEYS } from '#features/problems/domain/facts.ts'

/** What of a problem a newer sheet may say otherwise: a fact, a part, or the list of its measures. */
export const CHANGE_KEYS = [...FACT_KEYS, ...PARTS, 'measures'] as const
export type ChangeKey = (typeof CHANGE_KEYS)[number]
