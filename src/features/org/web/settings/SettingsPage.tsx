import { useQuery } from '@tanstack/react-query'
import { ErrorState } from '#ui/feedback/states.tsx'
import { PageHead } from '../PageHead.tsx'
import { SettingCard } from './SettingCard.tsx'
import { useCan } from '../current-user.ts'
import { settingsQuery } from '../org-queries.ts'
import './settings.css'

/** Everything this place may have otherwise, each with its words, range and standard. */
export function SettingsPage() {
  const { data: settings, error, refetch } = useQuery(settingsQuery)
  const may = useCan('org.save-setting')
  if (error && !settings) return <ErrorState message={error.message} onRetry={() => void refetch()} />
  return (
    <>
      <PageHead title="设置" about="各地做法不同的地方在这里定。每次保存都留下一个版本；改动期限规则后，所有问题的期限随即重新计算。" />
      <div className="set-list">
        {settings?.map((setting) => (
          <SettingCard key={`${setting.key} ${setting.version}`} setting={setting} may={may} />
        ))}
      </div>
    </>
  )
}
