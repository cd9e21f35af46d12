import { useState } from 'react'
import type { IntakeId } from '#kernel/rooms/intake.ts'
import { copyText } from '#ui/CopyButton.tsx'
import { refusedRows } from '../intake-queries.ts'
import { refusedCells } from './outcome-words.ts'
import { Button } from '#ui/form/Button.tsx'

type State = 'idle' | 'reading' | 'done' | 'press-again' | 'failed'
const WORDS: Readonly<Record<State, string>> = {
  idle: '复制拒绝行',
  reading: '正在读取…',
  done: '已复制，可粘贴到 WPS、Excel',
  'press-again': '已备好，再点一次复制',
  failed: '没有读到，再试一次',
}

/** Puts the refused rows on the clipboard as cells: row, column, reason. Browsers allow copying only shortly after a press: a long list asks for a second one. */
export function RefusedCopy({ intakeId, count }: { readonly intakeId: IntakeId; readonly count: number }) {
  const [state, setState] = useState<State>('idle')
  const [cells, setCells] = useState<string>()
  const copy = async () => {
    setState('reading')
    try {
      const text = cells ?? refusedCells(await refusedRows(intakeId))
      setCells(text)
      setState((await copyText(text)) ? 'done' : 'press-again')
    } catch {
      setState('failed')
    }
  }
  return (
    <Button disabled={state === 'reading'} title={`把 ${count} 个拒绝行的行号、列和原因复制为表格`} onClick={() => void copy()}>
      <span aria-live="polite">{WORDS[state]}</span>
    </Button>
  )
}
