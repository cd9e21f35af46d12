import { Select } from 'antd'
import type { ChoiceProps } from '../cells/ChoiceField.tsx'

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
