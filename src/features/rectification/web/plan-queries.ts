import { queryOptions } from '@tanstack/react-query'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { CallError, call } from '#ui/api-client.ts'
import { PROBLEMS } from '#features/problems/web/problem-queries.ts'
import { planEndpoint, planTermsEndpoint, reportsEndpoint } from '../rectification.contract.ts'

/** The plan of a problem or point with progress and proof. */
export const planQuery = (problemId: MatterId) =>
  queryOptions({
    queryKey: [...PROBLEMS, 'plan', problemId],
    queryFn: ({ signal }) => call(planEndpoint, { problemId }, {}, { signal }),
  })

/** What its phrases are counted by; holidays and settings seldom change. */
export const termsQuery = (problemId: MatterId) =>
  queryOptions({
    queryKey: [...PROBLEMS, 'plan-terms', problemId],
    queryFn: ({ signal }) => call(planTermsEndpoint, { problemId }, {}, { signal }),
    staleTime: 5 * 60_000,
  })

/** All that was reported, newest first. */
export const reportsQuery = (problemId: MatterId) =>
  queryOptions({
    queryKey: [...PROBLEMS, 'progress-reports', problemId],
    queryFn: ({ signal }) => call(reportsEndpoint, { problemId }, {}, { signal }),
  })

/** What to say of a call that brought nothing: the server's own words, of the field they concern first. */
export const refusalWords = (error: unknown): string =>
  error instanceof CallError ? (error.fields[0]?.message ?? error.message) : '没有保存，请再试一次'
