import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PersonRow, Unit } from '#features/org/org.contract.ts'
import { peopleQuery, unitsQuery } from '#features/org/web/org-queries.ts'
import { aboutPerson } from '#features/org/web/people/people-found.ts'
import { findsUnit } from '#features/org/web/units/unit-tree.ts'
import { LookupsField } from '#ui/form/ChoiceField.tsx'
import type { Option } from '#ui/form/options.ts'
import { namesIn } from './cell-edits.ts'

type Props = {
  readonly kind: 'unit' | 'person'
  readonly label: string
  readonly hint: string
  /** Names as a cell holds them: 甲局、乙局 */
  readonly text: string
  readonly onText: (text: string) => void
}

/** Units or people by name, first letters or short name; words that are none of ours may stand too, and the preview says so. */
export function NamesField({ kind, ...props }: Props) {
  return kind === 'unit' ? <UnitNames {...props} /> : <PersonNames {...props} />
}

type FieldProps = Omit<Props, 'kind'>

function UnitNames(props: FieldProps) {
  const [typed, setTyped] = useState('')
  const { data: units = [], isFetching } = useQuery(unitsQuery)
  const found = units.filter((unit) => unit.endedOn === null && findsUnit(unit, typed))
  return <Names {...props} typed={typed} onTyped={setTyped} options={found.map(unitOption)} isFetching={isFetching} />
}

function PersonNames(props: FieldProps) {
  const [typed, setTyped] = useState('')
  const q = typed.trim().slice(0, 40)
  const { data, isFetching } = useQuery({
    ...peopleQuery({ ...(q && { q }), size: MAX_CHOICES }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
  return <Names {...props} typed={typed} onTyped={setTyped} options={personOptions(data?.rows ?? [])} isFetching={isFetching} />
}

const MAX_CHOICES = 50

const unitOption = ({ name, shortName }: Unit): Option => ({ value: name, label: name, ...(shortName !== null && { about: shortName }) })

/** A name once, with every post it may stand for. */
function personOptions(rows: readonly PersonRow[]): Option[] {
  const byName = Map.groupBy(rows, ({ name }) => name)
  return [...byName].map(([name, people]) => ({
    value: name,
    label: name,
    about: people.map(aboutPerson).join('；'),
  }))
}

type NamesProps = FieldProps & {
  readonly typed: string
  readonly onTyped: (typed: string) => void
  /** What the typed words find. */
  readonly options: readonly Option[]
  readonly isFetching: boolean
}

function Names({ label, hint, text, onText, typed, onTyped, options, isFetching }: NamesProps) {
  const names = namesIn(text)
  return (
    <LookupsField
      label={label}
      placeholder={hint}
      loading={isFetching}
      found={withTyped(options, typed, names)}
      value={names.map((name) => ({ value: name, label: name }))}
      onSearch={onTyped}
      onChange={(chosen) => onText(chosen.map(({ value }) => value).join('、'))}
    />
  )
}

/** What was typed comes last: Enter takes the first name found, and words that are nobody's name can still be chosen on purpose. */
function withTyped(options: readonly Option[], typed: string, chosen: readonly string[]): Option[] {
  const words = typed.trim()
  const isKnown = words === '' || chosen.includes(words) || options.some(({ value }) => value === words)
  return isKnown ? [...options] : [...options, { value: words, label: `按原文填写“${words}”` }]
}
