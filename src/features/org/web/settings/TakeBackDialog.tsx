import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { SETTINGS, type SettingKey } from '#kernel/rooms.ts'
import { INHERITED } from '#kernel/settings.ts'
import { call } from '#ui/api-client.ts'
import { ConfirmDialog } from '#ui/feedback/Dialog.tsx'
import { toast } from '#ui/feedback/Toast.tsx'
import { TextField } from '#ui/form/TextField.tsx'
import { type ScopedValue, saveSettingEndpoint } from '../../settings.contract.ts'
import { Effects } from './Effects.tsx'
import { heldWords, scopeWords } from './setting-words.ts'

type Props = { readonly settingKey: SettingKey; readonly at: ScopedValue; readonly onClose: () => void }

/** A scope gives its own value back: wider ones answer from then on, its versions stay. */
export function TakeBackDialog({ settingKey: key, at, onClose }: Props) {
  const [reason, setReason] = useState('')
  const client = useQueryClient()
  return (
    <ConfirmDialog
      title={`取消${at.name}的单独设置`}
      okText="取消单独设置"
      cancelText="不取消"
      whyNot={reason.trim() === '' ? '请填写原因' : null}
      work={() => call(saveSettingEndpoint, { key }, { value: INHERITED, scope: at.scope, reason }, { version: at.version })}
      onDone={() => {
        toast('已取消单独设置')
        void client.invalidateQueries()
      }}
      onClose={onClose}
    >
      <p>
        {SETTINGS[key].title}在{scopeWords(at)}现为：{heldWords(key, at)}。取消后按更宽的范围，历次版本仍可查看。
      </p>
      <TextField label="原因" required max={200} value={reason} onChange={setReason} />
      <Effects settingKey={key} scope={at.scope} value={INHERITED} />
    </ConfirmDialog>
  )
}
