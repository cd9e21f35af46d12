import { z } from 'zod'
import { Day, dayField } from '#kernel/days.ts'
import { Instant, Text, trimmedText, needed, textOrNull } from '#kernel/fields.ts'
import { done, endpoint, nothing } from '#kernel/endpoint.ts'
import { DutyId, PersonId, UnitId } from '#kernel/rooms/org.ts'
import { LOG_IN_WAYS, UNIT_KINDS } from '#kernel/rooms/org-tables.ts'
import { ROLES } from '#kernel/roles.ts'

/** A day somebody types; a year mistyped is told at once. */
const ActDay = dayField('请填写日期，例如 2026-11-23').refine(
  (day) => day >= '1950-01-01' && day <= '2100-12-31',
  '日期超出合理范围，请核对年份',
)
const Name = needed(60, '请填写名称', '名称不超过 60 个字')

/** The first day on which it no longer holds; null takes an ending back. */
const EndsFrom = z.strictObject({ from: ActDay.nullable() })
const UnitPath = z.strictObject({ unit: UnitId })
const PersonPath = z.strictObject({ person: PersonId })

export const Unit = z.object({
  id: UnitId,
  parentId: UnitId.nullable(),
  kind: z.enum(UNIT_KINDS),
  name: Text,
  shortName: Text.nullable(),
  aliases: z.array(Text),
  sort: z.int(),
  /** The last day; null while it stands. */
  endedOn: Day.nullable(),
  /** First letters of the syllables of the short name and the name. */
  initials: Text,
  /** People of this unit itself, not of those below. */
  people: z.int(),
  version: z.int(),
})
export type Unit = z.output<typeof Unit>

const UnitForm = z.strictObject({
  parentId: UnitId.nullable(),
  kind: z.enum(UNIT_KINDS, '请选择单位类别'),
  name: Name,
  shortName: textOrNull(30, '简称不超过 30 个字'),
  aliases: z.array(Name).max(30, '别名不超过 30 个'),
  sort: z.int('排序为整数').min(0).max(100_000),
})
export type UnitForm = z.input<typeof UnitForm>

export const listUnitsEndpoint = endpoint({
  method: 'get',
  path: '/org/units',
  title: '单位',
  action: 'org.view',
  params: nothing,
  input: nothing,
  reply: z.object({ units: z.array(Unit) }),
})

export const addUnitEndpoint = endpoint({
  method: 'post',
  path: '/org/units',
  title: '新增单位',
  action: 'org.save-unit',
  once: true,
  params: nothing,
  input: UnitForm.extend({ parentId: UnitId }),
  reply: z.object({ id: UnitId }),
})

export const saveUnitEndpoint = endpoint({
  method: 'post',
  path: '/org/units/:unit',
  title: '修改单位',
  action: 'org.save-unit',
  params: UnitPath,
  input: UnitForm,
  versioned: true,
  reply: done,
})

export const endUnitEndpoint = endpoint({
  method: 'post',
  path: '/org/units/:unit/end',
  title: '停用或恢复单位',
  action: 'org.save-unit',
  params: UnitPath,
  input: EndsFrom,
  versioned: true,
  reply: done,
})

const Place = z.object({ id: UnitId, name: Text })
export const PersonRow = z.object({
  id: PersonId,
  name: Text,
  initials: Text,
  post: Text.nullable(),
  phone: Text.nullable(),
  unit: Place,
  endedOn: Day.nullable(),
  /** Roles held today. */
  roles: z.array(z.object({ role: z.enum(ROLES), unit: Text })),
  /** Absent where the caller does not manage accounts. */
  account: z.enum(['none', 'active', 'disabled']).optional(),
  /** With `account`: of those who have one. */
  login: Text.nullable().optional(),
  hasFactor: z.boolean().optional(),
})
export type PersonRow = z.output<typeof PersonRow>

