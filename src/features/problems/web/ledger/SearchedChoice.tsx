import { Select } from 'antd'

export type Choice = { readonly id: string; readonly name: string }
export type ChoiceProps = {
  readonly label: string
  /** What stands there while nothing is chosen; by default the label. */
  readonly unchosen?: string
  readonly choices: readonly Choice[]
  readonly value: string | undefined
  readonly onChoose: (id: string | undefined) => void
}

/** The same with antd's searchable list. */
export const SearchedChoice = ({ label, choices, value, onChoose }: ChoiceProps) => (
  <Select
    className="pb-choice wide"
    size="small"
    aria-label={label}
    placeholder={label}
    showSearch={{ optionFilterProp: 'label' }}
    allowClear
    popupMatchSelectWidth={false}
    options={choices.map(({ id, name }) => ({ value: id, label: name }))}
    value={value}
    onChange={(id: string | undefined) => onChoose(id)}
  />
)
