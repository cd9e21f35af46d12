import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { DataTable, type TableColumn } from '#ui/list/DataTable.tsx'
import type { Holiday, HolidayText } from '../../domain/holidays.ts'
import type { HolidayDay } from '../../place.contract.ts'
import styles from './LoadPreview.module.css'

type Before = { readonly source: string | null; readonly days: readonly HolidayDay[] }
type Props = { readonly read: HolidayText; readonly before: Before | undefined }

const WORDS = { off: '放假', on: '补班' } as const
const short = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

/** What was understood, by holiday, with what would change of a year that is known already. */
export function LoadPreview({ read, before }: Props) {
  const { year, days, outside, issues } = read
  if (days.length === 0 && issues.length === 0) return <p className="ui-quiet">没有认出任何一天。</p>
  return (
    <div className={styles['preview']}>
      {days.length > 0 && <Days year={year} days={days} before={before} />}
      {outside.length > 0 && (
        <p>
          不属于 {year} 年、这次不载入的：{outside.map(({ day, kind }) => `${day} ${WORDS[kind]}`).join('、')}。请在那一年的安排里补上。
        </p>
      )}
      {issues.map(({ line, message }) => (
        <p key={`${line} ${message}`}>
          <StatusWord word={message} shape="triangle" tone="warn" />
        </p>
      ))}
    </div>
  )
}

type DaysProps = Pick<HolidayText, 'year' | 'days'> & { readonly before: Before | undefined }
function Days({ year, days, before }: DaysProps) {
  const { isKnown, isSame, gone } = differenceOf(days, before)
  return (
    <>
      <p>
        <b>{year} 年</b>：放假 {count(days, 'off')} 天，补班 {count(days, 'on')} 天。
        {isKnown && (isSame ? '与已载入的完全相同。' : <StatusWord word="与已载入的不同，载入后以这次为准" shape="triangle" tone="warn" />)}
      </p>
      <DataTable label={`${year} 年的安排`} columns={COLUMNS} rows={[...Map.groupBy(days, ({ name }) => name)]} rowId={([name]) => name} />
      {gone.length > 0 && <p>原来有、这次没有的：{gone.map(short).join('、')}</p>}
    </>
  )
}

type Named = readonly [string, readonly Holiday[]]
const COLUMNS: readonly TableColumn<Named>[] = [
  { key: 'name', title: '节日', width: '120px', isName: true, render: ([name]) => name },
  {
    key: 'days',
    title: '日期',
    onCard: 'bare',
    render: ([, days]) => (
      <>
        <DayList days={days} kind="off" />
        <DayList days={days} kind="on" />
      </>
    ),
  },
]

function DayList({ days, kind }: { readonly days: readonly Holiday[]; readonly kind: Holiday['kind'] }) {
  const of = days.filter((each) => each.kind === kind)
  return of.length > 0 && <div>{`${WORDS[kind]}：${of.map(({ day }) => short(day)).join('、')}`}</div>
}

function differenceOf(days: readonly Holiday[], before: Before | undefined) {
  const known = before && before.source !== null ? before.days : []
  const kinds = new Map(known.map(({ day, kind }) => [day, kind]))
  const gone = known.map(({ day }) => day).filter((day) => !days.some((each) => each.day === day))
  return { isKnown: known.length > 0, isSame: gone.length === 0 && days.every(({ day, kind }) => kinds.get(day) === kind), gone }
}

const count = (days: readonly Holiday[], kind: Holiday['kind']) => days.filter((each) => each.kind === kind).length