const PERSON_STATES = ['active', 'ended', 'all'] as const
export const listPeopleEndpoint = endpoint({
  method: 'get',
  path: '/org/people',
  title: '人员',
  action: 'org.view',
  params: nothing,
  input: z.strictObject({
    /** Name, its first letters, post, telephone, or unit. */
    q: trimmedText(40).optional(),
    /** This unit and all below. */
    unit: UnitId.optional(),
    role: z.enum(ROLES).optional(),
    state: z.enum(PERSON_STATES).default('active'),
    page: z.coerce.number().int().min(1).max(100_000).default(1),
    size: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ total: z.int(), rows: z.array(PersonRow) }),
})

export const Person = z.object({
  id: PersonId,
  name: Text,
  post: Text.nullable(),
  phone: Text.nullable(),
  unit: Place,
  endedOn: Day.nullable(),
  duties: z.array(z.object({ id: DutyId, role: z.enum(ROLES), unit: Place, from: Day, to: Day.nullable(), isNow: z.boolean() })),
  /** Null: nobody can log in as this person; absent where the caller does not manage accounts. */
  account: z
    .object({
      login: Text,
      way: z.enum(LOG_IN_WAYS),
      mustChange: z.boolean(),
      isDisabled: z.boolean(),
      hasFactor: z.boolean(),
      lockedUntil: Instant.nullable(),
    })
    .nullable()
    .optional(),
  version: z.int(),
})
export type Person = z.output<typeof Person>

export const getPersonEndpoint = endpoint({
  method: 'get',
  path: '/org/people/:person',
  title: '人员详情',
  action: 'org.view',
  params: PersonPath,
  input: nothing,
  reply: Person,
})

const PersonForm = z.strictObject({
  name: needed(40, '请填写姓名', '姓名不超过 40 个字'),
  post: textOrNull(60, '职务不超过 60 个字'),
  phone: trimmedText(60, '电话不超过 60 位')
    .regex(/^[\d\s+\-—,，、;；/()（）]*$/, '电话只能填数字和分隔符')
    .nullable()
    .transform((text) => (text === '' ? null : text)),
  unitId: UnitId,
})
export type PersonForm = z.input<typeof PersonForm>

export const addPersonEndpoint = endpoint({
  method: 'post',
  path: '/org/people',
  title: '新增人员',
  action: 'org.save-person',
  once: true,
  params: nothing,
  input: PersonForm,
  reply: z.object({ id: PersonId }),
})

export const savePersonEndpoint = endpoint({
  method: 'post',
  path: '/org/people/:person',
  title: '修改人员',
  action: 'org.save-person',
  params: PersonPath,
  input: PersonForm,
  versioned: true,
  reply: done,
})

/** Ends every duty with the person; taking it back brings the person back, not the duties. */
export const endPersonEndpoint = endpoint({
  method: 'post',
  path: '/org/people/:person/end',
  title: '人员离任或恢复',
  action: 'org.save-person',
  params: PersonPath,
  input: EndsFrom,
  versioned: true,
  reply: done,
})

export const addDutyEndpoint = endpoint({
  method: 'post',
  path: '/org/people/:person/duties',
  title: '授予角色',
  action: 'org.save-duty',
  once: true,
  params: PersonPath,
  input: z
    .strictObject({ unitId: UnitId, role: z.enum(ROLES, '请选择角色'), from: ActDay, to: ActDay.nullable() })
    .refine(({ from, to }) => to === null || to >= from, { path: ['to'], message: '终止日期不能早于起始日期' }),
  /** `waits`: it holds when another administrator has activated it; it has an id only then. */
  reply: z.object({ id: DutyId.nullable(), waits: z.boolean() }),
})

export const endDutyEndpoint = endpoint({
  method: 'post',
  path: '/org/duties/:duty/end',
  title: '终止角色',
  action: 'org.save-duty',
  params: z.strictObject({ duty: DutyId }),
  input: z.strictObject({ from: ActDay }),
  reply: done,
})
