import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { COMPLAINANT_KINDS, COMPLAINANT_WORDS, type ComplainantKind } from '#kernel/rooms/complainants.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { useCan } from '#features/org/web/current-user.ts'
import { call } from '#ui/api-client.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { toast } from '#ui/feedback/Toast.tsx'
import { Button } from '#ui/form/Button.tsx'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { TextField } from '#ui/form/TextField.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { sealMissedEndpoint } from '../cleaning.contract.ts'
import styles from './cleaning.module.css'

const OPTIONS = COMPLAINANT_KINDS.map((kind) => ({ value: kind, label: COMPLAINANT_WORDS[kind] }))
const WHAT = { text: '一段文字，出现在哪里都封存', head: '原始单元格，按列名' } as const
const WHAT_OPTIONS = Object.entries(WHAT).map(([value, label]) => ({ value, label }))

/** An officer seals what was missed in this problem. */
export function SealMissed({ matterId }: { readonly matterId: MatterId }) {
  return useCan('complainant.seal') ? <SealForm matterId={matterId} /> : null
}

function SealForm({ matterId }: { readonly matterId: MatterId }) {
  const client = useQueryClient()
  const [what, setWhat] = useState<string>('text')
  const [kind, setKind] = useState<ComplainantKind>('name')
  const [typed, setTyped] = useState('')
  const { busy, error, run } = useSaving()
  const seal = () =>
    void run(async () => {
      const { places } = await call(sealMissedEndpoint, { matterId }, { kind, [what === 'head' ? 'head' : 'text']: typed })
      toast(`已封存 ${places} 处`)
      setTyped('')
      await client.invalidateQueries()
    })
  return (
    <details className={styles['seal']}>
      <summary>封存漏掉的举报人信息</summary>
      {error && <ErrorBanner message={error} />}
      <div className={styles['form']}>
        <ChoiceField label="封存什么" options={WHAT_OPTIONS} value={what} onChange={(value) => setWhat(value ?? 'text')} />
        <ChoiceField
          label="类别"
          options={OPTIONS}
          value={kind}
          onChange={(value) => setKind(COMPLAINANT_KINDS.find((one) => one === value) ?? 'name')}
        />
        <TextField label={what === 'head' ? '列名' : '要封存的文字'} max={200} value={typed} onChange={setTyped} />
        <Button loading={busy} whyNot={typed.trim().length < 2 ? '请写明要封存的文字或列名' : ''} onClick={seal}>
          封存
        </Button>
      </div>
      <p className="ui-quiet">封存后从台账、办理记录、检索中移出，不能恢复显示；只有“举报信息查阅人”写明事由才能查阅。</p>
    </details>
  )
}
