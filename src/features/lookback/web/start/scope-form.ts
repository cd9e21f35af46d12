import type { z } from 'zod'
import { CLOSURE_KINDS } from '../../domain/scope.ts'
import { ScopeForm } from '../../lookback.contract.ts'

export type ScopeInput = z.output<typeof ScopeForm>
export type StartDraft = { readonly name: string; readonly dueOn: string; readonly note: string; readonly scope: ScopeInput }

/** Everything an older ledger declares and everything closed here, as long as nobody has verified it: the first order. */
const EVERYTHING: ScopeInput = ScopeForm.parse({ closures: [...CLOSURE_KINDS] })
export const START: StartDraft = { name: '', dueOn: '', note: '', scope: EVERYTHING }

/** A scope kept in this browser by an earlier form, if it still is one. */
export const scopeFromDraft = (stored: unknown): ScopeInput => ScopeForm.safeParse(stored).data ?? EVERYTHING

/** What still has to be filled in before a campaign can begin. */
export function missingInStart({ name, dueOn, scope }: StartDraft): string | null {
  if (name.trim() === '') return '请填写名称'
  if (dueOn === '') return '请选择截止日期'
  return scope.closures.length === 0 ? '请至少选择一种销号情况' : null
}
