import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { SETTINGS } from '#kernel/rooms.ts'
import type { SettingWords } from '#kernel/declaration.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { type Setting, saveSettingEndpoint } from '../../place.contract.ts'
import { SettingInput } from './SettingInput.tsx'
import { inWords, shapeOf } from './setting-shape.ts'
import { useSaving } from '#ui/form/useSaving.ts'
import { Button } from '#ui/form/Button.tsx'

const CLOCK = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** One setting: what it means, what it is, what it may be, who said so. */
export function SettingCard({
  setting: { key, value, version, changedAt, changedBy, schema },
  may,
}: {
  readonly setting: Setting
  readonly may: boolean
}) {
  const words: SettingWords = SETTINGS[key]
  const standard: unknown = SETTINGS[key].standard
  const shape = shapeOf(schema, words.options)
  const [draft, setDraft] = useState(value)
  const { busy, error, run } = useSaving()
  const client = useQueryClient()
  const save = async () => {
    await call(saveSettingEndpoint, { key }, { value: draft }, { version })
    await client.invalidateQueries()
  }
  return (
    <section className="set-card" aria-label={words.title}>
      <div className="set-words">
        <h2>{words.title}</h2>
        <p className="ui-quiet">{words.help}</p>
      </div>
      <div className="set-value">
        <SettingInput label={words.title} shape={shape} value={draft} unit={words.unit} disabled={!may || busy} onValue={setDraft} />
        {error && <ErrorBanner message={error} />}
        <p className="ui-quiet">
          标准：{inWords(standard, shape, words.unit)}
          {!same(draft, standard) && may && (
            <Button variant="text" onClick={() => setDraft(standard)}>
              恢复标准
            </Button>
          )}
          {changedAt !== null && `　${CLOCK.format(new Date(changedAt))} 由${changedBy ?? '系统'}改为现值（第 ${version} 版）`}
        </p>
      </div>
      {may && (
        <Button
          variant={same(draft, value) ? 'default' : 'primary'}
          disabled={same(draft, value)}
          loading={busy}
          onClick={() => void run(save)}
        >
          保存
        </Button>
      )}
    </section>
  )
}
