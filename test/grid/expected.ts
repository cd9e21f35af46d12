import type { Role } from '#kernel/roles.ts'

/**
 * Who may do what, written by hand from the duties people have (docs/rules.md R-12, decision 0035) and not from the product's grants:
 * a grant that is wrong there is found because it differs from here. An endpoint that is missing here fails the grid.
 */
export type Far = 'all' | 'units' | 'mine'
type Who = Partial<Record<Role, Far>>

const ALL_UNITS: Who = { handler: 'units', head: 'units', leader: 'units', verifier: 'units' }
/** Everybody who works on problems. */
const BUSINESS: Who = { officer: 'all', supervisor: 'all', ...ALL_UNITS }
/** The office that watches over all. */
const OFFICE: Who = { officer: 'all', supervisor: 'all' }
const OFFICER: Who = { officer: 'all' }
/** Who does the work of a unit. */
const DOERS: Who = { officer: 'all', handler: 'units', head: 'units' }
const UPLOADERS: Who = { officer: 'all', supervisor: 'all', handler: 'units', head: 'units', verifier: 'units' }
const SIGNERS: Who = { officer: 'all', supervisor: 'all', head: 'units', leader: 'mine' }
const NAMERS: Who = { officer: 'all', head: 'units' }
/** The three who keep the system. */
const SYSTEM: Who = { system_admin: 'all' }
const SYSTEM_OR_SECURITY: Who = { system_admin: 'all', security_admin: 'all' }
const OFFICER_OR_SYSTEM: Who = { officer: 'all', system_admin: 'all' }
/** One of the three may be the second of two (decision 0040). */
const THE_THREE: Who = { system_admin: 'all', security_admin: 'all', audit_admin: 'all' }
const AUDITORS: Who = { audit_admin: 'all', security_admin: 'all' }
const AUDIT_ADMIN: Who = { audit_admin: 'all' }
/** Everybody who has a duty but those who read sealed data only: names of units and people, no matter. */
const DIRECTORY: Who = { ...BUSINESS, ...AUDITORS, ...SYSTEM }
const KNOWS_OF_SEALED: Who = { officer: 'all', complainant_reader: 'all' }
/** Sealing what an old installation holds: the office, and who answers for security (decision 0041). */
const CLEANERS: Who = { officer: 'all', security_admin: 'all' }
const READER: Who = { complainant_reader: 'all' }

type Rule = { readonly who: Who | 'anybody' | 'whoever is in'; readonly beforePassword?: true }
const IN: Rule = { who: 'whoever is in' }
const FIRST: Rule = { who: 'whoever is in', beforePassword: true }

const lines = (who: Who, endpoints: string): [string, Rule][] =>
  endpoints
    .trim()
    .split('\n')
    .map((line) => [line.trim(), { who }])

