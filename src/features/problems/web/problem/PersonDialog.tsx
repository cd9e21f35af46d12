import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#ui/api-client.ts'
import { namePersonEndpoint } from '../../problems.contract.ts'
import type { ProblemReply } from '../../problems.contract.ts'
import { namesOf, phonesOf } from '../../domain/ledger-line.ts'
import { toast } from '#ui/feedback/Toast.tsx'
import { Dialog } from '#ui/feedback/Dialog.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { PROBLEMS } from '../problem-queries.ts'
import { TextField } from '#ui/form/TextField.tsx'

type Props = { readonly problem: ProblemReply; readonly onClose: () => void }

/** The head of a unit names who answers for the problem. A refusal keeps what was typed; the newest version is read for another try. */
export function PersonDialog({ problem: { row, version }, onClose }: Props) {
  const [name, setName] = useState(namesOf(row.person))
  const [phone, setPhone] = useState(phonesOf(row))
  const client = useQueryClient()
  const { busy, error, errorAt, run } = useSaving(['name', 'phone'])
  const save = async () => {
    await run(async () => {
      const number = phone.trim()
      await call(namePersonEndpoint, { problemId: row.id }, { name, ...(number !== '' && { phone: number }) }, { version })
      toast(`已明确责任人：${name.trim()}`)
      onClose()
    })
    await client.invalidateQueries({ queryKey: PROBLEMS })
  }
  return (
    <Dialog
      width="small"
      title="明确责任人"
      okText="保存"
      disabled={name.trim() === ''}
      busy={busy}
      error={error}
      onOk={() => void save()}
      onClose={onClose}
    >
      <TextField label="责任人" max={60} value={name} error={errorAt('name')} onChange={setName} />
      <TextField label="联系电话" max={40} inputMode="tel" value={phone} error={errorAt('phone')} onChange={setPhone} />
    </Dialog>
  )
}
