import type { Column, Words } from '#kernel/columns.ts'
import { SENSITIVE_COLUMNS } from '#kernel/field-classes.ts'
import { KINDS, SETTINGS, TABLES, isRecorded, tableOf } from '#kernel/rooms.ts'
import { ISSUER_WORDS, PARTS, PART_WORDS, matters } from '#kernel/rooms/matters.ts'
import { SOURCE_CLASS_WORDS } from '#kernel/rooms/org-tables.ts'
import { INHERITED, isSettingKey, scopeParts, settingInWords } from '#kernel/settings.ts'
import { type NameOf, type Row, valueWords } from './values.ts'

/** One recorded row (or the rows of one key) before and after an act; empty: there was none, or none is left. */
export type Image = { readonly table: string; readonly id: string; readonly before: readonly Row[]; readonly after: readonly Row[] }
export type Change = { readonly label: string; readonly before: string; readonly after: string }

/** Columns that readers are shown, with their labels. */
export const shownColumns = (table: string): { readonly name: string; readonly label: string; readonly column: Column }[] =>
  Object.entries(tableOf(table)?.columns ?? {}).flatMap(([name, column]) =>
    column.spec.label === null ? [] : [{ name, label: column.spec.label, column }],
  )
/**
 * An image with all columns of its table: it leaves out those in which nothing stands, and those that came later. Sensitive ones stand empty
 * for whoever does not read them, before and after alike, so that not even their change is shown.
 */
export const wholeRow = (table: string, image: Row, isSensitiveRead: boolean): Row => ({
  ...Object.fromEntries(Object.keys(tableOf(table)?.columns ?? {}).map((column) => [column, null])),
  ...image,
  ...(!isSensitiveRead && Object.fromEntries((SENSITIVE_COLUMNS[table] ?? []).map((column) => [column, null]))),
})
const textOf = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** What an act changed, a line per field in the reader's words; what stayed the same is left out. */
export function changesOf(images: readonly Image[], nameOf: NameOf): Change[] {
  const tables = Map.groupBy(images, ({ table }) => table)
  return ORDER.flatMap((table) => (DESCRIBED_APART[table] ?? fieldByField)(tables.get(table) ?? [], nameOf)).filter(
    ({ before, after }) => before !== after,
  )
}

/** The facts of a matter first, then who holds it; everything else in the order of the rooms. */
const ORDER = [
  ...new Set(
    [...Object.values(KINDS).map(({ facts }) => facts), ...Object.keys(matters.tables), ...Object.keys(TABLES)].filter(isRecorded),
  ),
]

type DescribeChanges = (images: readonly Image[], nameOf: NameOf) => Change[]

const fieldByField: DescribeChanges = (images, nameOf) =>
  images.flatMap((image) => {
    const [before, after] = [image.before[0], image.after[0]]
    const row = after ?? before
    if (!row) return []
    const owner = ownerOf(image.table, row, images.length > 1, nameOf)
    return shownColumns(image.table).map(({ name, label, column }) => {
      const words = (side: Row | undefined) => (side ? valueWords(side[name], column, nameOf) : '')
      return { label: labelOf(owner, label), before: words(before), after: words(after) }
    })
  })

const labelOf = (owner: string, label: string) => {
  if (owner === '') return label
  return label === '内容' ? owner : `${owner}·${label}`
}

/** Which of several rows a line is about. */
function ownerOf(table: string, row: Row, several: boolean, nameOf: NameOf): string {
  const { line, whose } = tableOf(table) ?? {}
  if (line) return `${line.word}${textOf(row[line.no])}`
  if (whose) return nameOf(textOf(row[whose])) ?? ''
  return several ? textOf(row['name'] ?? row['login']) || (nameOf(textOf(row['person_id'])) ?? '') : ''
}

