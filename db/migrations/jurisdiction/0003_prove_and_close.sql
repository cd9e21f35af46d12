-- evidence: files of a matter, kept by their hash; taken down, never deleted ----------------------------------------------
create table evidence (
  id uuid primary key,
  matter_id uuid not null references matter,
  purpose text not null default 'proof' check (purpose in ('proof', 'verification', 'opinion', 'notice', 'filing', 'lookback')),
  file_hash text not null,
  file_name text not null,
  file_bytes int not null,
  kind text not null check (kind in ('image', 'pdf', 'document', 'sheet', 'video', 'archive')),
  media_type text not null,
  pages int,
  width int,
  height int,
  taken_at timestamptz,
  taken_from text check (taken_from in ('camera', 'person')),
  effective_on date,
  side text check (side in ('before', 'after')),
  pair uuid,
  note text,
  person_id uuid not null references person,
  cycle int not null,
  received_at timestamptz not null,
  taken_down_at timestamptz,
  taken_down_by uuid references person,
  taken_down_reason text
);
create index evidence_matter on evidence (matter_id);
create index evidence_hash on evidence (file_hash);
create trigger never_deleted before delete or truncate on evidence for each statement execute function append_only();

-- Opens the camera page of one problem on a phone, for a few minutes, as the person who showed the code.
create table camera_pass (
  token_hash text primary key,
  person_id uuid not null references person,
  matter_id uuid not null references matter,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

-- rectification -----------------------------------------------------------------------------------------------------
alter table milestone add column removed_on date;
drop index milestone_no;
create unique index milestone_no on milestone (measure_id, no) where removed_on is null;

-- A point inherits the measures of its problem; how far it is with each stands here.
create table point_measure (
  point_id uuid not null references problem,
  measure_id uuid not null references measure,
  started_on date,
  done_on date,
  primary key (point_id, measure_id)
);

create table measure_evidence (
  id uuid primary key,
  measure_id uuid not null references measure,
  evidence_id uuid not null references evidence,
  person_id uuid not null references person,
  cycle int not null,
  linked_at timestamptz not null,
  removed_at timestamptz,
  removed_by uuid references person
);
create unique index measure_evidence_once on measure_evidence (measure_id, evidence_id) where removed_at is null;
create index measure_evidence_file on measure_evidence (evidence_id);

create table progress_report (
  id uuid primary key,
  matter_id uuid not null references matter,
  measure_id uuid not null references measure,
  cycle int not null,
  reported_on date not null,
  state text not null check (state in ('in_hand', 'done')),
  done_text text not null,
  delay_reason text,
  difficulty text,
  next_step text,
  person_id uuid not null references person,
  at timestamptz not null
);
create index progress_report_matter on progress_report (matter_id, measure_id, at);

-- closeout: one file a cycle ----------------------------------------------------------------------------------------
create table closeout (
  id uuid primary key,
  matter_id uuid not null references matter,
  cycle int not null,
  -- the chain as it stood when the cycle began; a later change of the configuration leaves it alone
  chain jsonb not null,
  chain_version int not null,
  statement text not null,
  lasting_mechanism text,
  completed_on date not null,
  applied_by uuid not null references person,
  applications int not null default 1,
  returns int not null default 0,
  begun_at timestamptz not null,
  closed_on date,
  filed_on date,
  revoked_on date,
  revoke_kind text,
  revoke_reason text,
  unique (matter_id, cycle)
);

-- What a signatory saw, sealed by its hash.
create table closeout_seal (
  closeout_id uuid not null references closeout,
  hash text not null,
  facts jsonb not null,
  primary key (closeout_id, hash)
);

create table closeout_entry (
  id uuid primary key,
  closeout_id uuid not null references closeout,
  seq int not null,
  step text not null,
  act text not null check (act in ('apply', 'withdraw', 'opinion', 'return', 'verification', 'notice', 'notice_end', 'filing', 'revoke')),
  verdict text check (verdict in ('agree', 'return', 'pass', 'fail')),
  signatory_id uuid references person,
  -- who entered it for the signatory; null where they signed themselves
  recorder_id uuid references person,
  signed_on date not null,
  text text,
  scan_id uuid references evidence,
  seal text,
  facts jsonb not null default '{}',
  at timestamptz not null,
  voided_at timestamptz,
  void_reason text,
  unique (closeout_id, seq)
);
create index closeout_entry_signatory on closeout_entry (signatory_id);

create table notice_objection (
  id uuid primary key,
  closeout_id uuid not null references closeout,
  received_on date not null,
  text text not null,
  answer text,
  answered_on date,
  upheld boolean,
  recorded_by uuid not null references person
);
create index notice_objection_closeout on notice_objection (closeout_id);

-- What waits for whom: read by desks and queues.
create index matter_step on matter (state, step) where state <> 'open' and step is not null;

-- lookback: closures looked at again --------------------------------------------------------------------------------
create table lookback (
  id uuid primary key,
  name text not null,
  scope jsonb not null,
  started_on date not null,
  due_on date not null,
  note text,
  ended_on date,
  person_id uuid not null references person
);

create table lookback_item (
  id uuid primary key,
  lookback_id uuid not null references lookback,
  matter_id uuid not null references matter,
  unit_id uuid references unit,
  person_id uuid references person,
  result text check (result in ('stable', 'loosened', 'rebound', 'false', 'unverifiable')),
  found text,
  visited_on date,
  visitors text,
  evidence_ids uuid[] not null default '{}',
  recorded_by uuid references person,
  recorded_at timestamptz,
  outcome text check (outcome in ('verified', 'reopened')),
  outcome_reason text,
  decided_by uuid references person,
  decided_at timestamptz,
  unique (lookback_id, matter_id)
);
create index lookback_item_matter on lookback_item (matter_id);
create index lookback_item_person on lookback_item (person_id) where result is null;

-- Computed columns of what is already there: points inherit measures, and no measure has proof yet.
update problem p set measures_total = (select count(*) from measure e where e.problem_id = p.parent_id and e.removed_on is null) where p.level = 'point';
update problem set missing = missing || '{evidence}' where measures_total > 0;
