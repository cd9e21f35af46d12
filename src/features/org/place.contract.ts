import { z } from 'zod'
import { Day, dayField } from '#kernel/days.ts'
import { Text, trimmedText, needed } from '#kernel/fields.ts'
import { done, endpoint, nothing } from '#kernel/endpoint.ts'
import { InspectionId, SourceId } from '#kernel/rooms/org.ts'
import { INSPECTION_KINDS, INSPECTION_LEVELS, KNOWN_NAME_KINDS, SOURCE_CLASSES } from '#kernel/rooms/org-tables.ts'

const ActDay = dayField('请填写日期，例如 2026-11-23').refine(
  (day) => day >= '1950-01-01' && day <= '2100-12-31',
  '日期超出合理范围，请核对年份',
)
const Name = trimmedText(60, '名称不超过 60 个字').min(2, '名称不少于 2 个字')
const Word = trimmedText(30, '不超过 30 个字')
  .nullable()
  .transform((text) => (text === '' ? null : text))

const InspectionForm = z
  .strictObject({
    level: z.enum(INSPECTION_LEVELS, '督察只分中央和省级'),
    kind: z.enum(INSPECTION_KINDS, '请选择督察类型'),
    name: Name,
    round: Word,
    batch: Word,
    province: Word,
    entryOn: ActDay.nullable(),
    exitOn: ActDay.nullable(),
    feedbackOn: ActDay.nullable(),
  })
  .refine(({ entryOn, exitOn }) => !entryOn || !exitOn || exitOn >= entryOn, { path: ['exitOn'], message: '离开日期不能早于进驻日期' })
  .refine(({ entryOn, feedbackOn }) => !entryOn || !feedbackOn || feedbackOn >= entryOn, {
    path: ['feedbackOn'],
    message: '反馈日期不能早于进驻日期',
  })
export type InspectionForm = z.input<typeof InspectionForm>
const OptionalText = Text.nullable()
const SomeDay = Day.nullable()
export const Inspection = z.object({
  id: InspectionId,
  level: z.enum(INSPECTION_LEVELS),
  kind: z.enum(INSPECTION_KINDS),
  name: Text,
  round: OptionalText,
  batch: OptionalText,
  province: OptionalText,
  entryOn: SomeDay,
  exitOn: SomeDay,
  feedbackOn: SomeDay,
  version: z.int(),
})
export type Inspection = z.output<typeof Inspection>

const SourceForm = z.strictObject({ name: Name, class: z.enum(SOURCE_CLASSES, '请选择来源类别'), inspectionId: InspectionId.nullable() })
export type SourceForm = z.input<typeof SourceForm>
export const Source = z.object({
  id: SourceId,
  name: Text,
  class: z.enum(SOURCE_CLASSES),
  inspectionId: InspectionId.nullable(),
  version: z.int(),
})
export type Source = z.output<typeof Source>

export const listInspectionsEndpoint = endpoint({
  method: 'get',
  path: '/org/inspections',
  title: '督察与问题来源',
  action: 'org.view',
  params: nothing,
  input: nothing,
  reply: z.object({ inspections: z.array(Inspection), sources: z.array(Source) }),
})

export const addInspectionEndpoint = endpoint({
  method: 'post',
  path: '/org/inspections',
  title: '新增督察',
  action: 'org.save-inspection',
  once: true,
  params: nothing,
  input: InspectionForm,
  reply: z.object({ id: InspectionId }),
})

export const saveInspectionEndpoint = endpoint({
  method: 'post',
  path: '/org/inspections/:inspection',
  title: '修改督察',
  action: 'org.save-inspection',
  params: z.strictObject({ inspection: InspectionId }),
  input: InspectionForm,
  versioned: true,
  reply: done,
})

export const addSourceEndpoint = endpoint({
  method: 'post',
  path: '/org/sources',
  title: '新增问题来源',
  action: 'org.save-inspection',
  once: true,
  params: nothing,
  input: SourceForm,
  reply: z.object({ id: SourceId }),
})

export const saveSourceEndpoint = endpoint({
  method: 'post',
  path: '/org/sources/:source',
  title: '修改问题来源',
  action: 'org.save-inspection',
  params: z.strictObject({ source: SourceId }),
  input: SourceForm,
  versioned: true,
  reply: done,
})

const Year = z.coerce.number().int().min(2000, '年份应在 2000 至 2100 之间').max(2100, '年份应在 2000 至 2100 之间')
const HolidayDay = z.object({ day: Day, name: Text, kind: z.enum(['off', 'on']) })
export type HolidayDay = z.output<typeof HolidayDay>

export const listHolidayYearsEndpoint = endpoint({
  method: 'get',
  path: '/org/holidays',
  title: '放假安排的年份',
  action: 'org.view',
  params: nothing,
  input: nothing,
  reply: z.object({
    years: z.array(z.object({ year: z.int(), source: Text, off: z.int(), on: z.int() })),
    /** Between the first year known and the year after next: those whose notice nobody has loaded. */
    unknown: z.array(z.int()),
  }),
})

export const getHolidayYearEndpoint = endpoint({
  method: 'get',
  path: '/org/holidays/:year',
  title: '一年的放假安排',
  action: 'org.view',
  params: z.strictObject({ year: Year }),
  input: nothing,
  /** `source` null and version 0: this year is not known. */
  reply: z.object({ year: z.int(), source: Text.nullable(), days: z.array(HolidayDay), version: z.int() }),
})

export const loadHolidayYearEndpoint = endpoint({
  method: 'post',
  path: '/org/holidays/:year',
  title: '载入一年的放假安排',
  action: 'org.load-holidays',
  params: z.strictObject({ year: Year }),
  input: z.strictObject({
    source: trimmedText(120, '依据不超过 120 个字').min(2, '请写明依据，例如通知的名称和文号'),
    days: z
      .array(
        z.strictObject({
          day: Day,
          name: needed(20, '请写明节日名称', '节日名称不超过 20 个字'),
          kind: z.enum(['off', 'on']),
        }),
      )
      .min(1, '至少要有一天')
      .max(120, '一年的放假安排不会超过 120 天，请核对'),
  }),
  versioned: true,
  reply: done,
})

const NamedThing = { kind: z.enum(KNOWN_NAME_KINDS), raw: trimmedText(200).min(1) }
export const listKnownNamesEndpoint = endpoint({
  method: 'get',
  path: '/org/known-names',
  title: '已认得的名称',
  action: 'org.view',
  params: nothing,
  input: nothing,
  /** `targetId` null: somebody said that this is no unit or person of ours. */
  reply: z.object({ names: z.array(z.object({ ...NamedThing, targetId: z.guid().nullable(), target: Text.nullable() })) }),
})

export const saveKnownNameEndpoint = endpoint({
  method: 'post',
  path: '/org/known-names',
  title: '指认名称',
  action: 'org.save-unit',
  params: nothing,
  input: z.strictObject({ ...NamedThing, targetId: z.guid().nullable() }),
  reply: done,
})

export const forgetKnownNameEndpoint = endpoint({
  method: 'post',
  path: '/org/known-names/forget',
  title: '取消指认',
  action: 'org.save-unit',
  params: nothing,
  input: z.strictObject(NamedThing),
  reply: done,
})
