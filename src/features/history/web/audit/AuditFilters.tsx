import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { optionsOf } from '#ui/form/options.ts'
import { SearchBox } from '#ui/list/SearchBox.tsx'
import type { AuditFilter } from '../../audit.contract.ts'
import { AUDIT_KIND_WORDS, OUTCOME_WORDS } from '../../domain/audit-kinds.ts'
import { PersonChoice, RecordFilters } from '../RecordList.tsx'
import styles from '../history.module.css'
import { auditPeopleQuery } from './audit-queries.ts'

/** As the address holds them. */
type Conditions = { readonly [K in keyof z.input<typeof AuditFilter>]: string | undefined }
type Props = {
  readonly filter: Conditions
  readonly onChange: (change: Conditions) => void
  readonly onClear: (() => void) | undefined
}

const KIND_OPTIONS = optionsOf(AUDIT_KIND_WORDS)
const OUTCOME_OPTIONS = optionsOf(OUTCOME_WORDS)

/** By kind, person, outcome, days, address and words. */
export function AuditFilters({ filter, onChange, onClear }: Props) {
  const { data: people = [] } = useQuery(auditPeopleQuery)
  return (
    <RecordFilters days="日期" filter={filter} onChange={onChange} onClear={onClear}>
      <SearchBox
        className={styles['search']}
        label="查找"
        placeholder="姓名、接口、文件、会话、请求号"
        value={filter.q}
        onSearch={(q) => onChange({ q })}
      />
      <ChoiceField
        className={styles['choice']}
        label="类别"
        labelHidden
        empty="所有类别"
        options={KIND_OPTIONS}
        value={KIND_OPTIONS.find(({ value }) => value === filter.kind)?.value}
        onChange={(kind) => onChange({ kind: kind ?? undefined })}
      />
      <PersonChoice people={people} filter={filter} onChange={onChange} />
      <ChoiceField
        className={styles['short']}
        label="结果"
        labelHidden
        empty="所有结果"
        options={OUTCOME_OPTIONS}
        value={OUTCOME_OPTIONS.find(({ value }) => value === filter.outcome)?.value}
        onChange={(outcome) => onChange({ outcome: outcome ?? undefined })}
      />
      <SearchBox
        className={styles['choice']}
        label="来源地址"
        placeholder="来源地址"
        value={filter.address}
        onSearch={(address) => onChange({ address })}
      />
    </RecordFilters>
  )
}
