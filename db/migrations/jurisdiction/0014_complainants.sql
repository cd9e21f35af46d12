-- What is known of complainants: encrypted, in a schema of its own that only bihuan_sealed may read. decisions/0032-complainants-are-sealed.md.
do $$ declare place text := current_schema(); store text := current_schema() || '_sealed'; begin
  execute format('create schema if not exists %I', store);
  execute format($sql$
    create table %I.cell (
      id uuid primary key,
      matter_id uuid,
      intake_id uuid,
      intake_seq int,
      head text not null,
      kind text not null check (kind in ('name', 'phone', 'idNumber', 'address', 'workplace', 'other')),
      in_text boolean not null,
      key_id text not null,
      sealed bytea not null,
      sealed_at timestamptz not null default now()
    )$sql$, store);
  execute format('create index cell_matter on %I.cell (matter_id)', store);
  -- That something is sealed may be known to those who look after it; what it is only to those who may read it.
  execute format($sql$
    create function sealed_counts(matter uuid) returns table (kind text, cells int) language sql stable security definer set search_path = pg_catalog
    as 'select kind, count(*)::int from %I.cell where matter_id = matter group by kind'$sql$, store);
  execute format('create function sealed_total() returns int language sql stable security definer set search_path = pg_catalog as ''select count(*)::int from %I.cell''', store);
  execute format($sql$
    create function sealed_astray() returns table (id uuid) language sql stable security definer set search_path = pg_catalog
    as 'select id from %I.cell c where matter_id is not null and not exists (select from %I.matter m where m.id = c.matter_id)'$sql$, store, place);
end $$;

-- Who read what is sealed of a matter, when and how much; why stands in the event.
create table complainant_reading (
  id uuid primary key,
  matter_id uuid not null references matter,
  person_id uuid not null references person,
  cells int not null,
  read_at timestamptz not null
);
create index complainant_reading_person on complainant_reading (person_id, read_at);
create index complainant_reading_matter on complainant_reading (matter_id);

alter table duty drop constraint duty_role_check;
alter table duty add constraint duty_role_check
  check (role in ('officer', 'handler', 'head', 'leader', 'verifier', 'supervisor', 'system_admin', 'complainant_reader'));
