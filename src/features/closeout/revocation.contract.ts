import { z } from 'zod'
import { dayField } from '#kernel/days.ts'
import { needed } from '#kernel/fields.ts'
import { REVOKE_KINDS } from '#kernel/rooms/closeout-tables.ts'
import { MeasureId } from '#kernel/rooms/problems.ts'

/** Why a closure is taken back, what is proved anew, and the last day that holds from here on. */
export const RevocationForm = z.strictObject({
  kind: z.enum(REVOKE_KINDS),
  reason: needed(1000, '请填写撤销原因'),
  dueOn: dayField('请填写新的整改时限'),
  /** The paper or the reason that the last day goes by. */
  basis: needed(300, '请填写新时限的依据（文件、文号或原因）'),
  /** What rebounded and is proved anew; none named: every measure. */
  measureIds: z.array(MeasureId).max(300).default([]),
})
