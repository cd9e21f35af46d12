import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { type Shape, StatusWord, type Tone } from '#ui/feedback/StatusIcon.tsx'
import { EmptyState } from '#ui/feedback/states.tsx'
import type { listIntakesEndpoint } from '../../intake.contract.ts'
import { sizeWords } from '#kernel/amounts.ts'
import { minuteWords } from '#kernel/instants.ts'
import { sumWords, withRemedy } from '../receipt/outcome-words.ts'
import shared from '../intake.module.css'
import styles from './upload.module.css'

type Intake = z.output<typeof listIntakesEndpoint.reply>['intakes'][number]

export type ShownState = Intake['state'] | 'importing'
const STATES: Readonly<Record<ShownState, readonly [string, Shape, Tone]>> = {
  importing: ['正在导入', 'ring', 'info'],
  open: ['待确认', 'diamond', 'warn'],
  committed: ['已导入', 'check', 'good'],
  discarded: ['已放弃', 'dash', 'muted'],
  unreadable: ['无法读取', 'triangle', 'alarm'],
}
export const IntakeState = ({ state }: { readonly state: ShownState }) => {
  const [word, shape, tone] = STATES[state]
  return <StatusWord word={word} shape={shape} tone={tone} />
}

/** The files handed in lately, newest first, each with what became of it. */
export function IntakeList({ intakes }: { readonly intakes: readonly Intake[] }) {
  if (intakes.length === 0)
    return (
      <EmptyState title="还没有导入过文件">
        <p>
          先把手头正在用的整改台账（Excel、WPS 表格，或 Word、PDF
          里的表格）拖到本页，或在上面选择文件。系统会告诉您每一列认成了什么，您确认之前什么也不会写入。
        </p>
      </EmptyState>
    )
  const open = intakes.filter(({ state, importing }) => state === 'open' && !importing).length
  return (
    <section className={shared['box']} aria-labelledby="in-recent">
      <header>
        <h2 id="in-recent">导入记录</h2>
        {open > 0 && (
          <span className={styles['open']} data-tone="warn">
            {open} 份待确认
          </span>
        )}
        {intakes.length >= 100 && <span className="ui-quiet">只列最近 100 份</span>}
      </header>
      <table className={styles['list']}>
        <thead>
          <tr>
            <th scope="col">文件</th>
            <th scope="col">状态</th>
            <th scope="col">结果</th>
            <th scope="col">上传人</th>
            <th scope="col">上传时间</th>
          </tr>
        </thead>
        <tbody>
          {intakes.map((intake) => (
            <Line key={intake.id} intake={intake} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Line = ({ intake }: { readonly intake: Intake }) => (
  <tr>
    <td className={styles['name']}>
      <Link to="/intake/$intakeId" params={{ intakeId: intake.id }}>
        {intake.fileName}
      </Link>{' '}
      <span className="ui-quiet">{sizeWords(intake.bytes)}</span>
    </td>
    <td className={shared['tight']}>
      <IntakeState state={intake.importing ? 'importing' : intake.state} />
    </td>
    <td>{resultOf(intake)}</td>
    <td className={shared['tight']}>{intake.by}</td>
    <td className={shared['tight']}>
      <time dateTime={intake.at}>{minuteWords(intake.at)}</time>
    </td>
  </tr>
)

function resultOf({ state, receipt, refusal }: Intake): string {
  if (refusal) return withRemedy(refusal.message)
  if (receipt) return sumWords(receipt)
  return state === 'open' ? '尚未写入台账，点文件名查看并确认' : '未写入台账'
}
