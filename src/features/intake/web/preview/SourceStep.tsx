import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { dayOf } from '#kernel/days.ts'
import type { SourceId } from '#kernel/rooms/org.ts'
import type { Source as SourceRow } from '#features/org/place.contract.ts'
import { useCan, useCurrentUser } from '#features/org/web/current-user.ts'
import { inspectionsQuery } from '#features/org/web/org-queries.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { DayField } from '#ui/form/DayField.tsx'
import type { Option } from '#ui/form/options.ts'
import { sourceGroups } from './source-groups.ts'
import type { ChoicesState } from './useChoices.ts'
import styles from './preview.module.css'
import shared from '../intake.module.css'

type Props = { readonly choices: ChoicesState }
type StepProps = Props & {
  /** Sources that cells name and nobody has registered. */
  readonly unknown: readonly string[]
}

/** Asked once for the whole file: where its problems come from, and from which day their terms run. */
export function SourceStep({ choices, unknown }: StepProps) {
  return (
    <section className={shared['box']} aria-labelledby="in-source">
      <header>
        <h2 id="in-source">
          <span className={styles['no']}>1</span>这份台账从哪里来
        </h2>
      </header>
      <div className={styles['fields']}>
        <Source choices={choices} />
        <Received choices={choices} />
      </div>
      {unknown.length > 0 && (
        <p className={`${styles['unknown']} ui-quiet`}>
          表中写到、但没有登记的来源：{unknown.map((name) => `“${name}”`).join('')}。这些行归入所选来源；要分开统计，请先登记同名来源。
        </p>
      )}
    </section>
  )
}

function Source({ choices: { now, edit } }: Props) {
  const { data, error, refetch } = useQuery(inspectionsQuery)
  const mayRegister = useCan('org.save-inspection')
  const options = data ? sourceGroups(data).flatMap(({ words, sources }) => sources.map((source) => optionIn(words, source))) : []
  return (
    <div>
      <ChoiceField
        plain
        label="督察与问题来源（必选）"
        empty={data ? '请选择' : '正在读取…'}
        options={options}
        value={now.sourceId}
        disabled={!data}
        onChange={(sourceId) => edit({ on: 'source', sourceId })}
        help={
          <>
            表中“问题来源”一列写明已登记来源的行，按所写；其余各行归入所选来源，原文保留。
            {mayRegister && (
              <>
                没有要找的来源？<Link to="/org/inspections">登记督察与来源</Link>
              </>
            )}
          </>
        }
      />
      {error && <ErrorBanner message={error.message} onRetry={() => void refetch()} />}
    </div>
  )
}

const optionIn = (group: string, { id, name }: SourceRow): Option<SourceId> => ({ value: id, label: name, group })

const EARLIEST = dayOf('1950-01-01')
const LATEST = dayOf('2100-12-31')

function Received({ choices: { now, edit } }: Props) {
  const { today } = useCurrentUser()
  return (
    <DayField
      label="收到日期"
      clearable={false}
      min={EARLIEST}
      max={LATEST}
      value={now.receivedOn ?? today}
      onChange={(receivedOn) => receivedOn && edit({ on: 'received', receivedOn })}
      help="“立行立改”“收到反馈后 3 个月内”等期限从这一天起算。不改就按导入当天计算。"
    />
  )
}
