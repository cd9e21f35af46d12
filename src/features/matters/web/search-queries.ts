import { queryOptions } from '@tanstack/react-query'
import { call } from '#ui/api-client.ts'
import { isSearchable } from '../domain/search-words.ts'
import { type SearchFilter, searchEndpoint } from '../matters.contract.ts'

/** What words find; nothing is fetched while they are too short. An answer belongs to its words: a late one never takes the place of a newer one. */
export const searchQuery = ({ q = '', kind }: SearchFilter, page = 1) =>
  queryOptions({
    queryKey: ['matters', 'search', q, kind, page],
    queryFn: ({ signal }) => call(searchEndpoint, {}, { q, kind, page }, { signal }),
    enabled: isSearchable(q),
  })

export const TOO_SHORT = '请至少输入两个字'
/** The page of all that these words find. */
export const searchPage = (q: string) => `/search?${new URLSearchParams({ q }).toString()}`
