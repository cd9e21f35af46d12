import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { SCOPES } from '#kernel/rooms.ts'
import { SCOPE_KINDS } from '#kernel/settings.ts'
import { ErrorBanner, ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { useListPage } from '#ui/list/useListPage.ts'
import { PageHeader } from '#ui/page/PageHeader.tsx'
import type { NamedScope } from '../../settings.contract.ts'
import { useCan } from '../current-user.ts'
import { inspectionsQuery } from '../org-queries.ts'
import { InForce } from './InForce.tsx'
import { SettingCard } from './SettingCard.tsx'
import { settingsQuery } from './settings-queries.ts'
import { ownPage, scopeWords } from './setting-words.ts'
import styles from './settings.module.css'

/** `of`: `source=…` or `scope=…`, whose values in force are looked at. */
const LIST = { filter: z.object({ of: z.string().optional() }), sorts: [] } as const

/** Everything this place may have otherwise: which value holds where, who set it, and why it holds. */
export function SettingsPage() {
  const { data, error, refetch } = useQuery(settingsQuery)
  const { state, setFilter } = useListPage(LIST)
  const may = useCan('org.save-setting')
  const retry = () => void refetch()
  if (!data) return error ? <ErrorState message={error.message} onRetry={retry} /> : <ProgressBar text="正在读取设置" />
  const { of } = state.filter
  return (
    <div className={styles['page']}>
      <PageHeader
        title="设置"
        about={`同一项设置，最窄的范围说了算：${lookup(data.scopes)}。每次保存都留下一个版本；改动期限规则后，有关问题的期限随即重新计算。`}
      />
      {error && <ErrorBanner message={`${error.message}。以下是上次读到的内容`} onRetry={retry} />}
      <WhoseValues of={of} scopes={data.scopes} onChange={(next) => setFilter({ of: next })} />
      {of === undefined ? (
        <div className={styles['list']}>
          {data.settings
            .filter(({ key }) => ownPage(key) === undefined)
            .map((setting) => (
              <SettingCard key={setting.key} setting={setting} scopes={data.scopes} may={may} />
            ))}
        </div>
      ) : (
        <InForce of={of} />
      )}
    </div>
  )
}

/** 督察 → 来源类别 → 全区 → 标准值: kinds of which there is anything. */
const lookup = (scopes: readonly NamedScope[]) =>
  [...SCOPE_KINDS.filter((kind) => scopes.some((scope) => scope.kind === kind)).map((kind) => SCOPES[kind].title), '标准值'].join(' → ')

type WhoseProps = {
  readonly of: string | undefined
  readonly scopes: readonly NamedScope[]
  readonly onChange: (of: string | undefined) => void
}

/** For whose matters: a source stands for its class and its inspection at once. */
function WhoseValues({ of, scopes, onChange }: WhoseProps) {
  const { data } = useQuery(inspectionsQuery)
  const inspections = new Map<string, string>(data?.inspections.map(({ id, name }) => [id, name]))
  const sources = (data?.sources ?? []).map(({ id, name, inspectionId }) => {
    const about = inspections.get(inspectionId ?? '')
    return { value: `source=${id}`, label: `来源 ${name}`, ...(about !== undefined && { about }) }
  })
  const options = [...sources, ...scopes.map((scope) => ({ value: `scope=${scope.scope}`, label: scopeWords(scope) }))]
  return (
    <ChoiceField
      className={styles['whose']}
      label="实际生效的值"
      help="选一个问题来源、督察或类别，看每项设置对它生效的是哪个值、由哪个范围定的"
      empty="选择来源、督察或类别"
      options={options}
      value={of}
      onChange={(next) => onChange(next ?? undefined)}
    />
  )
}
