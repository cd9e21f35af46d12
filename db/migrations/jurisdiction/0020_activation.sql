-- What one administrator changes of accounts waits for another (decision 0040): a new account, one switched on again, a password or second
-- factor reset, another way of logging in, a role. Until then nothing of it holds.
create table activation (
  id uuid primary key,
  kind text not null check (kind in ('account', 'enable', 'reset', 'second_factor', 'way', 'duty')),
  person_id uuid not null references person,
  -- of a role
  unit_id uuid references unit,
  role text,
  from_on date,
  to_on date,
  -- of another way of logging in
  way text check (way in ('local', 'ldap', 'oidc')),
  -- the first password that was handed out, where there is one
  password_hash text,
  made_by uuid not null references person,
  made_at timestamptz not null,
  decision text check (decision in ('activated', 'refused', 'withdrawn')),
  decided_by uuid references person,
  decided_at timestamptz,
  decision_reason text,
  check (decision is distinct from 'activated' or (decided_by <> made_by and decided_by <> person_id)),
  check ((kind = 'duty') = (role is not null and unit_id is not null and from_on is not null))
);
create unique index activation_open on activation (person_id, kind) where decision is null and kind <> 'duty';
create unique index activation_open_duty on activation (person_id, unit_id, role) where decision is null and kind = 'duty';
create index activation_person on activation (person_id);
create trigger never_deleted before delete or truncate on activation for each statement execute function append_only();

-- How its owner proves who they are: by the password kept here, by the unit's directory, by the unified log-in.
alter table account add column way text not null default 'local' check (way in ('local', 'ldap', 'oidc'));
