import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Suspense, useId } from 'react'
import { dayOf } from '#kernel/days.ts'
import { SourceId } from '#kernel/rooms/org.ts'
import { useCan, useCurrentUser } from '#features/org/web/current-user.ts'
import { inspectionsQuery } from '#features/org/web/org-queries.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { lazyWithRetry } from '#ui/lazy-with-retry.ts'
import { sourceGroups } from './source-groups.ts'
import type { ChoicesState } from './useChoices.ts'

type Props = { readonly choices: ChoicesState }
type StepProps = Props & {
  /** Sources that cells name and nobody has registered. */
  readonly unknown: readonly string[]
}

/** Asked once for the whole file: where its problems come from, and from which day their terms run. */
export function SourceStep({ choices, unknown }: StepProps) {
  return (
    <section className="in-box" aria-labelledby="in-source">
      <header>
        <h2 id="in-source">
          <span className="in-no">1</span>这份台账从哪里来
        </h2>
      </header>
      <div className="in-fields">
        <Source choices={choices} />
        <Received choices={choices} />
      </div>
      {unknown.length > 0 && (
        <p className="in-unknown ui-quiet">
          表中写到、但没有登记的来源：{unknown.map((name) => `“${name}”`).join('')}。这些行归入所选来源；要分开统计，请先登记同名来源。
        </p>
      )}
    </section>
  )
}

function Source({ choices: { now, edit } }: Props) {
  const id = useId()
  const { data, error, refetch } = useQuery(inspectionsQuery)
  const mayRegister = useCan('org.save-inspection')
  const groups = data ? sourceGroups(data) : []
  return (
    <div className="in-field">
      <label htmlFor={id}>督察与问题来源（必选）</label>
      <select
        id={id}
        className="ui-input"
        value={now.sourceId ?? ''}
        disabled={!data}
        onChange={({ target }) => edit({ on: 'source', sourceId: target.value === '' ? null : SourceId.parse(target.value) })}
      >
        <option value="">{data ? '请选择' : '正在读取…'}</option>
        {groups.map(({ words, sources }) => (
          <optgroup key={words} label={words}>
            {sources.map((source) => (
              <option key={source.id} value={source.id}>
                {source.name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {error && <ErrorBanner message={error.message} onRetry={() => void refetch()} />}
      <p className="ui-quiet">
        表中“问题来源”一列写明已登记来源的行，按所写；其余各行归入所选来源，原文保留。
        {mayRegister && (
          <>
            没有要找的来源？<Link to="/org/inspections">登记督察与来源</Link>
          </>
        )}
      </p>
    </div>
  )
}

// antd's calendar is fetched while the rest is being read.
const DayInput = lazyWithRetry(async () => ({ default: (await import('#features/org/web/DayInput.tsx')).DayInput }))

const EARLIEST = '1950-01-01'
const LATEST = '2100-12-31'

function Received({ choices: { now, edit } }: Props) {
  const { today } = useCurrentUser()
  const take = (typed: string | null) => {
    const day = dayOf(typed ?? '')
    if (day && day >= EARLIEST && day <= LATEST) edit({ on: 'received', receivedOn: day })
  }
  return (
    <div className="in-field">
      <span className="in-label">收到日期</span>
      <Suspense fallback={<input className="ui-input" readOnly aria-label="收到日期" value={now.receivedOn ?? today} />}>
        <DayInput label="收到日期" allowClear={false} value={now.receivedOn ?? today} onDay={take} />
      </Suspense>
      <p className="ui-quiet">“立行立改”“收到反馈后 3 个月内”等期限从这一天起算。不改就按导入当天计算。</p>
    </div>
  )
}
