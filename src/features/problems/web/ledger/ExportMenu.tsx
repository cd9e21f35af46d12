import { useState } from 'react'
import { PopoverButton, useClosePopover } from '#ui/feedback/Popover.tsx'
import type { FilterInput } from './ledger-url.ts'
import type { ToastMessage } from '#ui/feedback/Toast.tsx'

/** A file of what the list shows. Rooms further right provide these; the page only offers them. */
export type LedgerExport = { readonly label: string; readonly run: (filter: FilterInput) => Promise<void> }
type Props = {
  readonly exports: readonly LedgerExport[]
  readonly filter: FilterInput
  readonly total: number
  readonly say: (said: ToastMessage) => void
}

/** 导出: exactly the rows of the present conditions, on all pages. */
export function ExportMenu({ exports, filter, total, say }: Props) {
  const [running, setRunning] = useState<string>()
  if (exports.length === 0) return null
  const run = async ({ label, run: make }: LedgerExport) => {
    setRunning(label)
    try {
      await make(filter)
      say({ text: `已导出：${label}` })
    } catch (error) {
      say({ text: `没有导出：${error instanceof Error ? error.message : '请再试一次'}`, tone: 'alarm' })
    }
    setRunning(undefined)
  }
  if (running !== undefined)
    return (
      <button type="button" className="ui-btn" disabled>
        正在导出…
      </button>
    )
  return (
    <PopoverButton
      label="导出当前筛选出的问题"
      className="ui-btn"
      content={<Choices exports={exports} total={total} onRun={(one) => void run(one)} />}
    >
      导出 <span aria-hidden="true">▾</span>
    </PopoverButton>
  )
}

type ChoicesProps = Pick<Props, 'exports' | 'total'> & { readonly onRun: (one: LedgerExport) => void }

function Choices({ exports, total, onRun }: ChoicesProps) {
  const close = useClosePopover()
  return (
    <div className="pb-exports">
      <p className="ui-quiet">当前筛选出的 {total} 项</p>
      {exports.map((one) => (
        <button
          key={one.label}
          type="button"
          className="ui-link"
          disabled={total === 0}
          onClick={() => {
            close()
            onRun(one)
          }}
        >
          {one.label}
        </button>
      ))}
    </div>
  )
}
