-- Tries to get in, counted before the password is looked at: a parallel guess finds the count of the one before it, and a restart forgets
-- nothing. `about` is a hash of what is tried (a log-in name, somebody's old password, the set-up code): what people type by mistake into the
-- field for the name must not stand here. `address` is empty where tries from everywhere are counted, `about` where one address is.
create table login_count (
  about text not null,
  address text not null,
  failures int not null,
  since timestamptz not null,
  -- when the count last reached its limit, and until when nobody gets an answer; a day later the row is forgotten
  full_at timestamptz,
  locked_until timestamptz,
  -- when it was last right from here
  known_at timestamptz,
  primary key (about, address)
);
create index login_count_since on login_count (since);

-- A password ages from here; a first password, given by somebody else, is good once and for a day.
alter table account
  add column password_at timestamptz not null default now(),
  add column first_used_at timestamptz;

-- Passwords somebody had: the last few may not be taken again.
create table password_history (
  id bigint generated always as identity primary key,
  person_id uuid not null references person,
  password_hash text not null,
  at timestamptz not null
);
create index password_history_person on password_history (person_id, id);
