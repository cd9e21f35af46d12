import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SettingWords } from '#kernel/declaration.ts'
import { SETTINGS, type SettingKey } from '#kernel/rooms.ts'
import { BACKUP_PAGE, SECURITY_PAGE } from '#kernel/rooms/org-settings.ts'
import { call } from '#ui/api-client.ts'
import { Dialog } from '#ui/feedback/Dialog.tsx'
import { toast } from '#ui/feedback/Toast.tsx'
import { Button } from '#ui/form/Button.tsx'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { TextField } from '#ui/form/TextField.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import {
  type NamedScope,
  type ScopedValue,
  type Setting,
  saveBackupEndpoint,
  saveSecurityEndpoint,
  saveSettingEndpoint,
} from '../../settings.contract.ts'
import { Effects } from './Effects.tsx'
import { SettingInput } from './SettingInput.tsx'
import { shapeOf } from './setting-shape.ts'
import { ownPage, scopeWords, standardWords } from './setting-words.ts'

type Props = {
  readonly setting: Setting
  /** The scope whose value is changed; absent: one is chosen. */
  readonly at?: ScopedValue
  readonly choices: readonly NamedScope[]
  readonly onClose: () => void
}
const OWN = { [SECURITY_PAGE]: saveSecurityEndpoint, [BACKUP_PAGE]: saveBackupEndpoint } as const
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** What is being filled in, what it lacks, and saving it. */
function useEditing({ setting, at, onClose }: Omit<Props, 'choices'>) {
  const { key } = setting
  const [scope, setScope] = useState(at?.scope)
  const [value, setValue] = useState<unknown>(at?.state === 'set' ? at.value : setting.value)
  const [reason, setReason] = useState('')
  const { run, ...saving } = useSaving(['reason', 'value'])
  const client = useQueryClient()
  const held = at ?? setting.scoped.find((each) => each.scope === scope)
  const isUnchanged = held?.state === 'set' && same(held.value, value)
  const missing = missingIn({ scope, reason, isUnchanged, isFilled: isFilled(value) || value === SETTINGS[key].standard })
  const save = async () => {
    if (scope === undefined) return
    const own = ownPage(key)
    const version = { version: held?.version ?? 0 }
    const saved = await run(() =>
      own ? call(OWN[own], { key }, { value, reason }, version) : call(saveSettingEndpoint, { key }, { value, scope, reason }, version),
    )
    if (!saved) return
    onClose()
    toast('已保存')
    await client.invalidateQueries()
  }
  return {
    scope,
    setScope,
    value,
    setValue,
    reason,
    setReason,
    missing,
    hasEffects: !isUnchanged && isFilled(value) && ownPage(key) === undefined,
    save,
    ...saving,
  }
}

/** A value for one scope, with what it would change before it is saved. */
export function SettingDialog({ setting, at, choices, onClose }: Props) {
  const words: SettingWords = SETTINGS[setting.key]
  const edit = useEditing({ setting, ...(at && { at }), onClose })
  const { scope, value } = edit
  return (
    <Dialog
      title={`${words.title}：${at ? scopeWords(at) : '单独设置'}`}
      okText="保存"
      whyNot={edit.missing}
      busy={edit.busy}
      error={edit.error}
      onOk={() => void edit.save()}
      onClose={onClose}
    >
      {!at && <ScopeField choices={choices} value={scope} onChange={edit.setScope} />}
      <SettingInput
        words={words}
        shape={shapeOf(setting.schema, words.options)}
        value={value}
        error={edit.errorAt('value')}
        onChange={edit.setValue}
      />
      {scope === 'place' && <Standard settingKey={setting.key} value={value} onChange={edit.setValue} />}
      <TextField
        label={scope === 'place' ? '修改原因（可不填）' : '原因'}
        required={scope !== 'place'}
        max={200}
        value={edit.reason}
        error={edit.errorAt('reason')}
        onChange={edit.setReason}
      />
      {scope !== undefined && edit.hasEffects && <Effects settingKey={setting.key} scope={scope} value={value} />}
    </Dialog>
  )
}

type StandardProps = { readonly settingKey: SettingKey; readonly value: unknown; readonly onChange: (value: unknown) => void }
const Standard = ({ settingKey: key, value, onChange }: StandardProps) => (
  <p className="ui-quiet">
    标准：{standardWords(key)}{' '}
    {!same(value, SETTINGS[key].standard) && (
      <Button variant="text" onClick={() => onChange(SETTINGS[key].standard)}>
        恢复标准
      </Button>
    )}
  </p>
)

type ScopeProps = {
  readonly choices: readonly NamedScope[]
  readonly value: string | undefined
  readonly onChange: (scope: string | undefined) => void
}
const ScopeField = ({ choices, value, onChange }: ScopeProps) => (
  <ChoiceField
    label="适用于"
    required
    help="只对这个范围里的问题生效；更窄的范围另有设置的，以更窄的为准"
    empty="选择来源类别或督察"
    clearable={false}
    options={choices.map((choice) => ({ value: choice.scope, label: scopeWords(choice) }))}
    value={value}
    onChange={(next) => onChange(next ?? undefined)}
  />
)

const isFilled = (value: unknown) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)

type State = { readonly scope: string | undefined; readonly reason: string; readonly isUnchanged: boolean; readonly isFilled: boolean }
function missingIn({ scope, reason, isUnchanged, isFilled: filled }: State): string | null {
  if (scope === undefined) return '请选择适用的范围'
  if (!filled) return '请填写值'
  if (isUnchanged) return '没有修改'
  return scope !== 'place' && reason.trim() === '' ? '请填写原因' : null
}
