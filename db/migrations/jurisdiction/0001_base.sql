-- Chinese by pinyin, numbers in a text by their value: 2 stands before 10.
create collation chinese (provider = icu, locale = 'zh-u-kn-true');

-- org ---------------------------------------------------------------------------------------------------------------
create table unit (
  id uuid primary key,
  parent_id uuid references unit,
  kind text not null check (kind in ('district', 'leadership', 'department', 'town', 'village', 'task_force')),
  name text not null,
  short_name text,
  aliases text[] not null default '{}',
  initials text not null default '',
  sort int not null default 0,
  ended_on date
);
create unique index unit_name on unit (name) where ended_on is null;
create unique index unit_one_root on unit ((parent_id is null)) where parent_id is null;
create index unit_parent on unit (parent_id);

create table person (
  id uuid primary key,
  name text not null,
  initials text not null default '',
  post text,
  unit_id uuid not null references unit,
  phone text,
  ended_on date
);
create index person_unit on person (unit_id);

create table duty (
  id uuid primary key,
  person_id uuid not null references person,
  unit_id uuid not null references unit,
  role text not null check (role in ('officer', 'handler', 'head', 'leader', 'verifier', 'supervisor', 'system_admin')),
  from_on date not null,
  to_on date check (to_on >= from_on)
);
create index duty_person on duty (person_id);

