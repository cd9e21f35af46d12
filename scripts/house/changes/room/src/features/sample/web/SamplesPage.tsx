import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { EmptyState, ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { Button } from '#ui/form/Button.tsx'
import { TextArea } from '#ui/form/TextField.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { call } from '#ui/api-client.ts'
import { PageHeader } from '#ui/page/PageHeader.tsx'
import { Section } from '#ui/page/Section.tsx'
import { MatterPanels } from '#ui/rooms.tsx'
import { type Sample, reportSampleEndpoint } from '../sample.contract.ts'
import { samplesQuery } from './sample-queries.ts'

/** The samples, and the one whose address is open. */
export function SamplesPage() {
  const { sampleId }: { readonly sampleId?: string } = useParams({ strict: false })
  const { data, error, refetch } = useQuery(samplesQuery)
  if (!data) return error ? <ErrorState message={error.message} onRetry={() => void refetch()} /> : <ProgressBar text="正在读取样品" />
  const open = data.rows.find(({ id }) => id === sampleId)
  return (
    <>
      <PageHeader title={open?.title ?? '采样检测'} />
      {open ? <OneSample sample={open} /> : <Samples rows={data.rows} />}
    </>
  )
}

const Samples = ({ rows }: { readonly rows: readonly Sample[] }) =>
  rows.length === 0 ? (
    <EmptyState title="还没有样品">
      <p>登记样品之后，在这里登记检测结果。</p>
    </EmptyState>
  ) : (
    <ul>
      {rows.map(({ id, no, title, finding }) => (
        <li key={id}>
          <Link to={`/samples/${id}`}>
            {no} {title}
          </Link>{' '}
          {finding ?? '待检测'}
        </li>
      ))}
    </ul>
  )

function OneSample({ sample: { id, version, finding, mayReport } }: { readonly sample: Sample }) {
  const cache = useQueryClient()
  const [text, setText] = useState('')
  const { busy, error, errorAt, run } = useSaving(['finding'])
  const save = async () => {
    if (await run(() => call(reportSampleEndpoint, { matterId: id }, { finding: text }, { version }))) await cache.invalidateQueries()
  }
  return (
    <>
      <Section title="检测结果">
        {mayReport ? (
          <>
            <TextArea label="检测结果" rows={3} value={text} onChange={setText} error={errorAt('finding') ?? error ?? undefined} />
            <Button variant="primary" loading={busy} onClick={() => void save()}>
              登记结果
            </Button>
          </>
        ) : (
          <p>{finding ?? '待检测'}</p>
        )}
      </Section>
      <MatterPanels kind="sample" matterId={id} />
    </>
  )
}
