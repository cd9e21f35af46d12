import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { minuteWords } from '#kernel/instants.ts'
import { Chain, chainFaults } from '#kernel/rooms/closeout-chain.ts'
import { STEP_KINDS, STEP_KIND_WORDS } from '#kernel/rooms/closeout-steps.ts'
import { INHERITED } from '#kernel/settings.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { call } from '#ui/api-client.ts'
import { useCurrentUser } from '#features/org/web/current-user.ts'
import { useSaving } from '#ui/form/useSaving.ts'
import { type chainsEndpoint, proposeChainEndpoint } from '../../chains.contract.ts'
import { ChainRow } from './ChainRow.tsx'
import { PendingChange } from './PendingChange.tsx'
import { added, closedBy, isSame, moved, removed } from './chain-edits.ts'
import { CHAINS } from '../closeout-queries.ts'
import { draftKey } from '../forms/useActForm.ts'
import { type Draft, useDraft } from '#ui/form/useDraft.ts'
import { Button } from '#ui/form/Button.tsx'
import { TextField } from '#ui/form/TextField.tsx'
import styles from './chain.module.css'

type ChainOf = z.output<typeof chainsEndpoint.reply>['chains'][number]
type Edited = {
  readonly steps: ChainOf['steps']
  readonly reason: string
  /** What the change began from. */
  readonly version: number
}
type Props = { readonly chain: ChainOf; readonly mayEdit: boolean }

/** One chain as rows; what is wrong with it stands at its row while one edits. */
export function ChainEditor({ chain, mayEdit }: Props) {
  const me = useCurrentUser()
  const client = useQueryClient()
  const initial: Edited = { steps: chain.steps, reason: '', version: chain.version }
  const draft = useDraft(draftKey(me.id, chain.scope, 0, 'chain'), initial)
  const [message, setMessage] = useState('')
  const { busy, error, run } = useSaving()
  const { steps, reason } = draft.value
  const set = (next: ChainOf['steps']) => draft.set({ steps: next })
  const faults = chainFaults(steps)
  const shape = Chain.safeParse(steps).error?.issues.find(({ path }) => path.length === 0)?.message
  const isChanged = !isSame(steps, chain.steps)
  const isBehind = isChanged && draft.value.version !== chain.version
  const save = async (next: ChainOf['steps'] | typeof INHERITED) => {
    const saved = await run(() => call(proposeChainEndpoint, {}, { scope: chain.scope, steps: next, reason }, { version: chain.version }))
    if (saved) draft.clear()
    await client.invalidateQueries({ queryKey: CHAINS })
  }
  /** The row goes with its step, and so does the focus. */
  const move = (at: number, by: -1 | 1) => {
    const to = at + by
    if (to < 0 || to >= steps.length) return
    set(moved(steps, at, by))
    setMessage(`${steps[at]?.name ?? ''} 移到第 ${to + 1} 位`)
  }
  return (
    <section className={styles['editor']} aria-label={`${chain.name}的销号环节`}>
      <About chain={chain} />
      {chain.proposal && <PendingChange proposal={chain.proposal} inForce={chain.steps} mayEdit={mayEdit} />}
      {error !== undefined && <ErrorBanner message={error} />}
      {isBehind && (
        <ErrorBanner
          message={`您修改期间，${chain.changedBy ?? '别人'}又改过这些环节（现为第 ${chain.version} 版）。下面是您的修改，核对后再保存，或放弃修改`}
        />
      )}
      <ol className={styles['rows']}>
        {steps.map((step, at) => (
          <ChainRow
            key={step.key}
            step={step}
            at={at}
            last={steps.length - 1}
            mayEdit={mayEdit}
            faults={faults.filter((fault) => fault.at === at).map((fault) => fault.message)}
            onStep={(next) => set(steps.with(at, next))}
            onCloses={() => set(closedBy(steps, at))}
            onMove={(by) => move(at, by)}
            onRemove={() => set(removed(steps, at))}
          />
        ))}
      </ol>
      <span className="ui-sr" role="status">
        {message}
      </span>
      {mayEdit ? (
        <Saving
          draft={draft}
          busy={busy}
          shape={shape}
          isChanged={isChanged}
          missing={missingIn({ isChanged, isWaiting: chain.proposal !== null, faulty: faults.length > 0 || shape !== undefined, reason })}
          onSave={() => void save(steps)}
        >
          <TakeBack chain={chain} reason={reason} busy={busy} onTakeBack={() => void save(INHERITED)} />
        </Saving>
      ) : (
        <p className="ui-quiet">由专班成员修改。</p>
      )}
    </section>
  )
}

