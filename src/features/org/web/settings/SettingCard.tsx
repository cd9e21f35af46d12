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
import { madeWords, ownPage, standardWords } from './setting-words.ts'
import styles from './settings.module.css'

type Props = { readonly setting: Setting; readonly scopes: readonly NamedScope[]; readonly may: boolean }
/** Which window is open, and for which scope; `edit` without one: a scope is chosen. */
type Open = { readonly window: 'edit'; readonly at?: ScopedValue } | { readonly window: 'take-back' | 'versions'; readonly at: ScopedValue }

/** One setting: what it means, what holds for the place, what else holds where, who set it. */
export function SettingCard({ setting, scopes, may }: Props) {
  const [open, setOpen] = useState<Open>()
  const { title, help }: SettingSpec = SETTINGS[setting.key]
  const choices = scopes.filter(({ kind }) => setting.kinds.includes(kind))
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
      <Acts setting={setting} may={may} hasScopes={choices.length > 0} onOpen={setOpen} />
      {setting.scoped.length > 0 && (
        <div className={styles['scoped']}>
          <ScopedValues
            setting={setting}
            mayEdit={may && elsewhere(setting.key) === undefined}
            onOpen={(window, at) => setOpen({ window, at })}
          />
        </div>
      )}
      {open && <Window open={open} setting={setting} choices={choices} onClose={() => setOpen(undefined)} />}
    </section>
  )
}

/** The page on which a setting is changed where that is not the one that shows it. */
function elsewhere(key: Setting['key']): SettingSpec['page'] {
  const { page }: SettingSpec = SETTINGS[key]
  return ownPage(key) === undefined ? page : undefined
}

type ActsProps = {
  readonly setting: Setting
  readonly may: boolean
  readonly hasScopes: boolean
  readonly onOpen: (open: Open) => void
}
function Acts({ setting, may, hasScopes, onOpen }: ActsProps) {
  const page = elsewhere(setting.key)
  const at = placeOf(setting)
  return (
    <div className={styles['acts']}>
      {may && page !== undefined && <ButtonLink to={page}>去修改</ButtonLink>}
      {may && page === undefined && <Button onClick={() => onOpen({ window: 'edit', at })}>修改</Button>}
      {may && page === undefined && hasScopes && <Button onClick={() => onOpen({ window: 'edit' })}>单独设置</Button>}
      {setting.version > 0 && (
        <Button variant="text" onClick={() => onOpen({ window: 'versions', at })}>
          历次版本
        </Button>
      )}
    </div>
  )
}

type WindowProps = { readonly open: Open; readonly setting: Setting; readonly choices: readonly NamedScope[]; readonly onClose: () => void }
function Window({ open, setting, choices, onClose }: WindowProps) {
  if (open.window === 'edit')
    return <SettingDialog setting={setting} {...(open.at && { at: open.at })} choices={choices} onClose={onClose} />
  if (open.window === 'versions') return <VersionsDialog settingKey={setting.key} at={open.at} onClose={onClose} />
  return <TakeBackDialog settingKey={setting.key} at={open.at} onClose={onClose} />
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
