import { useState } from 'react'
import { PopoverButton, useClosePopover } from '../feedback/Popover.tsx'
import { ProgressBar } from '../feedback/states.tsx'
import { toast, toastError } from '../feedback/Toast.tsx'
import { Button } from '../form/Button.tsx'
import styles from './list.module.css'

/** An export that takes its time: how far it is, and how to end it. */
export type ExportProgress = { readonly text: string; readonly done?: number; readonly total?: number; readonly cancel: () => void }
export type ExportEnd = 'saved' | 'cancelled'
/** A file of what the list shows. */
export type ListExport<Filter> = {
  readonly label: string
  readonly run: (filter: Filter, onProgress: (progress: ExportProgress) => void) => Promise<ExportEnd>
}
type Props<Filter> = {
  readonly exports: readonly ListExport<Filter>[]
  readonly filter: Filter
  readonly total: number
  /** What is counted: 项, 条, 人 */
  readonly unit?: string
}

/** 导出: exactly the rows of the present conditions, on all pages. */
export function ExportMenu<Filter>({ exports, filter, total, unit = '项' }: Props<Filter>) {
  const [running, setRunning] = useState<Running>()
  if (exports.length === 0) return null
  const run = async ({ label, run: make }: ListExport<Filter>) => {
    setRunning({})
    try {
      const end = await make(filter, (progress) => setRunning({ progress }))
      toast(end === 'saved' ? `已导出：${label}` : `已取消导出：${label}`)
    } catch (error) {
      toastError(error, '没有导出：')
    }
    setRunning(undefined)
  }
  if (running?.progress) return <UnderWay progress={running.progress} />
  if (running) return <Button loading>正在导出…</Button>
  return (
    <PopoverButton
      variant="default"
      label="导出当前筛选出的内容"
      content={
        <div className={styles['exports']}>
          <p className="ui-quiet">
            当前筛选出的 {total} {unit}
          </p>
          <Choices exports={exports} whyNot={total === 0 ? '没有可以导出的内容' : null} onRun={(one) => void run(one)} />
        </div>
      }
    >
      导出 <span aria-hidden="true">▾</span>
    </PopoverButton>
  )
}

type Running = { readonly progress?: ExportProgress }

/** The button tells how far it is; what is behind it tells more, and ends it. */
function UnderWay({ progress: { cancel, ...bar } }: { readonly progress: ExportProgress }) {
  const { done, total } = bar
  const percent = done !== undefined && total ? `${Math.floor((100 * done) / total)}%` : '…'
  return (
    <PopoverButton
      variant="default"
      label="导出进度"
      content={
        <div className={styles['exports']}>
          <ProgressBar {...bar} onCancel={cancel} />
          <p className="ui-quiet">可以离开本页，完成后在“报表”页的“我的导出”里取。</p>
        </div>
      }
    >
      正在导出 {percent} <span aria-hidden="true">▾</span>
    </PopoverButton>
  )
}

type ChoicesProps<Filter> = Pick<Props<Filter>, 'exports'> & {
  readonly whyNot: string | null
  readonly onRun: (one: ListExport<Filter>) => void
}

function Choices<Filter>({ exports, whyNot, onRun }: ChoicesProps<Filter>) {
  const close = useClosePopover()
  return exports.map((one) => (
    <Button
      key={one.label}
      variant="text"
      whyNot={whyNot}
      onClick={() => {
        close()
        onRun(one)
      }}
    >
      {one.label}
    </Button>
  ))
}
