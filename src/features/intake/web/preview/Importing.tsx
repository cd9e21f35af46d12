import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { IntakeId } from '#kernel/rooms/intake.ts'
import type { JobView } from '#features/jobs/jobs.contract.ts'
import { JobProgress } from '#features/jobs/web/JobProgress.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { call } from '#ui/api-client.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { cancelCommitEndpoint } from '../../intake.contract.ts'
import { jobKey, useIntakes } from '../intake-queries.ts'
import { FileHead } from './FileHead.tsx'
import shared from '../intake.module.css'

type Props = { readonly intakeId: IntakeId; readonly job: JobView }

/** A file that is being written into the ledger: how far it is. It goes on whether somebody looks or not. */
export function Importing({ intakeId, job }: Props) {
  const client = useQueryClient()
  const { data } = useIntakes()
  const saving = useSaving()
  const file = data?.intakes.find(({ id }) => id === intakeId)
  // New rows are everywhere: the ledger, its counts, the desks.
  useEffect(() => () => void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' }), [client])
  const cancel = () =>
    void saving.run(async () => {
      try {
        await call(cancelCommitEndpoint, { intakeId }, {})
      } finally {
        await client.invalidateQueries({ queryKey: jobKey(intakeId) })
      }
    })
  return (
    <div className={shared['page']}>
      {file && <FileHead preview={{ ...file, state: 'importing' }} />}
      <div className={shared['waiting']}>
        <JobProgress job={job} onCancel={saving.busy ? undefined : cancel} />
        <p className="ui-quiet">全部写入或全部不写。可以离开本页或关闭浏览器，导入会继续；回到这里就能看到回执。</p>
        {saving.error && <ErrorBanner message={saving.error} />}
      </div>
    </div>
  )
}
