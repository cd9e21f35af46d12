import { type InvalidateOptions, type InvalidateQueryFilters, QueryClient, type QueryKey } from '@tanstack/react-query'
import { CallError } from './api-client.ts'

/** A refusal stays a refusal when asked again; an answer that never came is worth a second try. */
const retry = (tries: number, error: Error) => tries < 1 && !(error instanceof CallError && error.status >= 400 && error.status < 500)

/**
 * What the pages hold of the server's answers. After a change whatever it made stale is read anew, also what is being read for the first
 * time: the library waits for such a reading and takes its answer, which may be from before the change.
 */
export class PageQueryClient extends QueryClient {
  constructor() {
    // `always`: an office network without the internet counts as offline to some browsers, and our server is on it.
    super({ defaultOptions: { queries: { retry, staleTime: 5_000, networkMode: 'always' }, mutations: { networkMode: 'always' } } })
  }

  override async invalidateQueries<K extends QueryKey = QueryKey>(
    filters: InvalidateQueryFilters<K> = {},
    options: InvalidateOptions = {},
  ): Promise<void> {
    const first = this.getQueryCache()
      .findAll({ ...(filters as InvalidateQueryFilters), fetchStatus: 'fetching' })
      .filter(({ state }) => state.data === undefined)
    await Promise.all(first.map(({ queryKey }) => this.cancelQueries({ queryKey, exact: true })))
    return super.invalidateQueries(filters, options)
  }
}
