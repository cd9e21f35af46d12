import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDeferredValue } from 'react'
import { call } from '#ui/api-client.ts'
import { EmptyState, ErrorBanner } from '#ui/feedback/states.tsx'
import { useCan, useCurrentUser } from '#features/org/web/current-user.ts'
import { PageHeader } from '#ui/page/PageHeader.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { useDraft } from '#ui/form/useDraft.ts'
import { startEndpoint } from '../../lookback.contract.ts'
import { LOOKBACK, useScopePreview } from '../lookback-queries.ts'
import { ScopeFields } from './ScopeFields.tsx'
import { ScopePreview } from './ScopePreview.tsx'
import { START, missingInStart, scopeFromDraft } from './scope-form.ts'
import { Button } from '#ui/form/Button.tsx'
import { TextArea, TextField } from '#ui/form/TextField.tsx'
import { DayField } from '#ui/form/DayField.tsx'
import { DraftNotice } from '#ui/form/DraftNotice.tsx'
import shared from '../lookback.module.css'
import styles from './start.module.css'

/** Begins a campaign: the scope on the left, what it takes in on the right, counted anew with every change. */
export function StartPage() {
  if (useCan('lookback.manage')) return <StartForm />
  return (
    <EmptyState title="您没有发起“回头看”的权限">
      <p>“回头看”由专班发起；需要核查哪些问题，请与专班联系。</p>
    </EmptyState>
  )
}

/** What is typed, what it would take in, and how it is sent: exactly as many as were shown. */
function useStart() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const stored = useDraft(`bihuan.lookback.${useCurrentUser().id}.start`, START)
  const draft = { ...stored.value, scope: scopeFromDraft(stored.value.scope) }
  const preview = useScopePreview(useDeferredValue(draft.scope))
  const saving = useSaving(['name', 'dueOn', 'note'])
  const items = preview.data?.items
  const start = async () => {
    await saving.run(async () => {
      const { id } = await call(startEndpoint, {}, { ...draft, expected: items ?? 0 })
      stored.clear()
      await navigate({ to: '/lookback/$lookbackId', params: { lookbackId: id } })
    })
    await client.invalidateQueries({ queryKey: LOOKBACK })
  }
  const missing = missingInStart(draft) ?? (items === 0 ? '范围内没有可以列入的事项' : null)
  const isReady = missing === null && items !== undefined && !preview.isFetching && !saving.busy
  return {
    draft,
    set: stored.set,
    stored,
    preview,
    start,
    missing,
    isReady,
    items: items ?? 0,
    busy: saving.busy,
    error: saving.error,
    errorAt: saving.errorAt,
  }
}

function StartForm() {
  const { draft, set, stored, preview, start, missing, isReady, items, busy, error, errorAt } = useStart()
  return (
    <div className={shared['page']}>
      <PageHeader title="发起“回头看”" about="项数随范围实时计算；发起后每个问题列为一项。" />
      <div className={styles['start']}>
        <form
          className={`${styles['card']} ${styles['fields']}`}
          onSubmit={(event) => {
            event.preventDefault()
            if (isReady) void start()
          }}
        >
          {error !== undefined && <ErrorBanner message={error} />}
          <DraftNotice draft={stored} act="提交" />
          <TextField
            label="名称"
            max={60}
            placeholder="例如：历次督察反馈问题“回头看”"
            value={draft.name}
            error={errorAt('name')}
            onChange={(name) => set({ name })}
          />
          <DayField
            label="截止日期"
            value={draft.dueOn}
            error={errorAt('dueOn')}
            onChange={(day) => set({ dueOn: day ?? '' })}
            clearable={false}
          />
          <ScopeFields scope={draft.scope} onScope={(scope) => set({ scope })} />
          <TextArea
            label="说明（可不填）"
            rows={2}
            max={1000}
            value={draft.note}
            error={errorAt('note')}
            onChange={(note) => set({ note })}
          />
          <div className={shared['send']}>
            {missing !== null && <span className="ui-quiet">{missing}</span>}
            <Button type="submit" variant="primary" disabled={!isReady}>
              {busy ? '正在发起…' : `发起，列入 ${items} 项`}
            </Button>
          </div>
        </form>
        <ScopePreview preview={preview} again={draft.scope.again} />
      </div>
    </div>
  )
}
