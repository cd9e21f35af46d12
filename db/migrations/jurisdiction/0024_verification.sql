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
