import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { Section } from '#ui/page/Section.tsx'
import { samplesQuery } from './sample-queries.ts'

/** How many samples wait for their results. */
export function SampleDeskBlock() {
  const { data, error, refetch } = useQuery(samplesQuery)
  if (!data) return error ? <ErrorBanner message={error.message} onRetry={() => void refetch()} /> : null
  return (
    <Section title="采样检测">
      <p>
        待出结果 <Link to="/samples">{data.rows.filter(({ finding }) => finding === null).length}</Link> 件
      </p>
    </Section>
  )
}
