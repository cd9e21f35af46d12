-- Sessions that say what they are and why they ended (decision 0039). An ended one stays for a day, so that its browser learns what happened.
alter table session
  -- `command`: the command line acts as somebody; it neither ends other sessions nor is ended by a log-in
  add column kind text not null default 'browser' check (kind in ('browser', 'command')),
  add column address text,
  add column agent text,
  -- the password was right, the code of the second factor is awaited: the session opens nothing else
  add column awaits_code boolean not null default false,
  -- when its holder last showed who they are, by password or by code
  add column proven_at timestamptz not null default now(),
  add column ended_at timestamptz,
  add column ended_why text check (ended_why in ('elsewhere', 'own', 'admin', 'account')),
  -- the address of whoever logged in instead
  add column ended_from text,
  add check ((ended_at is null) = (ended_why is null));
update session set proven_at = created_at;
-- what is remembered of a session counts no more as soon as one of these changes
create trigger place_changes_to_session after update of ended_at, awaits_code, proven_at on session
  for each statement execute function shared.place_changes();

-- When somebody last logged in: an account that nobody uses is disabled. For those of before, the count begins today.
alter table account add column used_at timestamptz not null default now();

-- The second factor of a person (RFC 6238). `secret` is encrypted with the key of the data folder; `last_step` is the last time step whose code
-- was taken: no code is good twice, from however many requests at once.
create table second_factor (
  person_id uuid primary key references person,
  secret text not null,
  since timestamptz not null,
  last_step bigint not null
);
-- Shown as a QR code and not yet checked.
create table second_factor_draft (
  person_id uuid primary key references person,
  secret text not null,
  at timestamptz not null
);
create table recovery_code (
  person_id uuid not null references person,
  code_hash text not null,
  used_at timestamptz,
  primary key (person_id, code_hash)
);
create trigger place_changes after insert or delete or truncate on second_factor for each statement execute function shared.place_changes();
