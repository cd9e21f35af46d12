import { useState } from 'react'
import { Button } from '#ui/form/Button.tsx'
import { ChoiceField, ChoicesField, LookupField, LookupsField } from '#ui/form/ChoiceField.tsx'
import { DayField, DayRangeField } from '#ui/form/DayField.tsx'
import { DraftNotice } from '#ui/form/DraftNotice.tsx'
import { FieldColumns, FieldStack } from '#ui/form/Field.tsx'
import { FileField } from '#ui/form/FileField.tsx'
import { NumberField } from '#ui/form/NumberField.tsx'
import type { Option } from '#ui/form/options.ts'
import { CheckboxField, CheckboxesField, RadioField } from '#ui/form/RadioField.tsx'
import { PasswordField, TextArea, TextField } from '#ui/form/TextField.tsx'
import { TreeField } from '#ui/form/TreeField.tsx'
import { useDraft } from '#ui/form/useDraft.ts'
import { WordsField } from '#ui/form/WordsField.tsx'

const FEW: Option<'lead' | 'join'>[] = [
  { value: 'lead', label: '牵头', group: '主办' },
  { value: 'join', label: '配合', group: '协办' },
]
const MANY: Option[] = Array.from({ length: 40 }, (_, i) => ({
  value: `u${i}`,
  label: `第${i + 1}局`,
  keywords: `d${i + 1}j`,
  group: i < 20 ? '县直' : '镇街',
}))
const PEOPLE: Option[] = [
  { value: 'p1', label: '包联领导甲', about: '县政府 副县长' },
  { value: 'p2', label: '承办人乙', about: '住建局' },
]
const TREE = [{ value: 'gov', label: '县政府', children: [{ value: 'zj', label: '住房和城乡建设局', keywords: 'zjj', children: [] }] }]
const EMPTY = {
  name: '',
  text: '',
  days: 7 as number | null,
  role: 'lead' as 'lead' | 'join' | null,
  on: '',
  ticked: false,
  unit: '',
  many: [] as string[],
  names: [] as string[],
}

export function DemoForm() {
  const draft = useDraft('kit-demo', EMPTY)
  const { value, set } = draft
  const [person, setPerson] = useState<Option | null>(null)
  const [people, setPeople] = useState<readonly Option[]>([])
  const [typed, setTyped] = useState('')
  const [range, setRange] = useState<readonly [string | null, string | null]>([null, null])
  const [tree, setTree] = useState<string | null>(null)
  const [files, setFiles] = useState('')
  const [above, setAbove] = useState<string>()
  const [isNaming, setNaming] = useState(false)
  const found = PEOPLE.filter(({ label }) => label.includes(typed))
  return (
    <FieldStack>
      <DraftNotice draft={draft} />
      <FieldColumns>
        <TextField
          label="责任人"
          required
          value={value.name}
          max={60}
          onChange={(name) => set({ name })}
          error={value.name === '错' ? '没有这个人' : undefined}
        />
        <NumberField label="提前提醒" value={value.days} min={1} max={30} unit="天" onChange={(days) => set({ days })} />
        <ChoiceField label="角色" options={FEW} value={value.role} onChange={(role) => set({ role })} />
        <ChoiceField label="单位" options={MANY} value={value.unit || null} onChange={(unit) => set({ unit: unit ?? '' })} />
        <DayField label="完成日期" value={value.on} onChange={(on) => set({ on: on ?? '' })} help="可直接输入 11月23日" />
        <DayRangeField label="检查时间" from={range[0]} to={range[1]} onChange={(from, to) => setRange([from, to])} />
        <LookupField label="核查人" found={found} onSearch={setTyped} value={person} onChange={setPerson} />
        <LookupsField label="核查组" found={found} onSearch={setTyped} value={people} onChange={setPeople} />
        <TreeField label="牵头单位" options={TREE} value={tree} onChange={setTree} />
        <ChoicesField label="配合单位" options={MANY} value={value.many} onChange={(many) => set({ many: [...many] })} />
        <WordsField label="核查人员" value={value.names} onChange={(names) => set({ names: [...names] })} help="每填一人按回车" />
        <PasswordField label="密码" value="" onChange={() => undefined} autoComplete="off" />
        <FileField
          label="选择文件"
          multiple
          help={files || '可一次选多份'}
          onFiles={(all) => setFiles(all.map(({ name }) => name).join('、'))}
        />
      </FieldColumns>
      <RadioField label="由谁核查" options={FEW} value={value.role} onChange={(role) => set({ role })} />
      <RadioField label="上级原文" stacked options={MANY} value={above} onChange={setAbove} />
      {isNaming ? (
        <LookupField label="“小乙”是谁" opened found={found} onSearch={setTyped} value={person} onChange={setPerson} />
      ) : (
        <div>
          <Button onClick={() => setNaming(true)}>指认</Button>
        </div>
      )}
      <CheckboxesField label="范围" options={FEW} value={value.role ? [value.role] : []} onChange={([role = null]) => set({ role })} />
      <CheckboxField label="再看一次" value={value.ticked} onChange={(ticked) => set({ ticked })} />
      <TextArea
        label="核查情况"
        rows={3}
        max={100}
        value={value.text}
        phrases={['情况属实。', '已整改到位。']}
        onChange={(text) => set({ text })}
      />
      <div>
        <Button variant="primary" type="submit" whyNot={value.name === '' ? '请填写责任人' : null}>
          提交
        </Button>
      </div>
    </FieldStack>
  )
}
