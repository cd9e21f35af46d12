import { useQuery } from '@tanstack/react-query'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { ErrorBanner, ProgressBar } from '#ui/feedback/states.tsx'
import { Fact, Facts } from '#ui/page/Section.tsx'
import type { Entry } from '../../closeout.contract.ts'
import type { SealFacts, SealedMeasure } from '../../domain/seal/seal.ts'
import { Thumbs } from './Thumbs.tsx'
import { closeoutQuery, sealedQuery } from '../closeout-queries.ts'
import { personWords } from './entry-words.ts'
import { ShowDialog } from '#ui/feedback/Dialog.tsx'
import styles from './panel.module.css'

type Props = { readonly problemId: MatterId; readonly entry: Entry; readonly onClose: () => void }
const SAME = { word: '与现在的材料一致', shape: 'check', tone: 'good' } as const
const MOVED = { word: '此后材料有变动，以下是签署时的内容', shape: 'diamond', tone: 'warn' } as const
const BROKEN = { word: '封存的内容与校验值不符，请联系系统管理员核查', shape: 'triangle', tone: 'alarm' } as const

const stateOf = (isWhole: boolean, isPresent: boolean) => (!isWhole ? BROKEN : isPresent ? SAME : MOVED)

/** What a signatory had before them, as it was sealed; and whether the material is still so. */
export function SealedDialog({ problemId, entry: { seal, signatory, signedOn, stepName }, onClose }: Props) {
  const { data, error, refetch } = useQuery(sealedQuery(problemId, seal ?? ''))
  const { data: present } = useQuery(closeoutQuery(problemId))
  return (
    <ShowDialog width="large" title="签署时所见" onClose={onClose}>
      <p className="ui-quiet">{[stepName, signatory && personWords(signatory), signedOn].filter(Boolean).join('　')}</p>
      {error && !data && <ErrorBanner message={error.message} onRetry={() => void refetch()} />}
      {!data && !error && <ProgressBar text="正在读取" />}
      {data && (
        <>
          <p>
            <StatusWord {...stateOf(data.matches, seal === present?.seal)} />
          </p>
          <SealedFacts problemId={problemId} facts={data.facts} />
          <p className={styles['hash']}>封存校验值 {seal}</p>
        </>
      )}
    </ShowDialog>
  )
}

const SealedFacts = ({ problemId, facts }: { readonly problemId: MatterId; readonly facts: Partial<SealFacts> }) => (
  <>
    <Facts long>
      <Fact name="反馈问题">{facts.wording}</Fact>
      <Fact name="整改任务">{facts.task}</Fact>
      <Fact name="具体点位">{facts.point}</Fact>
      <Fact name="整改目标">{facts.target}</Fact>
      <Fact name="整改时限">{[facts.deadline, facts.dueOn && `（${facts.dueOn}）`].filter(Boolean).join('')}</Fact>
      <Fact name="完成情况">{facts.application?.statement}</Fact>
      <Fact name="长效机制">{facts.application?.lastingMechanism}</Fact>
      <Fact name="完成日期">{facts.application?.completedOn}</Fact>
    </Facts>
    <ol className={styles['lines']}>
      {(facts.measures ?? []).map((measure) => (
        <Sealed key={measure.id} problemId={problemId} measure={measure} />
      ))}
    </ol>
  </>
)

function Sealed({ problemId, measure }: { readonly problemId: MatterId; readonly measure: SealedMeasure }) {
  const { no, text, doneOn, dueOn, result, latest, proof, milestones } = measure
  const when = [dueOn && `时限 ${dueOn}`, doneOn === null ? '未完成' : `${doneOn} 完成`].filter(Boolean).join('，')
  return (
    <li>
      <div className={styles['lineHead']}>
        <b>{no}</b>
        <span>{text}</span>
        <small>{when}</small>
      </div>
      {result !== null && <p className="ui-quiet">应达到：{result}</p>}
      {latest && (
        <p>
          {latest.on} 填报：{latest.doneText}
        </p>
      )}
      {milestones.map((each) => (
        <p key={each.text} className="ui-quiet">
          节点：{each.text} {each.reachedOn === null ? '未达到' : `${each.reachedOn} 达到`}
        </p>
      ))}
      <Thumbs problemId={problemId} ids={proof.map(({ id }) => id)} none="没有佐证" />
    </li>
  )
}
