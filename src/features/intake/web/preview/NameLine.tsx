import { useQueries, useQuery } from '@tanstack/react-query'
import { type ReactNode, Suspense, useState } from 'react'
import { PersonId, UnitId } from '#kernel/rooms/org.ts'
import { personQuery, unitsQuery } from '#features/org/web/org-queries.ts'
import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import { lazyWithRetry } from '#ui/lazy-with-retry.ts'
import type { Meaning } from './choice-edits.ts'
import type { ListedName } from './stable-name-order.ts'
import { Button } from '#ui/form/Button.tsx'
import styles from './preview.module.css'

// antd's choosers are fetched when somebody first wants to choose.
const UnitField = lazyWithRetry(async () => ({ default: (await import('#features/org/web/units/UnitField.tsx')).UnitField }))
const PersonField = lazyWithRetry(async () => ({ default: (await import('#features/org/web/people/PersonField.tsx')).PersonField }))

type Props = {
  readonly name: ListedName
  readonly means: Meaning | undefined
  /** `undefined`: not decided any more. */
  readonly onMeans: (means: Meaning | undefined) => void
}

/** One name: what it was said to mean, or the ways to say it. */
export function NameLine({ name, means, onMeans }: Props) {
  const { kind, raw, count } = name
  // The button pressed goes away with its answer: the keyboard goes on where it stood.
  const [isTouched, setTouched] = useState(false)
  const answer = (meaning: Meaning | undefined) => {
    setTouched(true)
    onMeans(meaning)
  }
  return (
    <li data-state={means === undefined ? 'open' : 'said'}>
      <div className={styles['raw']}>
        <b>{raw}</b>
        <span className="ui-quiet">
          {kind === 'unit' ? '单位' : '人员'}
          {count > 0 && `，出现在 ${count} 格`}
        </span>
      </div>
      {means === undefined ? (
        <OpenName name={name} onMeans={answer} takesFocus={isTouched} />
      ) : (
        <DecidedName means={means} onUndo={() => answer(undefined)} takesFocus={isTouched} />
      )}
    </li>
  )
}

type DecidedProps = { readonly means: Meaning; readonly onUndo: () => void; readonly takesFocus: boolean }
const DecidedName = ({ means, onUndo, takesFocus }: DecidedProps) => (
  <div className={styles['said']}>
    <span className={styles['meaning']} data-tone="good">
      <StatusIcon shape="check" tone="good" />
      {means === 'text' ? '按原文保留' : 'unitId' in means ? <UnitName id={means.unitId} /> : <PersonName id={means.personId} />}
    </span>
    <Button variant="text" autoFocus={takesFocus} onClick={onUndo}>
      改
    </Button>
  </div>
)

type OpenProps = Pick<Props, 'name' | 'onMeans'> & { readonly takesFocus: boolean }

function OpenName({ name: { kind, raw, candidates }, onMeans, takesFocus }: OpenProps) {
  const [choosing, setChoosing] = useState(false)
  const label = `“${raw}”指哪个${kind === 'unit' ? '单位' : '人'}`
  return (
    <div className={styles['said']}>
      {kind === 'unit' ? <UnitCandidates ids={candidates} onMeans={onMeans} /> : <PeopleCandidates ids={candidates} onMeans={onMeans} />}
      {choosing ? (
        <Suspense fallback={<span className="ui-quiet">正在读取…</span>}>
          <div className={styles['chooser']}>
            {kind === 'unit' ? (
              <UnitField value={null} label={label} labelHidden opened onChange={(unitId) => unitId && onMeans({ unitId })} />
            ) : (
              <PersonField
                value={null}
                label={label}
                labelHidden
                opened
                onChange={(person) => person && onMeans({ personId: person.id })}
              />
            )}
          </div>
        </Suspense>
      ) : (
        <Button label={label} autoFocus={takesFocus} onClick={() => setChoosing(true)}>
          {kind === 'unit' ? '选择单位' : '选择人员'}
        </Button>
      )}
      <Button label={`“${raw}”保留原文`} onClick={() => onMeans('text')}>
        保留原文
      </Button>
    </div>
  )
}

type Candidates = { readonly ids: readonly string[]; readonly onMeans: Props['onMeans'] }
const Candidate = ({ onPick, children }: { readonly onPick: () => void; readonly children: ReactNode }) => (
  <Button className={styles['candidate']} onClick={onPick}>
    是 {children}
  </Button>
)

const UnitCandidates = ({ ids, onMeans }: Candidates) =>
  ids.map((id) => {
    const unitId = UnitId.parse(id)
    return (
      <Candidate key={id} onPick={() => onMeans({ unitId })}>
        <UnitName id={unitId} />
      </Candidate>
    )
  })

/** People of the same name are told apart by unit and post. */
function PeopleCandidates({ ids, onMeans }: Candidates) {
  const people = useQueries({ queries: ids.map((id) => personQuery(PersonId.parse(id))) })
  return people.flatMap(({ data }, i) => {
    const personId = PersonId.parse(ids[i])
    if (!data) return []
    return (
      <Candidate key={personId} onPick={() => onMeans({ personId })}>
        {[data.name, data.unit.name, data.post].filter(Boolean).join(' ')}
      </Candidate>
    )
  })
}

function UnitName({ id }: { readonly id: UnitId }) {
  const { data } = useQuery(unitsQuery)
  return data?.find((unit) => unit.id === id)?.name ?? '…'
}

function PersonName({ id }: { readonly id: PersonId }) {
  const { data } = useQuery({ ...personQuery(id), staleTime: 60_000 })
  return data ? `${data.name}（${data.unit.name}）` : '…'
}
