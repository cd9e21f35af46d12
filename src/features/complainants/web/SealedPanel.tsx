import { useQuery } from '@tanstack/react-query'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { COMPLAINANT_WORDS } from '#kernel/rooms/complainants.ts'
import { useCan } from '#features/org/web/current-user.ts'
import { call } from '#ui/api-client.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import { Section } from '#ui/page/Section.tsx'
import { type SealedReply, sealedEndpoint } from '../complainants.contract.ts'
import { ReadSealed } from './ReadSealed.tsx'
import styles from './sealed.module.css'

/** What is known of whoever complained: that it is sealed, who may read it and who has. Nothing at all for the responsible unit. */
export function SealedPanel({ matterId }: { readonly matterId: MatterId }) {
  const mayView = useCan('complainant.view')
  return mayView ? <Sealed matterId={matterId} /> : null
}

function Sealed({ matterId }: { readonly matterId: MatterId }) {
  const mayRead = useCan('complainant.read')
  const { data, error, refetch } = useQuery({
    queryKey: ['complainants', matterId],
    queryFn: ({ signal }) => call(sealedEndpoint, { matterId }, {}, { signal }),
  })
  if (error) return <ErrorBanner message={error.message} onRetry={() => void refetch()} />
  if (!data || data.counts.length === 0) return null
  return (
    <Section title="举报人信息（已封存）">
      <div className={styles['sealed']}>
        <p>
          <StatusIcon shape="square" tone="muted" /> {countWords(data.counts)}。加密另存，不出现在台账、检索、导出和办理记录里。
        </p>
        {mayRead ? <ReadSealed matterId={matterId} onRead={() => void refetch()} /> : <p>{readerWords(data.readers)}</p>}
        <Readings readings={data.readings} />
      </div>
    </Section>
  )
}

/** 姓名 1 条、电话 2 条 @internal tests look at it */
export const countWords = (counts: SealedReply['counts']): string =>
  `已封存${counts.map(({ kind, cells }) => `${COMPLAINANT_WORDS[kind]} ${cells} 条`).join('、')}`

/** Who may read it, or how somebody comes to. @internal tests look at it */
export const readerWords = (readers: SealedReply['readers']): string =>
  readers.length === 0
    ? '目前没有人可以查阅；需要时由系统管理员在“人员”页给指定的人加上“举报信息查阅人”。'
    : `可以查阅的人：${readers.map(({ name, unit }) => `${name}（${unit}）`).join('、')}。`

function Readings({ readings }: Pick<SealedReply, 'readings'>) {
  if (readings.length === 0) return <p className="ui-quiet">还没有人查阅过。</p>
  return (
    <details className={styles['readings']}>
      <summary>查阅记录（最近 {readings.length} 次）</summary>
      <ul>
        {readings.map(({ who, at, reason, cells }) => (
          <li key={`${at} ${who}`}>
            {new Date(at).toLocaleString('zh-CN', { dateStyle: 'short', timeStyle: 'short' })}　{who}　查阅 {cells} 条　事由：{reason}
          </li>
        ))}
      </ul>
    </details>
  )
}
