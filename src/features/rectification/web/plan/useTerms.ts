import { useMemo } from 'react'
import type { z } from 'zod'
import type { Terms } from '../../domain/measure-deadline.ts'
import type { planTermsEndpoint } from '../../rectification.contract.ts'

export type TermsReply = z.output<typeof planTermsEndpoint.reply>

/** What phrases are counted by, as the rules take it. */
export const useTerms = ({ today, facts, calendar }: TermsReply): Terms =>
  useMemo(
    () => ({
      today: today,
      facts: { ...facts, receivedOn: facts.receivedOn, entryOn: facts.entryOn },
      calendar: { off: new Set(calendar.off), on: new Set(calendar.on), years: new Set(calendar.years) },
    }),
    [today, facts, calendar],
  )
