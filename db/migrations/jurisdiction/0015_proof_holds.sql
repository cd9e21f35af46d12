-- An entry on behalf is confirmed by whose signature it carries (or a second officer) until a day; entries of before need no confirmation.
alter table closeout_entry
  add column confirm_by date,
  add column confirmed_by uuid references person,
  add column confirmed_at timestamptz;
create index closeout_entry_unconfirmed on closeout_entry (confirm_by)
  where confirm_by is not null and confirmed_at is null and voided_at is null;
-- A scan serves one entry: found by the file, whatever problem or cycle it stands in.
create index closeout_entry_scan on closeout_entry (scan_id) where scan_id is not null;

-- Which facts a seal is made of: 1 (or nothing: files of before) without, 2 with what people say of each proof. A file goes on as it began, until it
-- is applied for anew.
alter table closeout add column seal_form int check (seal_form in (1, 2));

-- A change of a chain waits for a second person.
create table chain_proposal (
  id uuid primary key,
  scope text not null,
  base_version int not null,
  -- null: nothing of its own any more
  steps jsonb,
  reason text not null,
  proposed_by uuid not null references person,
  proposed_at timestamptz not null,
  decision text check (decision in ('approved', 'refused', 'withdrawn')),
  decided_by uuid references person,
  decided_at timestamptz,
  decision_reason text,
  check (decision is distinct from 'approved' or decided_by <> proposed_by)
);
create unique index chain_proposal_open on chain_proposal (scope) where decision is null;
create trigger never_deleted before delete or truncate on chain_proposal for each statement execute function append_only();
