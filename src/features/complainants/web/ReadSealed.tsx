import { useState } from 'react'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { COMPLAINANT_WORDS } from '#kernel/rooms/complainants.ts'
import { CodeForm } from '#features/org/web/second-factor/CodeForm.tsx'
import { CallError, call } from '#ui/api-client.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { Button } from '#ui/form/Button.tsx'
import { TextField } from '#ui/form/TextField.tsx'
import { type OpenedCell, readSealedEndpoint } from '../complainants.contract.ts'
import styles from './sealed.module.css'

const SHORTEST = 4

/** Asks for the reason, then shows what is sealed; it stays in this part of the page alone and goes with it. */
export function ReadSealed({ matterId, onRead }: { readonly matterId: MatterId; readonly onRead: () => void }) {
  const [reason, setReason] = useState('')
  const [cells, setCells] = useState<readonly OpenedCell[]>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const [isCodeWanted, setCodeWanted] = useState(false)
  const read = async () => {
    setBusy(true)
    setError('')
    try {
      setCells((await call(readSealedEndpoint, { matterId }, { reason })).cells)
      setReason('')
      onRead()
    } catch (failure) {
      if (failure instanceof CallError && failure.code === 'session.code-again') return setCodeWanted(true)
      setError(failure instanceof Error ? failure.message : '没有读到，请重试')
    } finally {
      setBusy(false)
    }
  }
  if (isCodeWanted)
    return (
      <div className={styles['code']}>
        <p>查阅前请再验证一次身份。</p>
        <CodeForm onIn={() => (setCodeWanted(false), void read())} onBack={() => setCodeWanted(false)} />
      </div>
    )
  if (cells) return <Opened cells={cells} onClose={() => setCells(undefined)} />
  return (
    <>
      {error !== '' && <ErrorBanner message={error} />}
      <div className={styles['ask']}>
        <TextField label="查阅事由" help="记入办理记录；不要写举报人的信息" max={200} value={reason} onChange={setReason} />
        <Button
          variant="primary"
          loading={busy}
          whyNot={reason.trim().length < SHORTEST ? `请写明查阅事由，至少 ${SHORTEST} 个字` : ''}
          onClick={() => void read()}
        >
          查阅
        </Button>
      </div>
    </>
  )
}

function Opened({ cells, onClose }: { readonly cells: readonly OpenedCell[]; readonly onClose: () => void }) {
  return (
    <div className={styles['opened']} data-tone="warn">
      <table>
        <tbody>
          {cells.map(({ head, kind, text, inText }) => (
            <tr key={`${head} ${kind} ${text}`}>
              <th scope="row">{inText ? `${COMPLAINANT_WORDS[kind]}（原写在“${head}”里）` : head}</th>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="ui-quiet">不得透露给被举报的人或单位。本次查阅已记录。</p>
      <Button onClick={onClose}>收起</Button>
    </div>
  )
}