/** Rows that only make sense together: holders of a part, numbers, versions of a setting, days of a year, what a name means. */
const DESCRIBED_APART: Partial<Record<string, DescribeChanges>> = {
  responsibility: (images, nameOf) => {
    const [before, after] = [images.flatMap((image) => image.before), images.flatMap((image) => image.after)]
    return PARTS.map((part) => ({
      label: PART_WORDS[part],
      before: holdersOf(before, part, nameOf),
      after: holdersOf(after, part, nameOf),
    }))
  },
  matter_number: (images) => images.map(({ before, after }) => ({ label: '编号', before: numbersOf(before), after: numbersOf(after) })),
  setting: (images, nameOf) => images.flatMap(({ id, before, after }) => settingChanges(id, before, after, nameOf)),
  holiday: (images) => images.map(({ id, before, after }) => ({ label: `${id}年放假安排`, before: daysOf(before), after: daysOf(after) })),
  known_name: (images, nameOf) =>
    images.map(({ id, before, after }) => ({ label: `名称“${id}”`, before: meaningOf(before, nameOf), after: meaningOf(after, nameOf) })),
}

/** Who holds a part now: what has an end is over. */
export function holdersOf(rows: readonly Row[], part: string, nameOf: NameOf): string {
  const current = rows.filter((row) => row['part'] === part && row['to_on'] === null)
  return current
    .toSorted((a, b) => Number(a['sort']) - Number(b['sort']))
    .map((row) => {
      const id = textOf(row['unit_id'] ?? row['person_id'])
      const name = id === '' ? textOf(row['holder_text']) : (nameOf(id) ?? '（已不存在）')
      return `${name}${row['phone'] ? `（${textOf(row['phone'])}）` : ''}`
    })
    .join('、')
}

const ISSUERS: Words = ISSUER_WORDS
export const numbersOf = (rows: readonly Row[]): string =>
  rows.map((row) => `${textOf(row['no'])}（${ISSUERS[textOf(row['issuer'])] ?? ''}）`).join('、')

/** Every version in every scope has the same key: a line for each scope that got a new one. */
function settingChanges(key: string, before: readonly Row[], after: readonly Row[], nameOf: NameOf): Change[] {
  const title = isSettingKey(key) ? SETTINGS[key].title : key
  return [...new Set(after.map((row) => textOf(row['scope'])))].map((scope) => ({
    label: scope === 'place' ? title : `${title}（${scopeWords(scope, nameOf)}）`,
    before: newestOf(key, scope, before),
    after: newestOf(key, scope, after),
  }))
}

function scopeWords(scope: string, nameOf: NameOf): string {
  const { kind, id } = scopeParts(scope) ?? { kind: null, id: scope }
  const classes: Words = SOURCE_CLASS_WORDS
  return (kind === 'class' ? classes[id] : nameOf(id)) ?? scope
}

/** Before anything was set the standard held for the place, and in a narrower scope whatever a wider one says. */
function newestOf(key: string, scope: string, rows: readonly Row[]): string {
  const newest = rows.filter((row) => row['scope'] === scope).toSorted((a, b) => Number(b['version']) - Number(a['version']))[0]
  const value = newest ? newest['value'] : scope === 'place' && isSettingKey(key) ? SETTINGS[key].standard : INHERITED
  if (value === INHERITED) return '按更宽的范围'
  return isSettingKey(key) ? settingInWords(key, value) : textOf(value)
}

const daysOf = (rows: readonly Row[]) => {
  const count = (kind: string) => rows.filter((row) => row['kind'] === kind).length
  return rows.length === 0 ? '' : `放假${count('off')}天、调休上班${count('on')}天`
}

const meaningOf = (rows: readonly Row[], nameOf: NameOf) =>
  rows.map((row) => (row['target_id'] === null ? '不是本区单位或人员' : (nameOf(textOf(row['target_id'])) ?? '（已不存在）'))).join('、')

/** What bears a name of its own; a class does not. */
function idOfScope(scope: string): string[] {
  const parts = scopeParts(scope)
  return parts && parts.kind !== 'place' && parts.kind !== 'class' ? [parts.id] : []
}

/** Every id in the images whose name a reader will want. */
export function idsIn(rows: readonly { readonly table: string; readonly row: Row }[]): Set<string> {
  const ids = rows.flatMap(({ table, row }) =>
    shownColumns(table)
      .flatMap(({ name, column }) => (column.spec.shownAs === 'name' ? [name] : []))
      .concat(tableOf(table)?.whose ?? [], table === 'account' ? 'person_id' : [])
      .map((column) => textOf(row[column]))
      .concat(table === 'setting' ? idOfScope(textOf(row['scope'])) : []),
  )
  return new Set(ids.filter((id) => id !== ''))
}
