import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import type { PersonRow, Unit } from '#features/org/org.contract.ts'
import { peopleQuery, unitsQuery } from '#features/org/web/org-queries.ts'
import { findsUnit } from '#features/org/web/units/unit-tree.ts'
import { namesIn } from './cell-edits.ts'

type Props = {
  readonly kind: 'unit' | 'person'
  readonly label: string
  readonly hint: string
  /** Names as a cell holds them: 甲局、乙局 */
  readonly text: string
  readonly onText: (text: string) => void
}
type Option = { readonly value: string; readonly label: string }

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

const unitOption = ({ name, shortName }: Unit): Option => ({ value: name, label: shortName === null ? name : `${name}（${shortName}）` })

/** A name once, with every post it may stand for. */
function personOptions(rows: readonly PersonRow[]): Option[] {
  const byName = Map.groupBy(rows, ({ name }) => name)
  return [...byName].map(([name, people]) => ({
    value: name,
    label: `${name}　${people.map(({ unit, post }) => [unit.name, post].filter(Boolean).join(' ')).join('；')}`,
  }))
}

type NamesProps = FieldProps & {
  readonly typed: string
  readonly onTyped: (typed: string) => void
  /** What the typed words find. */
  readonly options: readonly Option[]
  readonly isFetching: boolean
}

const Names = ({ label, hint, text, onText, typed, onTyped, options, isFetching }: NamesProps) => (
  <Select
    mode="multiple"
    style={{ width: '100%' }}
    aria-label={label}
    placeholder={hint}
    loading={isFetching}
    options={withTyped(options, typed)}
    optionLabelProp="value"
    value={namesIn(text)}
    showSearch={{ filterOption: false, onSearch: onTyped }}
    onChange={(names: string[]) => onText(names.join('、'))}
  />
)

/** What was typed comes last: Enter takes the first name found, and words that are nobody's name can still be chosen on purpose. */
function withTyped(options: readonly Option[], typed: string): Option[] {
  const words = typed.trim()
  const isKnown = words === '' || options.some(({ value }) => value === words)
  return isKnown ? [...options] : [...options, { value: words, label: `按原文填写“${words}”` }]
}
