import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { KINDS, pageOfMatter } from '#kernel/rooms.ts'
import { EmptyState, ErrorBanner, ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { Pager } from '#ui/list/Pager.tsx'
import { SearchBox } from '#ui/list/SearchBox.tsx'
import { useLastPage, useListPage } from '#ui/list/useListPage.ts'
import { PageHeader } from '#ui/page/PageHeader.tsx'
import { isSearchable } from '../domain/search-words.ts'
import { type Found, type MatterHit, SEARCH_PAGE, SearchFilter } from '../matters.contract.ts'
import { HitExcerpt, HitFacts, Marked } from './Hit.tsx'
import { TOO_SHORT, searchQuery } from './search-queries.ts'
import styles from './search.module.css'

const LIST = { filter: SearchFilter, sorts: [], size: SEARCH_PAGE } as const

/** All that some words find, of every kind; its address can be sent. */
export function SearchPage() {
  const { state, go, setFilter } = useListPage(LIST)
  const filter = SearchFilter.parse(state.filter)
  const { q = '' } = filter
  const { data, error, isPlaceholderData, refetch } = useQuery({ ...searchQuery(filter, state.page), placeholderData: keepPreviousData })
  const found = isSearchable(q) ? data : undefined
  const again = () => void refetch()
  const page = { ...state, size: SEARCH_PAGE }
  useLastPage(page, go, { data, isPlaceholderData })
  return (
    <div className={styles['page']}>
      <PageHeader title="搜索" about="在您看得到的所有事项中查找：编号、标题、正文；几个词用空格隔开，须同时含有" />
      <div className={`${styles['tools']} ui-no-print`} role="search">
        <SearchBox
          className={styles['box']}
          label="搜索事项"
          placeholder="编号、标题、内容"
          value={q}
          onSearch={(next) => setFilter({ q: next }, true)}
        />
        {found && <KindChoice kinds={found.kinds} isMore={found.isMore} kind={filter.kind} onChange={(kind) => setFilter({ kind })} />}
      </div>
      {error && found && <ErrorBanner message={`${error.message}。以下是上次读到的内容`} onRetry={again} />}
      {found ? <Results found={found} q={q} isBusy={isPlaceholderData} /> : <Waiting q={q} error={error} onRetry={again} />}
      {found && found.total > 0 && (
        <Pager
          total={found.total}
          isMore={found.isMore}
          page={state.page}
          size={SEARCH_PAGE}
          onPage={(next) => go({ ...page, page: next })}
        />
      )}
    </div>
  )
}

type WaitingProps = { readonly q: string; readonly error: Error | null; readonly onRetry: () => void }
function Waiting({ q, error, onRetry }: WaitingProps) {
  if (!isSearchable(q))
    return (
      <EmptyState title={q === '' ? '请输入要查找的词' : TOO_SHORT}>
        <p>编号可以只写末尾几位，例如 0012。</p>
      </EmptyState>
    )
  return error ? <ErrorState message={error.message} onRetry={onRetry} /> : <ProgressBar text="正在查找" />
}

type KindProps = {
  readonly kinds: Found['kinds']
  readonly isMore: boolean
  readonly kind: SearchFilter['kind']
  readonly onChange: (kind: SearchFilter['kind']) => void
}
/** Only where there is more than one kind to choose from. */
function KindChoice({ kinds, isMore, kind, onChange }: KindProps) {
  if (kinds.length < 2 && kind === undefined) return null
  const options = kinds.map((one) => ({ value: one.kind, label: KINDS[one.kind].title, about: `${one.total} 项${isMore ? '以上' : ''}` }))
  return (
    <ChoiceField
      className={styles['kind']}
      label="种类"
      labelHidden
      empty="所有种类"
      options={options}
      value={kind}
      onChange={(next) => onChange(next ?? undefined)}
    />
  )
}

type ResultsProps = { readonly found: Found; readonly q: string; readonly isBusy: boolean }
function Results({ found, q, isBusy }: ResultsProps) {
  if (found.total === 0)
    return (
      <EmptyState title={`没有找到含“${q}”的事项`}>
        <p>换一个更短的词试试；只能找到您看得到的事项。</p>
      </EmptyState>
    )
  return (
    <>
      {found.isMore && <p className="ui-quiet">超过 {found.total} 项，新录入的在前。再加几个词可以缩小范围。</p>}
      <ol className={styles['results']} aria-label="搜索结果" aria-busy={isBusy}>
        {found.rows.map((hit) => (
          <Result key={hit.id} hit={hit} q={q} />
        ))}
      </ol>
    </>
  )
}

const Result = ({ hit, q }: { readonly hit: MatterHit; readonly q: string }) => (
  <li>
    <Link to={pageOfMatter(hit.kind, hit.id)} className={styles['title']}>
      <Marked text={hit.title} q={q} />
    </Link>
    <HitExcerpt hit={hit} q={q} />
    <HitFacts hit={hit} q={q} />
  </li>
)
