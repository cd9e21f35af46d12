import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { pageOfMatter } from '#kernel/rooms.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { QuickSearch, type Suggestion } from '#ui/list/QuickSearch.tsx'
import { isSearchable } from '../domain/search-words.ts'
import type { Found, MatterHit } from '../matters.contract.ts'
import { HitExcerpt, HitFacts, Marked } from './Hit.tsx'
import { TOO_SHORT, searchPage, searchQuery } from './search-queries.ts'
import styles from './search.module.css'

const MOST = 8

/** Search over all matters from every page. */
export function HeaderSearch() {
  const [q, setQ] = useState('')
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...searchQuery({ q }),
    // while one goes on typing, what the words before found stays
    placeholderData: (last, query) => (isContinued(String(query?.queryKey[2] ?? ''), q) ? last : undefined),
  })
  const found = isSearchable(q) && !error ? data : undefined
  return (
    <QuickSearch
      label="全局搜索"
      placeholder="搜索编号、标题、内容"
      onSearch={setQ}
      suggestions={found ? suggestionsOf(found, q) : []}
      isBusy={isFetching && isPlaceholderData}
      note={error && isSearchable(q) ? <ErrorBanner message={error.message} onRetry={() => void refetch()} /> : noteOf(q, found?.total)}
      pageOf={searchPage}
    />
  )
}

function suggestionsOf({ total, isMore, rows }: Found, q: string): Suggestion[] {
  if (total === 0) return []
  const all = (
    <span className={styles['all']}>
      全部{isMore && '超过'} {total} 项结果
    </span>
  )
  return [...rows.slice(0, MOST).map((hit) => suggestionOf(hit, q)), { to: searchPage(q), content: all }]
}

const isContinued = (before: string, now: string) => isSearchable(before) && (now.startsWith(before) || before.startsWith(now))

function noteOf(q: string, total: number | undefined): string | null {
  if (!isSearchable(q)) return TOO_SHORT
  if (total === undefined) return '正在查找…'
  return total === 0 ? `没有找到含“${q}”的事项` : null
}

const suggestionOf = (hit: MatterHit, q: string): Suggestion => ({
  to: pageOfMatter(hit.kind, hit.id),
  content: (
    <>
      <span className={styles['title']}>
        <Marked text={hit.title} q={q} />
      </span>
      <HitExcerpt hit={hit} q={q} />
      <HitFacts hit={hit} q={q} />
    </>
  ),
})
