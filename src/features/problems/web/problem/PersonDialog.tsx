import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { CallError, call } from '#ui/api-client.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { namePersonEndpoint } from '../../problems.contract.ts'
import { PROBLEMS } from '../problem-queries.ts'
import type { ProblemReply } from '../../problems.contract.ts'
import { namesOf, phonesOf } from '../../domain/ledger-line.ts'
import type { ToastMessage } from '#ui/feedback/Toast.tsx'
import { Dialog } from '#ui/feedback/Dialog.tsx'

type Props = { readonly problem: ProblemReply; readonly onClose: () => void; readonly notify: (message: ToastMessage) => void }

/** The head of a unit names who answers for the problem. A refusal keeps what was typed; the newest version is read for another try. */
export function PersonDialog({ problem: { row, version }, onClose, notify }: Props) {
  const client = useQueryClient()
  const [name, setName] = useState(namesOf(row.person))
  const [phone, setPhone] = useState(phonesOf(row))
  const [refused, setRefused] = useState<string>()
  const [saving, setSaving] = useState(false)
  const save = async () => {
    setSaving(true)
    setRefused(undefined)
    try {
      const number = phone.trim()
      await call(namePersonEndpoint, { problemId: row.id }, { name, ...(number !== '' && { phone: number }) }, { version })
      notify({ text: `已明确责任人：${name.trim()}` })
      onClose()
    } catch (error) {
      setSaving(false)
      setRefused(error instanceof CallError ? (error.fields[0]?.message ?? error.message) : '没有保存，请再试一次')
    }
    await client.invalidateQueries({ queryKey: PROBLEMS })
  }
  return (
    <Dialog
      width="small"
      title="明确责任人"
      okText="保存"
      disabled={name.trim() === ''}
      busy={saving}
      onOk={() => void save()}
      onClose={onClose}
    >
      <div className="pb-fill">
        {refused !== undefined && <ErrorBanner message={refused} />}
        <label className="pb-field">
          <span>责任人</span>
          <input className="ui-input" maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        </label>
        <label className="pb-field">
          <span>联系电话</span>
          <input className="ui-input" maxLength={40} inputMode="tel" value={phone} onChange={(event) => setPhone(event.target.value)} />
        </label>
      </div>
    </Dialog>
  )
}
