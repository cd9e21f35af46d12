import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, Suspense, useState } from 'react'
import type { MatterId } from '#kernel/rooms/matters.ts'
import type { MeasureId } from '#kernel/rooms/problems.ts'
import { lazyWithRetry } from '#ui/lazy-with-retry.ts'
import { ErrorBanner, ErrorState } from '#ui/feedback/states.tsx'
import { EvidenceUploader } from '#features/evidence/web/upload/EvidenceUploader.tsx'
import { Section } from '#ui/page/Section.tsx'
import { ButtonLink } from '#ui/form/ButtonLink.tsx'
import { Toast } from '#ui/feedback/Toast.tsx'
import type { Plan } from '../../rectification.contract.ts'
import { LinkMenu } from './LinkMenu.tsx'
import { MeasureRow } from './MeasureRow.tsx'
import { planQuery } from '../plan-queries.ts'
import { type Links, useLinks } from './useLinks.ts'
import styles from './panel.module.css'
import shared from '../rectification.module.css'

const ReportDialog = lazyWithRetry(async () => ({ default: (await import('../report/ReportDialog.tsx')).ReportDialog }))
const ReportHistory = lazyWithRetry(async () => ({ default: (await import('../report/ReportHistory.tsx')).ReportHistory }))
type Opened = { readonly kind: 'report' | 'history'; readonly measureId: MeasureId }

/** The plan of a problem: who does what by when, how far it is, and what proves it; its files stand below. */
export function PlanPanel({ matterId: problemId }: { readonly matterId: MatterId }) {
  const { data: plan, error, refetch } = useQuery(planQuery(problemId))
  if (!plan)
    return (
      <Section title="整改方案">
        {error ? <ErrorState message={error.message} onRetry={() => void refetch()} /> : <p className="ui-quiet">正在读取整改方案…</p>}
      </Section>
    )
  return (
    <>
      {error && <ErrorBanner message={`${error.message}。以下是上次读到的内容`} onRetry={() => void refetch()} />}
      <Loaded problemId={problemId} plan={plan} />
    </>
  )
}

function Loaded({ problemId, plan }: { readonly problemId: MatterId; readonly plan: Plan }) {
  const [opened, setOpened] = useState<Opened>()
  const links = useLinks(problemId)
  const close = () => setOpened(undefined)
  const measure = plan.measures.find(({ id }) => id === opened?.measureId)
  return (
    <>
      <Section title="整改方案" note={countOf(plan)}>
        <Heading problemId={problemId} plan={plan} />
        {plan.measures.length === 0 ? (
          <Empty plan={plan} />
        ) : (
          <Measures problemId={problemId} plan={plan} links={links} onOpen={setOpened} />
        )}
      </Section>
      <Section title="佐证材料">
        <Files problemId={problemId} plan={plan} links={links} />
      </Section>
      <Suspense>
        {measure && opened?.kind === 'report' && (
          <ReportDialog problemId={problemId} plan={plan} measure={measure} links={links} onClose={close} notify={links.notify} />
        )}
        {measure && opened?.kind === 'history' && <ReportHistory problemId={problemId} measure={measure} onClose={close} />}
      </Suspense>
      <Toast message={links.message} onClose={() => links.notify(undefined)} />
    </>
  )
}

const countOf = ({ measures }: Plan) =>
  measures.length > 0 ? `共 ${measures.length} 条措施，完成 ${measures.filter(({ doneOn }) => doneOn !== null).length} 条` : undefined

type PartProps = { readonly problemId: MatterId; readonly plan: Plan; readonly links: Links }

const Measures = ({ problemId, plan, links, onOpen }: PartProps & { readonly onOpen: (opened: Opened) => void }) => (
  <ol className={styles['measures']} aria-label="措施">
    {plan.measures.map((measure) => (
      <MeasureRow
        key={measure.id}
        problemId={problemId}
        plan={plan}
        measure={measure}
        links={links}
        onReport={() => onOpen({ kind: 'report', measureId: measure.id })}
        onHistory={() => onOpen({ kind: 'history', measureId: measure.id })}
      />
    ))}
  </ol>
)

/** The tray, whose chosen files may be tied to a measure without dragging. */
function Files({ problemId, plan, links }: PartProps) {
  if (plan.measures.length === 0 || !plan.allowed.includes('rectification.link')) return <EvidenceUploader matterId={problemId} />
  return (
    <EvidenceUploader
      matterId={problemId}
      renderActs={(ids, onDone) => <LinkMenu measures={plan.measures} ids={ids} onLink={links.link} onDone={onDone} />}
    />
  )
}

function Heading({ problemId, plan }: { readonly problemId: MatterId; readonly plan: Plan }) {
  const mayWork = plan.allowed.length > 0
  return (
    <div className={`${styles['heading']} ui-no-print`}>
      {plan.isPoint && <Inherited planOf={plan.planOf} />}
      {plan.allowed.includes('rectification.plan') && (
        <ButtonLink variant={plan.measures.length === 0 ? 'primary' : 'default'} to="/problems/$problemId/plan" params={{ problemId }}>
          {plan.measures.length === 0 ? '编制整改方案' : '修改方案'}
        </ButtonLink>
      )}
      {!mayWork && <span className="ui-quiet">{plan.whyNot ?? '由专班和承担整改的单位编制、填报'}</span>}
      {plan.voids && mayWork && <span className={shared['voids']}>已有签署的意见：现在改动方案、进展或佐证，意见将失效并退回重签</span>}
    </div>
  )
}

const Inherited = ({ planOf }: { readonly planOf: MatterId }): ReactNode => (
  <span className="ui-quiet">
    点位沿用
    <Link to="/problems/$problemId" params={{ problemId: planOf }}>
      所属问题
    </Link>
    的措施；进展和佐证是本点位自己的
  </span>
)

const Empty = ({ plan }: { readonly plan: Plan }) => (
  <p className={styles['empty']}>
    {plan.isPoint ? '所属问题尚无整改措施。' : '尚无整改措施。申请销号之前，至少要有一条措施，每条都有佐证。'}
    {!plan.allowed.includes('rectification.plan') && plan.whyNot === null && !plan.isPoint && '请承担整改的单位或专班编制。'}
  </p>
)
