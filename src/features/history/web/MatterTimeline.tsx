import { useInfiniteQuery } from '@tanstack/react-query'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { Button } from '#ui/form/Button.tsx'
import { Timeline } from '#ui/Timeline.tsx'
import { ErrorBanner, ProgressBar } from '#ui/feedback/states.tsx'
import { Section } from '#ui/page/Section.tsx'
import { AsOf } from './AsOf.tsx'
import { shortNameOf } from '../domain/short-name.ts'
import styles from './history.module.css'
import { timelineQuery } from './history-queries.ts'

/** Who did what with one matter; older parts are read when asked for, and the matter can be seen as it stood on a day. */
export function MatterTimeline({ matterId }: { readonly matterId: MatterId }) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(timelineQuery(matterId))
  const entries = data?.pages.flatMap((page) => page.entries) ?? []
  return (
    <Section title="办理记录" note={`审计编号 ${shortNameOf(matterId)}`}>
      <div className={styles['timeline']}>
        <AsOf matterId={matterId} />
        {error && <ErrorBanner message={error.message} onRetry={() => void refetch()} />}
        {data ? (
          <Timeline
            entries={entries.map((entry) => ({ ...entry, act: entry.words, reason: entry.reason ?? undefined }))}
            first={entries.length}
          />
        ) : (
          !error && <ProgressBar text="正在读取办理记录" />
        )}
        {hasNextPage && (
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            更早的记录
          </Button>
        )}
      </div>
    </Section>
  )
}
