-- Acts that must not happen twice (decision 0045): who, where and under which key, a digest of what was asked for, and what was answered.
-- Written in the transaction of the change itself, so there is one or there is none. `reply` is null where the answer held a secret.
create table idempotency (
  person_id uuid not null references person,
  route text not null,
  key text not null,
  payload text not null,
  reply jsonb,
  at timestamptz not null,
  primary key (person_id, route, key)
);
create index idempotency_at on idempotency (at);

-- Keys for programs: only the hash of a token is kept. It gives no more than its owner has at that moment: `acts` narrows it to named acts,
-- null: reading only.
create table api_token (
  id uuid primary key,
  person_id uuid not null references person,
  name text not null,
  token_hash text not null unique,
  acts text[],
  made_at timestamptz not null,
  expires_on date not null,
  ended_at timestamptz,
  used_at timestamptz,
  used_from text
);
create index api_token_person on api_token (person_id);

-- What each look through everything found; never changed or removed, like the record itself.
create table verification (
  id uuid primary key,
  at timestamptz not null,
  person_id uuid not null references person,
  events int not null,
  problems int not null,
  files int not null,
  checkpoints int not null,
  places int not null,
  findings jsonb not null,
  notes jsonb not null
);
create index verification_at on verification (at);

-- The auditor's page by person, and what an audit admin did: the rest of the record is not looked through for them.
create index event_actor on event (actor_id, id);
create index event_of_auditors on event (id) where coalesce(origin -> 'roles' ? 'audit_admin', false);
