import { ButtonLink } from '#ui/form/ButtonLink.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Suspense, useCallback, useState } from 'react'
import { IntakeId } from '#kernel/rooms/intake.ts'
import { EmptyState, ErrorBanner, ErrorState } from '#ui/feedback/states.tsx'
import { lazyWithRetry } from '#ui/lazy-with-retry.ts'
import type { Preview } from '../../intake.contract.ts'
import { type JobView, isUnderWay } from '#features/jobs/jobs.contract.ts'
import { CommitBar } from './CommitBar.tsx'
import { Importing } from './Importing.tsx'
import { RecognitionProgress } from '../upload/RecognitionProgress.tsx'
import { FileHead } from './FileHead.tsx'
import { type RowFilter, previewKey, useIntakeJob, useIntakes, usePreview } from '../intake-queries.ts'
import { noticesOf } from './notices.ts'
import { NamesStep } from './NamesStep.tsx'
import { withRemedy } from '../receipt/outcome-words.ts'
import { PlanStep } from './PlanStep.tsx'
import { ReceiptView } from '../receipt/ReceiptView.tsx'
import { SourceStep } from './SourceStep.tsx'
import { TableStep } from './TableStep.tsx'
import { useChoices } from './useChoices.ts'
import { useEnding } from './useEnding.ts'
import { useDelayedFlag } from '#ui/useDelayedFlag.ts'
import { useRowFilter } from './useRowFilter.ts'
import styles from './preview.module.css'
import shared from '../intake.module.css'

// antd's window is fetched when it is first needed.
const EndDialog = lazyWithRetry(async () => ({ default: (await import('./EndDialog.tsx')).EndDialog }))

/** One file: what was understood, what would happen, and after the import what happened. */
export function IntakePreviewPage() {
  const { intakeId } = useParams({ strict: false })
  const id = IntakeId.safeParse(intakeId).data
  if (id) return <OneFile key={id} intakeId={id} />
  return (
    <EmptyState title="没有这份文件">
      <p>地址可能抄错了。</p>
      <ButtonLink to="/intake">回到导入记录</ButtonLink>
    </EmptyState>
  )
}

function OneFile({ intakeId }: { readonly intakeId: IntakeId }) {
  const { data, isPending } = useIntakeJob(intakeId)
  const job = data?.job ?? undefined
  const isWriting = job !== undefined && isUnderWay(job.state)
  const [watched, setWatched] = useState(false)
  if (isWriting && !watched) setWatched(true)
  if (isWriting) return <Importing intakeId={intakeId} job={job} />
  return <ReadFile intakeId={intakeId} job={job} watched={watched} isReady={!isPending} />
}

type ReadProps = Pick<KnownProps, 'intakeId' | 'job' | 'watched'> & { readonly isReady: boolean }

function ReadFile({ isReady, ...file }: ReadProps) {
  const { filter, setFilter } = useRowFilter()
  const { data, error, isFetching, refetch } = usePreview(file.intakeId, filter, isReady)
  if (data) return <Known {...file} preview={data} filter={filter} setFilter={setFilter} busy={isFetching} failed={error?.message} />
  if (error)
    return (
      <div className={shared['page']}>
        <p>
          <Link to="/intake">← 导入记录</Link>
        </p>
        <ErrorState message={error.message} onRetry={() => void refetch()} />
      </div>
    )
  return <Waiting intakeId={file.intakeId} />
}

type KnownProps = {
  readonly intakeId: IntakeId
  readonly preview: Preview
  readonly filter: RowFilter
  readonly setFilter: (next: RowFilter) => void
  readonly busy: boolean
  /** The last reading brought nothing. */
  readonly failed: string | undefined
  /** The last import of it, when it is over. */
  readonly job: JobView | undefined
  /** It was written while this page looked on. */
  readonly watched: boolean
}

function Known({ failed, job, watched, ...view }: KnownProps) {
  const { intakeId, preview } = view
  const client = useQueryClient()
  const [taken, setTaken] = useState('')
  const [wasOpen] = useState(preview.state === 'open')
  const again = useCallback(() => client.invalidateQueries({ queryKey: previewKey(intakeId) }), [client, intakeId])
  const onTaken = useCallback(
    (message: string) => {
      setTaken(message)
      void again()
    },
    [again],
  )
  return (
    <div className={shared['page']}>
      <FileHead preview={preview} />
      {taken !== '' && <ErrorBanner message={taken} />}
      {failed !== undefined && <ErrorBanner message={`${failed}。以下是上次读到的内容`} onRetry={() => void again()} />}
      {preview.state === 'open' && job && <Unfinished job={job} />}
      {preview.state === 'open' && <Open {...view} onTaken={onTaken} />}
      {preview.state === 'committed' && <ReceiptView {...view} isFresh={wasOpen || watched} />}
      {(preview.state === 'discarded' || preview.state === 'unreadable') && <Ended preview={preview} />}
    </div>
  )
}

