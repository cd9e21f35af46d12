import type { Day } from '#kernel/days.ts'
import type { Role } from '#kernel/roles.ts'

/** Kind of a unit in the tree: the district itself, its leadership, departments, towns and streets, villages, temporary task forces with their groups. */
export type DemoUnitKind = 'district' | 'leadership' | 'department' | 'town' | 'village' | 'task_force'

/**
 * One unit of the district. `key` is stable and used only inside the demo; `name` is the official full name, `shortName` what ledgers
 * write, `aliases` what they also write. No two units share any of these. `parentKey` is null for the district alone.
 */
export type DemoUnit = {
  readonly key: string
  readonly name: string
  readonly shortName: string
  readonly aliases: readonly string[]
  readonly kind: DemoUnitKind
  readonly parentKey: string | null
}

/** A role held at a unit from a day on. */
export type DemoRoleHeld = { readonly role: Role; readonly unitKey: string; readonly from: Day }

/**
 * One person. `name` is a role name, never a personal one; `login` is unique, short and ASCII; `phone` is a fake internal extension or null;
 * `boundTowns` are the towns a leader is bound to (包联), empty for everybody else.
 */
export type DemoPerson = {
  readonly key: string
  readonly name: string
  readonly post: string
  readonly unitKey: string
  readonly phone: string | null
  readonly login: string
  readonly roles: readonly DemoRoleHeld[]
  readonly boundTowns: readonly string[]
}

/** Where problems of an inspection come from: its feedback, complaints passed down, the district's own check. */
export type DemoSourceKind = 'feedback' | 'complaint' | 'self_check'
export type DemoSource = { readonly key: string; readonly name: string; readonly kind: DemoSourceKind }

/** One inspection. `round` is the wording used in the 督察轮次 column of the ledger; days not known yet are null. */
export type DemoInspection = {
  readonly key: string
  readonly name: string
  readonly level: 'central'
  readonly kind: 'inspection' | 'look_back'
  readonly round: string
  readonly enteredOn: Day
  readonly leftOn: Day | null
  readonly feedbackOn: Day | null
  readonly sources: readonly DemoSource[]
}

export type DemoDistrict = {
  readonly jurisdiction: { readonly key: string; readonly name: string }
  readonly units: readonly DemoUnit[]
  readonly people: readonly DemoPerson[]
  readonly inspections: readonly DemoInspection[]
}
