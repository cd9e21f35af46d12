import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorBanner, ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { Button } from '#ui/form/Button.tsx'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { DayRangeField } from '#ui/form/DayField.tsx'
import type { TableColumn } from '#ui/list/DataTable.tsx'
import styles from './history.module.css'

/** What the office's page and the auditor's page have in common: both list the one record, newest first. */

type PagesProps<Entry> = {
  readonly found: UseInfiniteQueryResult<InfiniteData<{ readonly entries: readonly Entry[] }>>
  /** Said while nothing is there yet. */
  readonly reading: string
  readonly children: (entries: readonly Entry[]) => ReactNode
}

/** Entries as far as they were read; older ones on request. What was read stays when a later reading fails. */
export function RecordPages<Entry>({ found, reading, children }: PagesProps<Entry>) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = found
  const again = () => void refetch()
  if (!data) return error ? <ErrorState message={error.message} onRetry={again} /> : <ProgressBar text={reading} />
  return (
    <>
      {error && <ErrorBanner message={`${error.message}。以下是上次读到的内容`} onRetry={again} />}
      {children(data.pages.flatMap((page) => page.entries))}
      {hasNextPage && (
        <p className={styles['older']}>
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            更早的记录
          </Button>
        </p>
      )}
    </>
  )
}

const SECOND = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' })

/** To the second, Asia/Shanghai. */
export const AT: TableColumn<{ readonly at: string }> = {
  key: 'at',
  title: '时间',
  width: '142px',
  onCard: 'inline',
  render: ({ at }) => <time dateTime={at}>{SECOND.format(new Date(at))}</time>,
}

/** Whether it has its place in the chain. */
export const SEALED: TableColumn<{ readonly sealed: boolean }> = {
  key: 'sealed',
  title: '入链',
  width: '74px',
  onCard: 'inline',
  render: ({ sealed }) =>
    sealed ? <StatusWord word="已入链" shape="check" tone="good" /> : <StatusWord word="待入链" shape="ring" tone="muted" />,
}

/** The parts of a condition that both pages have, as the address holds them. */
type Conditions = { readonly person?: string | undefined; readonly from?: string | undefined; readonly to?: string | undefined }

type FiltersProps = {
  readonly days: string
  readonly filter: Conditions
  readonly onChange: (change: Conditions) => void
  /** Absent where nothing is filtered. */
  readonly onClear: (() => void) | undefined
  readonly children: ReactNode
}

/** A line of conditions; at its end the days, and how to be rid of all. */
export const RecordFilters = ({ days, filter: { from, to }, onChange, onClear, children }: FiltersProps) => (
  <div className={`${styles['filters']} ui-no-print`} role="search">
    {children}
    <DayRangeField
      className={styles['days']}
      label={days}
      labelHidden
      from={from}
      to={to}
      onChange={(first, last) => onChange({ from: first ?? undefined, to: last ?? undefined })}
    />
    {onClear && (
      <Button variant="text" onClick={onClear}>
        清除条件
      </Button>
    )}
  </div>
)

type PersonProps = Pick<FiltersProps, 'filter' | 'onChange'> & {
  readonly people: readonly { readonly id: string; readonly name: string; readonly unit: string }[]
}

/** By who did it. */
export function PersonChoice({ people, filter, onChange }: PersonProps) {
  const who = people.map(({ id, name, unit }) => ({ value: id, label: name, about: unit }))
  return (
    <ChoiceField
      className={styles['choice']}
      label="人员"
      labelHidden
      empty="所有人员"
      options={who}
      value={who.find(({ value }) => value === filter.person)?.value}
      onChange={(person) => onChange({ person: person ?? undefined })}
    />
  )
}
