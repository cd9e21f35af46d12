-- What stood in rows and events of whoever complained before it was sealed where rows are read is taken out. decisions/0041-cleaning.md.

-- A redaction of an event: the hash it had before and has now. What was taken out is in the sealed store, so that verify can put it back and
-- must come to the hash that the chain rests on.
create table event_redaction (
  id uuid primary key,
  event_id bigint not null references event,
  no int not null,
  hash_before text not null,
  hash_after text not null,
  places int not null,
  unique (event_id, no)
);
create trigger append_only before update or delete or truncate on event_redaction for each statement execute function append_only();

-- What a cleaning found where, and what it did: counts, never values.
create table cleaning_report (
  id uuid primary key,
  person_id uuid references person,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  report jsonb not null
);
-- How far a cleaning under way is, so that what ended early goes on.
create table cleaning_state (
  id uuid primary key,
  started_at timestamptz not null,
  phase text not null,
  after text not null,
  found jsonb not null
);
-- Filled in here where there is something from before: the first start after this cleans it.
create table cleaning_due (since timestamptz not null);
insert into cleaning_due (since) select now() where exists (select from matter) or exists (select from intake);

do $$ declare store text := current_schema() || '_sealed'; begin
  execute format('create table %I.redaction (event_id bigint not null, no int not null, key_id text not null, sealed bytea not null, primary key (event_id, no))', store);
end $$;

-- A document with some of its places set, or taken away where no value is given.
create function patched(doc jsonb, patches jsonb) returns jsonb language plpgsql immutable as $$
declare one jsonb; place text[];
begin
  for one in select value from jsonb_array_elements(patches) loop
    place := array(select jsonb_array_elements_text(one -> 'path'));
    doc := case when one ? 'value' then jsonb_set(doc, place, one -> 'value', true) else doc #- place end;
  end loop;
  return doc;
end $$;

-- The one way to change an event. Nobody but the owner may update events; its trigger lets this one pass.
create or replace function append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and tg_table_name = 'event' and current_setting('bihuan.redacting', true) = 'yes' then return null; end if;
  raise exception '% is append-only', tg_table_name;
end $$;
create function redact_events(edits jsonb) returns void language plpgsql security definer set search_path from current as $$
begin
  perform set_config('bihuan.redacting', 'yes', true);
  update event e set changes = d.doc -> 'changes', reason = d.doc ->> 'reason'
  from jsonb_to_recordset(edits) as r(id bigint, patches jsonb)
  join event o on o.id = r.id
  cross join lateral (select patched(jsonb_build_object('changes', o.changes, 'reason', o.reason), r.patches) as doc) d
  where e.id = r.id;
  perform set_config('bihuan.redacting', '', true);
end $$;
revoke all on function redact_events(jsonb) from public;
grant execute on function redact_events(jsonb) to bihuan_app;