type State = { readonly isChanged: boolean; readonly isWaiting: boolean; readonly faulty: boolean; readonly reason: string }
function missingIn({ isChanged, isWaiting, faulty, reason }: State): string | null {
  if (isWaiting) return '上面的修改处理之后才能再提'
  if (!isChanged) return '没有修改'
  if (faulty) return '请先改正标出的问题'
  return reason.trim() === '' ? '请填写修改原因' : null
}

type SavingProps = {
  readonly draft: Draft<Edited>
  readonly busy: boolean
  /** What is wrong with the chain as a whole. */
  readonly shape: string | undefined
  readonly isChanged: boolean
  readonly missing: string | null
  readonly onSave: () => void
  readonly children: ReactNode
}

/** More steps, why they change, and saving it. */
const Saving = ({ draft, busy, shape, isChanged, missing, onSave, children }: SavingProps) => (
  <>
    <AddStep steps={draft.value.steps} onSteps={(steps) => draft.set({ steps })} />
    {shape !== undefined && <ErrorBanner message={shape} />}
    <div className={styles['save']}>
      <TextField
        label="修改原因"
        className={styles['reason']}
        max={200}
        value={draft.value.reason}
        onChange={(reason) => draft.set({ reason })}
      />
      <Button variant="primary" disabled={busy || missing !== null} onClick={onSave}>
        {busy ? '正在提交…' : '提交，由另一人批准'}
      </Button>
      <Button disabled={!isChanged || busy} onClick={draft.clear}>
        放弃修改
      </Button>
      {children}
      {missing !== null && <small className="ui-quiet">{missing}</small>}
    </div>
  </>
)

type TakeBackProps = { readonly chain: ChainOf; readonly reason: string; readonly busy: boolean; readonly onTakeBack: () => void }
/** A narrower scope may give its own chain back. */
const TakeBack = ({ chain, reason, busy, onTakeBack }: TakeBackProps) =>
  chain.own && chain.scope !== 'place' && chain.proposal === null ? (
    <Button disabled={busy} whyNot={reason.trim() === '' ? '请填写修改原因' : null} onClick={onTakeBack}>
      取消单独设置
    </Button>
  ) : null

const About = ({ chain }: { readonly chain: ChainOf }) => (
  <p className="ui-quiet">
    {chain.own ? `第 ${chain.version} 版` : notOwn(chain)}
    {chain.changedAt !== null && `　${minuteWords(chain.changedAt)} ${chain.changedBy ?? ''}修改`}
    {chain.running > 0 && `　另有 ${chain.running} 项正在办理，仍按以前的版本`}
  </p>
)

const AddStep = ({ steps, onSteps }: { readonly steps: ChainOf['steps']; readonly onSteps: (steps: ChainOf['steps']) => void }) => (
  <div className={styles['add']}>
    <span className="ui-quiet">增加环节</span>
    {STEP_KINDS.map((kind) => (
      <Button key={kind} disabled={steps.length >= 12} onClick={() => onSteps(added(steps, steps.length - 1, kind))}>
        ＋ {STEP_KIND_WORDS[kind]}
      </Button>
    ))}
    <small className="ui-quiet">Alt＋↑ / ↓ 调整次序</small>
  </div>
)

const notOwn = ({ scope }: ChainOf) =>
  scope === 'place' ? '标准环节，还没有修改过' : '没有单独设置，现按更宽范围（来源类别、全区）的环节办理；在这里修改并保存，即单独设置'
