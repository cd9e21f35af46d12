import { useState } from 'react'
import { Button } from './form/Button.tsx'

type Props = { readonly text: string | (() => string); readonly label?: string }
type Outcome = 'idle' | 'done' | 'failed'
const MESSAGES: Record<Outcome, string> = { idle: '', done: '已复制', failed: '复制不了，请选中文字后按 Ctrl+C' }

/** Copies a text; says whether it worked. */
export function CopyButton({ text, label = '复制' }: Props) {
  const [outcome, setOutcome] = useState<Outcome>('idle')
  const copy = async () => {
    setOutcome((await copyText(typeof text === 'string' ? text : text())) ? 'done' : 'failed')
    setTimeout(() => setOutcome('idle'), 2500)
  }
  return (
    <Button onClick={() => void copy()}>
      <span aria-live="polite">{MESSAGES[outcome] || label}</span>
    </Button>
  )
}

/** Puts a text on the clipboard, on plain http too, where browsers offer no clipboard API. Answers whether it got there. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyByHand(text)
  }
}

/** The old way: a hidden text box, selected and copied, then the focus goes back. */
function copyByHand(text: string): boolean {
  const before = document.activeElement
  const box = document.createElement('textarea')
  box.value = text
  box.readOnly = true
  box.className = 'ui-sr'
  box.style.position = 'fixed'
  const home = before?.closest('[role="dialog"]') ?? document.body
  home.append(box)
  box.select()
  try {
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    box.remove()
    if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  }
}
