import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { sizeWords } from '#kernel/amounts.ts'
import { useCan } from '#features/org/web/current-user.ts'
import { Section } from '#ui/page/Section.tsx'
import { download, saveDownload } from '#ui/api-client.ts'
import { ErrorBanner, ProgressBar } from '#ui/feedback/states.tsx'
import { type Papers, paperEndpoint } from '../papers.contract.ts'
import { DossierButton } from './DossierButton.tsx'
import { papersQuery } from './papers-queries.ts'
import { Button } from '#ui/form/Button.tsx'
import styles from './reports.module.css'

type Props = { readonly matterId: MatterId }
type Line = Papers['cycles'][number]['papers'][number]

/** Papers made of the facts: forms to sign by hand before, the same forms filled in after, and everything in one archive. */
export function PapersPanel({ matterId }: Props) {
  const may = useCan('report.export')
  const { data, error, refetch } = useQuery({ ...papersQuery(matterId), enabled: may })
  if (!may) return null
  return (
    <Section title="文书与档案" note="空表可打印后手填">
      {error && <ErrorBanner message={error.message} onRetry={() => void refetch()} />}
      {!data && !error && <ProgressBar text="正在读取文书" />}
      {data?.cycles.map(({ cycle, words, papers }) => (
        <div key={cycle} className={styles['papers']}>
          {data.cycles.length > 1 && <h4>{words}</h4>}
          <ul>
            {papers.map((line) => (
              <PaperLine key={`${line.paper} ${line.nth ?? ''}`} matterId={matterId} cycle={cycle} line={line} />
            ))}
          </ul>
        </div>
      ))}
      {data && <DossierButton matterId={matterId} {...data.dossier} />}
    </Section>
  )
}

type State = { readonly busy: boolean; readonly message?: string; readonly failed?: boolean }
function PaperLine({
  matterId,
  cycle,
  line: { paper, nth, title, filled, note },
}: { readonly matterId: MatterId } & { readonly cycle: number; readonly line: Line }) {
  const [state, setState] = useState<State>({ busy: false })
  const make = async () => {
    setState({ busy: true })
    try {
      const file = await download(paperEndpoint, { matterId, paper }, { cycle, ...(nth !== undefined && { nth }) })
      saveDownload(file)
      setState({ busy: false, message: `已下载，${sizeWords(file.blob.size)}` })
    } catch (error) {
      setState({ busy: false, failed: true, message: error instanceof Error ? error.message : '没有生成，请再试一次' })
    }
  }
  return (
    <li>
      <Button variant="text" disabled={state.busy} onClick={() => void make()}>
        {title}
        {filled ? '' : '（空表）'}
      </Button>
      <span className="ui-quiet">{note}</span>
      {state.busy && <span className="ui-quiet">正在生成…</span>}
      {state.message && (
        <span role={state.failed ? 'alert' : 'status'} className={state.failed ? styles['failed'] : 'ui-quiet'}>
          {state.message}
        </span>
      )}
    </li>
  )
}
