import { useQuery } from '@tanstack/react-query'
import { SETTINGS, type SettingKey } from '#kernel/rooms.ts'
import { ShowDialog } from '#ui/feedback/Dialog.tsx'
import { ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { DataTable } from '#ui/list/DataTable.tsx'
import type { ScopedValue } from '../../settings.contract.ts'
import { versionsQuery } from './settings-queries.ts'
import { heldWords, madeWords, scopeWords } from './setting-words.ts'

type Props = { readonly settingKey: SettingKey; readonly at: ScopedValue; readonly onClose: () => void }

/** What a setting was in one scope, the newest first. */
export function VersionsDialog({ settingKey, at, onClose }: Props) {
  const { data, error, refetch } = useQuery(versionsQuery(settingKey, at.scope))
  return (
    <ShowDialog title={`${SETTINGS[settingKey].title}：${scopeWords(at)}的历次版本`} onClose={onClose}>
      {!data && (error ? <ErrorState message={error.message} onRetry={() => void refetch()} /> : <ProgressBar text="正在读取版本" />)}
      {data && (
        <DataTable
          label="历次版本"
          columns={[
            { key: 'version', title: '版本', width: '64px', isName: true, render: ({ version }) => `第 ${version} 版` },
            { key: 'value', title: '值', render: (row) => heldWords(settingKey, row) },
            { key: 'made', title: '谁在何时为何设置', width: '46%', render: ({ made }) => madeWords(made) },
          ]}
          rows={data.versions}
          rowId={({ version }) => String(version)}
        />
      )}
    </ShowDialog>
  )
}