create table account (
  person_id uuid primary key references person,
  login text not null unique check (login ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
  password_hash text not null,
  must_change boolean not null default true,
  disabled_at timestamptz
);

create table session (
  token_hash text primary key,
  person_id uuid not null references person,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_person on session (person_id);

create table inspection (
  id uuid primary key,
  level text not null check (level in ('central', 'provincial')),
  kind text not null check (kind in ('routine', 'lookback', 'special')),
  name text not null unique,
  round text,
  batch text,
  province text,
  entry_on date,
  exit_on date check (exit_on >= entry_on),
  feedback_on date
);

create table source (
  id uuid primary key,
  name text not null unique,
  class text not null check (class in ('feedback', 'petition', 'film', 'special', 'audit', 'media', 'selfcheck', 'other')),
  inspection_id uuid references inspection
);

create table setting (
  key text not null,
  scope text not null default 'place',
  version int not null,
  value jsonb not null,
  primary key (key, scope, version)
);

-- What a person once said a name in a sheet means; target null: no unit or person of ours, keep the words.
create table known_name (
  kind text not null check (kind in ('unit', 'person')),
  raw text not null,
  target_id uuid,
  primary key (kind, raw)
);

-- matters -----------------------------------------------------------------------------------------------------------
create table matter (
  id uuid primary key,
  kind text not null check (kind in ('problem')),
  title text not null,
  state text not null,
  cycle int not null default 1,
  step text,
  version int not null default 1,
  due_on date,
  done_on date,
  place text,
  search_text text not null,
  search tsvector not null,
  created_at timestamptz not null
);
create index matter_due on matter (due_on, id);
create index matter_search on matter using gin (search);
create index matter_title on matter (left(title, 40) collate chinese, id);
create index matter_created on matter (created_at, id);

create table matter_number (
  matter_id uuid not null references matter,
  issuer text not null check (issuer in ('national', 'provincial', 'city', 'district')),
  source_id uuid references source,
  no text not null,
  primary key (matter_id, issuer, no)
);
create unique index matter_number_once on matter_number (issuer, source_id, no) nulls not distinct;

create table responsibility (
  id uuid primary key,
  matter_id uuid not null references matter,
  part text not null check (part in ('leader', 'lead', 'co', 'territory', 'person', 'acceptance', 'supervising')),
  unit_id uuid references unit,
  person_id uuid references person,
  holder_text text,
  phone text,
  sort int not null default 0,
  from_on date not null,
  to_on date check (to_on >= from_on),
  check (num_nonnulls(unit_id, person_id) <= 1),
  check (num_nonnulls(unit_id, person_id, holder_text) >= 1)
);
create index responsibility_matter on responsibility (matter_id);
create index responsibility_unit on responsibility (unit_id, part, matter_id) where to_on is null;
create index responsibility_person on responsibility (person_id, part, matter_id) where to_on is null;

-- intake ------------------------------------------------------------------------------------------------------------
create table intake (
  id uuid primary key,
  file_name text not null,
  file_hash text not null,
  file_bytes int not null,
  state text not null check (state in ('open', 'committed', 'discarded', 'unreadable')),
  source_id uuid references source,
  choices jsonb not null default '{}',
  receipt jsonb,
  person_id uuid not null references person,
  created_at timestamptz not null,
  committed_at timestamptz
);
create index intake_recent on intake (created_at desc);

-- problems ----------------------------------------------------------------------------------------------------------
create table problem (
  matter_id uuid primary key references matter,
  level text not null check (level in ('item', 'problem', 'point')),
  parent_id uuid references problem,
  source_id uuid references source,
  round text,
  category text,
  problem_types text[] not null default '{}',
  wording text,
  wording_hash text not null,
  task text,
  point text,
  region text,
  target text,
  progress_text text,
  remark text,
  received_on date not null,
  deadline_raw text,
  deadline jsonb,
  confirmed_on date,
  review_on date,
  declared text check (declared in ('in_hand', 'done', 'closed')),
  declared_raw text,
  declared_on date,
  raw jsonb not null default '{}',
  intake_id uuid references intake,
  intake_at text,
  -- computed from facts in the transaction that changes them; bihuan verify computes them again
  measures_total int not null default 0,
  measures_started int not null default 0,
  measures_done int not null default 0,
  next_due_on date,
  missing text[] not null default '{}',
  holder_units uuid[] not null default '{}',
  holder_persons uuid[] not null default '{}',
  lead_unit_id uuid references unit,
  leader_id uuid references person,
  due_on date,
  progress text not null default 'not_started',
  closure text not null default 'open',
  ended boolean not null default false,
  sort_no text
);
create index problem_wording on problem (wording_hash, source_id);
create index problem_parent on problem (parent_id);
create index problem_units on problem using gin (holder_units);
create index problem_persons on problem using gin (holder_persons);
-- The ledger shows no upstream wording unless asked. By clock: what still runs first, filtered without a look at the rows.
create index problem_clock on problem (ended, due_on, sort_no collate chinese, matter_id) include (level, progress, closure, next_due_on, review_on, missing, source_id, lead_unit_id, leader_id) where level <> 'item';
create index problem_due on problem (due_on, sort_no collate chinese, matter_id) where level <> 'item';
create index problem_no on problem (sort_no collate chinese, matter_id) where level <> 'item';
-- Exact totals and the counts by axis are read off these two alone: equal rows share one entry.
create index problem_schedule on problem (ended, due_on, next_due_on, review_on) where level <> 'item';
create index problem_axes on problem (ended, due_on, next_due_on, review_on, progress, closure, missing) where level <> 'item';
create index problem_source on problem (source_id);
create index problem_round on problem (left(round, 60));
create index problem_place on problem (left(region, 60), ended, due_on, matter_id);
create index problem_cell on problem (intake_id, intake_at);

create table measure (
  id uuid primary key,
  problem_id uuid not null references problem,
  no int not null,
  text text not null,
  kind text,
  unit_id uuid references unit,
  person_id uuid references person,
  deadline_raw text,
  due_on date,
  result text,
  started_on date,
  done_on date,
  removed_on date
);
create unique index measure_no on measure (problem_id, no) where removed_on is null;

create table milestone (
  id uuid primary key,
  measure_id uuid not null references measure,
  no int not null,
  text text not null,
  due_on date,
  reached_on date
);
create unique index milestone_no on milestone (measure_id, no);

create table ledger_view (
  id uuid primary key,
  person_id uuid not null references person,
  name text not null,
  query text not null,
  unique (person_id, name)
);

-- What each row of a file became; the raw cells stay beside whatever was made of them.
create table intake_row (
  intake_id uuid not null references intake,
  seq int not null,
  sheet text not null,
  row int not null,
  outcome text not null check (outcome in ('added', 'updated', 'unchanged', 'refused')),
  matter_id uuid references matter,
  raw jsonb not null,
  issues jsonb not null default '[]',
  primary key (intake_id, seq)
);
create index intake_row_matter on intake_row (matter_id);

-- history -----------------------------------------------------------------------------------------------------------
create table event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_id uuid,
  act text not null,
  subject uuid not null,
  reason text,
  request text not null,
  changes jsonb not null,
  hash text not null
);
create index event_subject on event (subject, id);
create index event_at on event (at);

-- One sealer puts events in order and chains them; writers never wait for it.
create table event_seal (
  seq bigint primary key,
  event_id bigint not null unique references event,
  chain text not null
);
create function append_only() returns trigger language plpgsql as $$ begin raise exception '% is append-only', tg_table_name; end $$;
create trigger append_only before update or delete or truncate on event for each statement execute function append_only();
create trigger append_only before update or delete or truncate on event_seal for each statement execute function append_only();
