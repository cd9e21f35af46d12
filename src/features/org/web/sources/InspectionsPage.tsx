import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { EmptyState, ErrorState } from '#ui/feedback/states.tsx'
import { INSPECTION_KIND_WORDS, INSPECTION_LEVEL_WORDS, SOURCE_CLASS_WORDS } from '#kernel/rooms/org-tables.ts'
import type { Inspection, Source } from '../../place.contract.ts'
import { InspectionEditor } from './InspectionEditor.tsx'
import { SourceEditor } from './SourceEditor.tsx'
import { useCan } from '../current-user.ts'
import { inspectionsQuery } from '../org-queries.ts'
import { Button } from '#ui/form/Button.tsx'
import { PageHeader } from '#ui/page/PageHeader.tsx'
import styles from './InspectionsPage.module.css'

type Open = { readonly inspection: Inspection | undefined } | { readonly source: Source | undefined; readonly of: Inspection['id'] | null }

export function InspectionsPage() {
  const { data, error, refetch } = useQuery(inspectionsQuery)
  const may = useCan('org.save-inspection')
  const [open, setOpen] = useState<Open>()
  if (error && !data) return <ErrorState message={error.message} onRetry={() => void refetch()} />
  const close = () => setOpen(undefined)
  return (
    <>
      <PageHeader title="督察与来源" about="督察指中央和省级督察；本区自己的检查在“其他来源”中登记。每个问题都出自一个来源。">
        {may && (
          <Button variant="primary" onClick={() => setOpen({ inspection: undefined })}>
            新增督察
          </Button>
        )}
      </PageHeader>
      {data && <Inspections inspections={data.inspections} sources={data.sources} onOpen={may ? setOpen : undefined} />}
      {data && open && <Editor open={open} inspections={data.inspections} onClose={close} />}
    </>
  )
}

type EditorProps = { readonly open: Open; readonly inspections: readonly Inspection[]; readonly onClose: () => void }
const Editor = ({ open, inspections, onClose }: EditorProps) =>
  'of' in open ? (
    <SourceEditor source={open.source} of={open.of} inspections={inspections} onClose={onClose} />
  ) : (
    <InspectionEditor inspection={open.inspection} onClose={onClose} />
  )

type ListProps = {
  readonly inspections: readonly Inspection[]
  readonly sources: readonly Source[]
  /** Undefined for those who only look. */
  readonly onOpen: ((open: Open) => void) | undefined
}
function Inspections({ inspections, sources, onOpen }: ListProps) {
  const sourcesOf = (of: Inspection['id'] | null) => sources.filter(({ inspectionId }) => inspectionId === of)
  return (
    <>
      {inspections.length === 0 && (
        <EmptyState title="还没有登记督察">
          <p>登记督察的轮次、批次和进驻日期，再登记它带来的问题来源，然后即可导入台账。</p>
        </EmptyState>
      )}
      {inspections.map((inspection) => (
        <section key={inspection.id} className={styles['inspection']}>
          <header>
            <h2>{inspection.name}</h2>
            <span className="ui-quiet">{aboutOf(inspection)}</span>
            {onOpen && (
              <Button className={styles['change']} onClick={() => onOpen({ inspection })}>
                修改
              </Button>
            )}
          </header>
          <Dates inspection={inspection} />
          <Sources sources={sourcesOf(inspection.id)} of={inspection.id} onOpen={onOpen} />
        </section>
      ))}
      <section className={styles['inspection']}>
        <header>
          <h2>其他来源</h2>
          <span className="ui-quiet">自查、审计、媒体曝光等，不属于某次督察</span>
        </header>
        <Sources sources={sourcesOf(null)} of={null} onOpen={onOpen} />
      </section>
    </>
  )
}

const aboutOf = ({ level, kind, round, batch, province }: Inspection) =>
  [INSPECTION_LEVEL_WORDS[level], INSPECTION_KIND_WORDS[kind], round, batch, province].filter(Boolean).join(' · ')

const Dates = ({ inspection: { entryOn, exitOn, feedbackOn } }: { readonly inspection: Inspection }) => (
  <dl className={styles['dates']}>
    {[
      ['进驻', entryOn],
      ['离开', exitOn],
      ['反馈', feedbackOn],
    ].map(([label, day]) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{day ?? <span className="ui-quiet">未定</span>}</dd>
      </div>
    ))}
  </dl>
)

type SourcesProps = Pick<ListProps, 'sources' | 'onOpen'> & { readonly of: Inspection['id'] | null }
const Sources = ({ sources, of, onOpen }: SourcesProps) => (
  <ul className={styles['sources']}>
    {sources.map((source) => (
      <li key={source.id}>
        {onOpen ? (
          <Button variant="text" onClick={() => onOpen({ source, of })}>
            {source.name}
          </Button>
        ) : (
          source.name
        )}
        <small>{SOURCE_CLASS_WORDS[source.class]}</small>
      </li>
    ))}
    {onOpen && (
      <li className={styles['add']}>
        <Button variant="text" onClick={() => onOpen({ source: undefined, of })}>
          ＋ 新增来源
        </Button>
      </li>
    )}
  </ul>
)
