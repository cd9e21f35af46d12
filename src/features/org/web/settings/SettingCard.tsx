import { useState } from 'react'
import type { SettingSpec } from '#kernel/declaration.ts'
import { SETTINGS } from '#kernel/rooms.ts'
import { settingInWords } from '#kernel/settings.ts'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { Button } from '#ui/form/Button.tsx'
import { ButtonLink } from '#ui/form/ButtonLink.tsx'
import type { NamedScope, ScopedValue, Setting } from '../../settings.contract.ts'
import { ScopedValues } from './ScopedValues.tsx'
import { SettingDialog } from './SettingDialog.tsx'
import { TakeBackDialog } from './TakeBackDialog.tsx'
import { VersionsDialog } from './VersionsDialog.tsx'
import { madeWords, standardWords } from './setting-words.ts'
import styles from './settings.module.css'

type Props = { readonly setting: Setting; readonly scopes: readonly NamedScope[]; readonly may: boolean }
/** Which window is open, and for which scope. */
type Open = { readonly window: 'add' } | { readonly window: 'edit' | 'take-back' | 'versions'; readonly at: ScopedValue }

/** One setting: what it means, what holds for the place, what else holds where, who set it. */
export function SettingCard({ setting, scopes, may }: Props) {
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const { title, help, page }: SettingSpec = SETTINGS[setting.key]
  const place = placeOf(setting)
  const choices = scopes.filter(({ kind }) => setting.kinds.includes(kind))
  const mayEdit = may && page === undefined
  return (
    <section className={styles['card']} aria-label={title}>
      <div>
        <h2>{title}</h2>
        <p className="ui-quiet">{help}</p>
      </div>
      <div className={styles['value']}>
        <b>{settingInWords(setting.key, setting.value)}</b>
        <PlaceNote setting={setting} />
      </div>
      <div className={styles['acts']}>
        {mayEdit && <Button onClick={() => setOpen({ window: 'edit', at: place })}>修改</Button>}
        {mayEdit && choices.length > 0 && <Button onClick={() => setOpen({ window: 'add' })}>单独设置</Button>}
        {may && page !== undefined && <ButtonLink to={page}>去修改</ButtonLink>}
        {setting.version > 0 && (
          <Button variant="text" onClick={() => setOpen({ window: 'versions', at: place })}>
            历次版本
          </Button>
        )}
      </div>
      {setting.scoped.length > 0 && (
        <div className={styles['scoped']}>
          <ScopedValues setting={setting} mayEdit={mayEdit} onOpen={(window, at) => setOpen({ window, at })} />
        </div>
      )}
      {open?.window === 'add' && <SettingDialog setting={setting} choices={choices} onClose={close} />}
      {open?.window === 'edit' && <SettingDialog setting={setting} at={open.at} choices={choices} onClose={close} />}
      {open?.window === 'take-back' && <TakeBackDialog settingKey={setting.key} at={open.at} onClose={close} />}
      {open?.window === 'versions' && <VersionsDialog settingKey={setting.key} at={open.at} onClose={close} />}
    </section>
  )
}

/** The place's own value in the same form as those of narrower scopes. */
const placeOf = ({ value, version, fits, made }: Setting): ScopedValue => ({
  scope: 'place',
  kind: 'place',
  name: '全区',
  state: fits ? 'set' : 'unfit',
  value,
  version,
  made,
})

function PlaceNote({ setting: { key, version, fits, made } }: { readonly setting: Setting }) {
  if (version === 0) return <p className="ui-quiet">全区　标准值，没有改过</p>
  return (
    <>
      {!fits && <StatusWord word="存下的值不合现在的要求，已按标准值" shape="triangle" tone="warn" />}
      <p className="ui-quiet">
        全区　标准：{standardWords(key)}　{madeWords(made)}（第 {version} 版）
      </p>
    </>
  )
}
