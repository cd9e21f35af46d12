import { useState } from 'react'
import { COMPLAINANT_WORDS } from '#kernel/rooms/complainants.ts'
import { call } from '#ui/api-client.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import { Button } from '#ui/form/Button.tsx'
import { type TypedProps, useMatterScope } from '#ui/form/typed-check.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { typedEndpoint } from '../complainants.contract.ts'
import { type SealedPiece, sealText } from '../domain/complainant-text.ts'
import styles from './sealed.module.css'

/** What a text that somebody types seems to hold: 电话 138… @internal tests look at it */
export const warningWords = (pieces: readonly SealedPiece[]): string =>
  `似含举报人信息：${pieces.map(({ kind, text }) => `${COMPLAINANT_WORDS[kind]} ${text}`).join('、')}`

/** Below a field for words: what seems to be a complainant's, to be sealed or said to be none. Nothing of the text changes by itself. */
export function TypedWarning({ label, value, onChange }: TypedProps) {
  const matterId = useMatterScope()
  const [none, setNone] = useState<readonly string[]>([])
  const { busy, error, run } = useSaving()
  const { text, pieces } = sealText(value, { isComplaint: false, head: label })
  const open = pieces.filter((piece) => !none.includes(piece.text))
  if (open.length === 0) return null
  const decide = (decision: 'seal' | 'none') =>
    void run(async () => {
      if (matterId) await call(typedEndpoint, { matterId }, { decision, label, pieces: [...open] })
      if (decision === 'seal') onChange(text)
      else setNone([...none, ...open.map((piece) => piece.text)])
    })
  return (
    <div className={styles['typed']} data-tone="warn" role="alert">
      <p>
        <StatusIcon shape="diamond" tone="warn" /> {warningWords(open)}
      </p>
      {error && <ErrorBanner message={error} />}
      <div className={styles['decide']}>
        <Button loading={busy} onClick={() => decide('seal')}>
          {matterId ? '封存，原处留标记' : '换成标记，原文不保存'}
        </Button>
        <Button variant="text" disabled={busy} onClick={() => decide('none')}>
          不是举报人信息
        </Button>
      </div>
    </div>
  )
}
