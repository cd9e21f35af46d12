import { useState } from 'react'
import { TOKEN_ACTS, type TokenAct } from '#kernel/token-acts.ts'
import { call } from '#ui/api-client.ts'
import { Dialog } from '#ui/feedback/Dialog.tsx'
import { FieldStack } from '#ui/form/Field.tsx'
import { NumberField } from '#ui/form/NumberField.tsx'
import { CheckboxesField } from '#ui/form/RadioField.tsx'
import { TextField } from '#ui/form/TextField.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { makeTokenEndpoint } from '../../tokens.contract.ts'

type Props = {
  readonly choices: readonly TokenAct[]
  readonly daysMax: number
  readonly onMade: (token: string) => void
  readonly onClose: () => void
}
const USUAL_DAYS = 30

/** What a new token is for, what it may do besides reading, and for how long. */
export function NewToken({ choices, daysMax, onMade, onClose }: Props) {
  const [name, setName] = useState('')
  const [acts, setActs] = useState<readonly string[]>([])
  const [days, setDays] = useState<number | null>(Math.min(USUAL_DAYS, daysMax))
  const { busy, error, run } = useSaving()
  const make = () =>
    run(async () => {
      const { token } = await call(makeTokenEndpoint, {}, { name, acts: choices.filter((act) => acts.includes(act)), days: days ?? 0 })
      onMade(token)
    })
  const missing = name.trim() === '' ? '请填写名称' : days === null ? `有效期为 1 至 ${daysMax} 天` : null
  return (
    <Dialog
      title="生成访问令牌"
      okText={busy ? '正在生成…' : '生成'}
      cancelText="取消"
      whyNot={missing}
      busy={busy}
      error={error}
      onOk={() => void make()}
      onClose={onClose}
    >
      <FieldStack>
        <TextField label="名称" help="写明给哪个程序用，例如：市平台数据同步" max={40} value={name} onChange={setName} />
        <NumberField label="有效期" unit="天" help={`最多 ${daysMax} 天，到期作废`} min={1} max={daysMax} value={days} onChange={setDays} />
        {choices.length > 0 ? (
          <CheckboxesField
            label="读取之外，还可以"
            help="只列出您现在有权办理的；不选则只能读取"
            options={choices.map((act) => ({ value: act, label: TOKEN_ACTS[act] }))}
            value={acts}
            onChange={setActs}
          />
        ) : (
          <p className="ui-quiet">只能读取：您没有可以交给程序办理的操作。</p>
        )}
      </FieldStack>
    </Dialog>
  )
}