/** Going back stops the work: the file stays where it was, waiting. */
function Waiting({ intakeId }: { readonly intakeId: IntakeId }) {
  const late = useDelayedFlag(true)
  const navigate = useNavigate()
  const { data } = useIntakes()
  const file = data?.intakes.find(({ id }) => id === intakeId)
  return (
    <div className={shared['page']}>
      {late && file && <FileHead preview={file} />}
      <div className={shared['waiting']}>
        {late && <RecognitionProgress text="正在识别各列、逐行核对" onCancel={() => void navigate({ to: '/intake' })} />}
        {late && <p className="ui-quiet">取消后文件仍在导入记录里，什么也没有写入，以后可以再打开。</p>}
      </div>
    </div>
  )
}

/** Why the last import of this file wrote nothing. */
function Unfinished({ job: { state, message } }: { readonly job: JobView }) {
  if (state === 'cancelled') return <p className={styles['notice']}>上次导入已取消，什么也没有写入。</p>
  if (state === 'failed') return <ErrorBanner message={`没有导入成功：${message ?? '原因不明'}。台账没有改动，可以再次确认导入`} />
  return state === 'refused' ? <ErrorBanner message={`没有导入：${message ?? '原因不明'}。台账没有改动`} /> : null
}

type OpenProps = Omit<KnownProps, 'failed' | 'job' | 'watched'> & { readonly onTaken: (message: string) => void }

function Open({ intakeId, preview, filter, setFilter, busy, onTaken }: OpenProps) {
  const choices = useChoices(intakeId, preview.choices, onTaken)
  const ending = useEnding(intakeId, { flush: choices.flush, onTaken })
  const { notices, unknownSources } = noticesOf(preview.notices)
  const stale = busy || choices.saving.pending.length > 0
  const { tables, names } = preview
  // Where it comes from matters only once something could be written.
  const first = tables.some(({ importable }) => importable) ? 2 : 1
  const hasNames = names.length > 0 || (choices.now.names ?? []).length > 0
  return (
    <>
      {notices.map((message) => (
        <p key={message} className={styles['notice']} data-tone="info">
          {message}
        </p>
      ))}
      {first === 2 && <SourceStep choices={choices} unknown={unknownSources} />}
      {tables.length === 0 ? <NoTable /> : <TableStep no={first} tables={tables} choices={choices} />}
      <NamesStep no={first + 1} names={names} choices={choices} />
      {first === 2 && (
        <PlanStep
          preview={preview}
          filter={filter}
          setFilter={setFilter}
          busy={stale}
          choices={choices}
          heading={
            <>
              <span className={styles['no']}>{hasNames ? 4 : 3}</span>导入后会怎样
            </>
          }
        />
      )}
      <CommitBar preview={preview} choices={choices} ending={ending} busy={stale} />
      <Suspense>{ending.pending && <EndDialog preview={preview} ending={ending} />}</Suspense>
    </>
  )
}

const NoTable = () => (
  <EmptyState title="这份文件里没有表格内容">
    <p>工作表都是空的，或者内容是图片。请检查是否选错了文件；图片里的表格请先在 WPS 中识别成表格。</p>
    <ButtonLink to="/intake" variant="primary">
      重新选择文件
    </ButtonLink>
  </EmptyState>
)

function Ended({ preview: { state, refusal } }: { readonly preview: Preview }) {
  const unreadable = state === 'unreadable'
  return (
    <EmptyState title={unreadable ? '这份文件读不了' : '这份文件已放弃导入'}>
      <p>{refusal ? withRemedy(refusal.message) : '台账没有改动。需要时可重新上传同一份文件。'}</p>
      {unreadable && <p className="ui-quiet">什么也没有写入。处理好后，回到导入页重新选择文件即可。</p>}
      <ButtonLink to="/intake" variant="primary">
        {unreadable ? '重新选择文件' : '回到导入记录'}
      </ButtonLink>
    </EmptyState>
  )
}
