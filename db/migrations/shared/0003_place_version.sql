-- Which state settings, sources, people, holidays … are in: what the program keeps of them in memory holds while this is the same.
-- A version is the number of the transaction that changed something last, so it is never used twice. It is written when that transaction
-- ends: a long one makes nobody wait. Until then, and for logins, the notice says to the connection itself what it has changed.
create table place_version (
  place text primary key, -- a district's schema; shared: for all
  version bigint not null
);
create function place_changes() returns trigger language plpgsql as $$
begin
  raise notice 'place changed';
  return null;
end $$;
create function place_changed() returns trigger language plpgsql as $$
begin
  insert into shared.place_version as v (place, version) values (tg_table_schema, pg_current_xact_id()::text::bigint)
    on conflict (place) do update set version = excluded.version where v.version <> excluded.version;
  return null;
end $$;
do $$ declare one text; begin
  foreach one in array array['holiday', 'holiday_year'] loop
    execute format('create trigger place_changes after insert or update or delete or truncate on %I for each statement execute function place_changes()', one);
    execute format('create constraint trigger place_changed after insert or update or delete on %I deferrable initially deferred
      for each row execute function place_changed()', one);
  end loop;
end $$;