export const EXPECTED: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['get /setup', { who: 'anybody' }],
  ['post /setup', { who: 'anybody' }],
  ['post /session/login', { who: 'anybody' }],
  ['post /session/unified/begin', { who: 'anybody' }],
  ['post /session/unified/finish', { who: 'anybody' }],
  ['post /session/logout', FIRST],
  ['get /session/password', FIRST],
  ['post /session/password', FIRST],
  ['get /session/me', IN],
  ['get /session/list', IN],
  ['post /session/list/:mark/end', IN],
  ['post /session/code', IN],
  ['get /session/second-factor', IN],
  ['post /session/second-factor', IN],
  ['post /session/second-factor/draft', IN],
  ['post /session/second-factor/drop', IN],
  ['post /session/second-factor/recovery-codes', IN],
  ['get /session/tokens', IN],
  ['post /session/tokens', IN],
  ['post /session/tokens/:tokenId/end', IN],
  ...lines(
    DIRECTORY,
    `get /org/units
     get /org/people
     get /org/people/:person
     get /org/inspections
     get /org/holidays
     get /org/holidays/:year
     get /org/settings
     get /org/settings/in-force
     get /org/settings/:key/versions
     get /org/known-names`,
  ),
  ...lines(
    OFFICER_OR_SYSTEM,
    `post /org/units
     post /org/units/:unit
     post /org/units/:unit/end
     post /org/people
     post /org/people/:person
     post /org/people/:person/end
     post /org/holidays/:year
     post /org/known-names
     post /org/known-names/forget`,
  ),
  ...lines(
    SYSTEM_OR_SECURITY,
    `post /org/people/:person/duties
     post /org/duties/:duty/end
     post /org/security/:key
     get /org/security/notices
     get /org/tokens
     post /org/tokens/:tokenId/end`,
  ),
  ...lines(
    SYSTEM,
    `get /org/people/:person/sessions
     post /org/people/:person/sessions/end
     post /org/people/:person/second-factor/reset
     post /org/people/:person/account
     post /org/people/:person/account/way
     post /org/backup/:key
     get /backups
     get /backups/notice
     post /backups/run
     post /backups/rehearse
     post /backups/cancel
     post /org/people/:person/account/reset
     post /org/people/:person/account/switch
     post /org/people/:person/account/unlock
     post /org/people/:person/account/way
     get /jobs
     post /jobs/:jobId/cancel
     post /jobs/:jobId/retry
     post /jobs/:jobId/discard`,
  ),
  ...lines(
    OFFICER,
    `post /org/inspections
     post /org/inspections/:inspection
     post /org/sources
     post /org/sources/:source
     get /org/settings/:key/preview
     post /org/settings/:key
     post /problems
     post /problems/cells
     post /problems/:problemId/points
     post /problems/:problemId/place
     post /problems/:problemId/received
     post /problems/:problemId/closeout/notice
     post /problems/:problemId/closeout/notice-end
     post /problems/:problemId/closeout/filing
     post /problems/:problemId/closeout/revoke
     post /problems/:problemId/closeout/objections
     post /closeout-objections/:objectionId/answer
     post /closeout/chains
     post /closeout/chain-proposals/:proposalId/decision
     post /lookbacks/preview
     post /lookbacks
     post /lookbacks/:lookbackId/extend
     post /lookbacks/:lookbackId/end
     post /lookbacks/:lookbackId/assign
     get /lookbacks/:lookbackId/proposals
     post /lookbacks/:lookbackId/assign-by
     post /lookback-items/:itemId/decide
     post /intake
     get /intake
     get /intake/:intakeId
     post /intake/:intakeId/choices
     post /intake/:intakeId/discard
     post /intake/:intakeId/commit
     get /intake/:intakeId/job
     post /intake/:intakeId/cancel-commit`,
  ),
  ...lines(
    OFFICE,
    `get /desk/officer
     get /desk/reminders/:unitId
     get /lookback-figures
     get /intake-imports
     get /history
     get /history/checkpoint
     get /history/people`,
  ),
  ...lines(
    BUSINESS,
    `get /matters/search
     get /matters/:matterId/evidence
     get /evidence/:evidenceId/file
     get /evidence/:evidenceId/picture
     get /problems
     get /problems/counts
     get /problems/choices
     get /problems/:problemId
     get /problems/:problemId/plan
     get /problems/:problemId/reports
     get /problems/:problemId/closeout
     get /problems/:problemId/closeout/sealed/:seal
     get /problems/:problemId/lookback
     post /problems/:problemId/closeout/verification
     post /problems/:problemId/closeout/entries/:entryId/confirmation
     get /closeout/chains
     get /ledger-views
     post /ledger-views
     post /ledger-views/:viewId/remove
     get /desk
     get /desk/units
     get /todo
     get /lookbacks
     get /lookbacks/:lookbackId
     get /lookbacks/:lookbackId/items
     get /lookbacks/:lookbackId/items.xlsx
     get /lookback-items/:itemId
     get /reports/ledger.xlsx
     get /reports/by-unit.zip
     get /reports/by-leader.xlsx
     post /reports/exports/:report
     get /reports/exports
     get /reports/exports/:jobId/file
     post /reports/exports/:jobId/cancel
     get /matters/:matterId/papers
     get /matters/:matterId/papers/:paper
     get /matters/:matterId/dossier.zip
     get /matters/:matterId/timeline
     get /matters/:matterId/as-of`,
  ),
  ...lines(
    DOERS,
    `get /problems/:problemId/plan/terms
     post /problems/:problemId/plan
     post /problems/:problemId/measures/:measureId/report
     post /problems/:problemId/evidence-links
     post /problems/:problemId/closeout/apply
     post /problems/:problemId/closeout/withdraw
     post /evidence/:evidenceId/take-down`,
  ),
  ...lines(
    UPLOADERS,
    `post /matters/:matterId/evidence
     post /evidence/:evidenceId/facts
     post /matters/:matterId/camera-pass
     post /lookback-items/:itemId/record`,
  ),
  ...lines(NAMERS, 'post /problems/:problemId/person'),
  ...lines(SIGNERS, 'post /problems/:problemId/closeout/opinion'),
  ...lines(KNOWS_OF_SEALED, 'get /matters/:matterId/complainants'),
  ...lines(THE_THREE, 'get /org/activations\npost /org/activations/:activation/decision'),
  ...lines(READER, 'post /matters/:matterId/complainants/read'),
  ...lines(AUDITORS, 'get /audit\nget /audit/people'),
  ...lines(AUDIT_ADMIN, 'get /audit/export.xlsx\nget /audit/verifications\npost /audit/verifications'),
  ...lines(CLEANERS, 'get /complainants/cleaning\npost /complainants/cleaning'),
  ...lines(OFFICER, 'post /matters/:matterId/complainants/seal'),
  ...lines(BUSINESS, 'post /matters/:matterId/complainants/typed'),
])

export type Target = 'own' | 'child' | 'foreign' | 'missing' | 'malformed'

/** How far a role reaches with an endpoint; undefined: not at all. */
export const farOf = (key: string, role: Role): Far | undefined => {
  const who = EXPECTED.get(key)?.who
  if (who === undefined || who === 'anybody') return undefined
  return who === 'whoever is in' ? 'all' : who[role]
}
