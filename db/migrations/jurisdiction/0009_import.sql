-- References of tables that an import fills: looked at once a statement --------------------------------------------------
-- A foreign key looks at each row by itself: 274,000 looks for ten thousand problems. These refuse the same, both ways, by the same error;
-- what is referred to is held as a foreign key holds it, so that nobody deletes it meanwhile. A row inserted is looked at with its statement,
-- one whose reference changes by itself, and what is deleted with its statement. decisions/0027-references-by-statement.md.

-- Who takes part, and the holders shown in a ledger, follow from rows that have references of their own; bihuan verify computes them again.
alter table participant drop constraint participant_matter_id_fkey, drop constraint participant_unit_id_fkey, drop constraint participant_person_id_fkey;
alter table problem drop constraint problem_lead_unit_id_fkey, drop constraint problem_leader_id_fkey;

create function refuse_reference(named text, referred text) returns void language plpgsql as $$
begin
  raise foreign_key_violation using message = format('%s refers to a row of %s that is not there', named, referred), table = named;
end $$;

create function responsibility_refers() returns trigger language plpgsql security definer set search_path from current set enable_seqscan to off as $$
declare ids uuid[]; n int;
begin
  ids := array(select distinct matter_id from added where matter_id is not null);
  perform from matter where id = any(ids) for key share;
  get diagnostics n = row_count;
  if n <> cardinality(ids) then perform refuse_reference('responsibility', 'matter'); end if;
  ids := array(select distinct unit_id from added where unit_id is not null);
  perform from unit where id = any(ids) for key share;
  get diagnostics n = row_count;
  if n <> cardinality(ids) then perform refuse_reference('responsibility', 'unit'); end if;
  ids := array(select distinct person_id from added where person_id is not null);
  perform from person where id = any(ids) for key share;
  get diagnostics n = row_count;
  if n <> cardinality(ids) then perform refuse_reference('responsibility', 'person'); end if;
  return null;
end $$;
create function measure_refers() returns trigger language plpgsql security definer set search_path from current set enable_seqscan to off as $$
declare ids uuid[]; n int;
begin
  ids := array(select distinct problem_id from added where problem_id is not null);
  perform from problem where matter_id = any(ids) for key share;
  get diagnostics n = row_count;
  if n <> cardinality(ids) then perform refuse_reference('measure', 'problem'); end if;
  return null;
end $$;
create function matter_number_refers() returns trigger language plpgsql security definer set search_path from current set enable_seqscan to off as $$
declare ids uuid[]; n int;
begin
  ids := array(select distinct matter_id from added where matter_id is not null);
  perform from matter where id = any(ids) for key share;
  get diagnostics n = row_count;
  if n <> cardinality(ids) then perform refuse_reference('matter_number', 'matter'); end if;
  return null;
end $$;
create function intake_row_refers() returns trigger language plpgsql security definer set search_path from current set enable_seqscan to off as $$
declare ids uuid[]; n int;
begin
  ids := array(select distinct intake_id from added where intake_id is not null);
  perform from intake where id = any(ids) for key share;
  get diagnostics n = row_count;
  if n <> cardinality(ids) then perform refuse_reference('intake_row', 'intake'); end if;
  ids := array(select distinct matter_id from added where matter_id is not null);
  perform from matter where id = any(ids) for key share;
  get diagnostics n = row_count;
  if n <> cardinality(ids) then perform refuse_reference('intake_row', 'matter'); end if;
  return null;
end $$;
create function problem_refers() returns trigger language plpgsql security definer set search_path from current set enable_seqscan to off as $$
declare ids uuid[]; n int;
begin
  ids := array(select distinct matter_id from added where matter_id is not null);
  perform from matter where id = any(ids) for key share;
  get diagnostics n = row_count;
  if n <> cardinality(ids) then perform refuse_reference('problem', 'matter'); end if;
  ids := array(select distinct source_id from added where source_id is not null);
  perform from source where id = any(ids) for key share;
  get diagnostics n = row_count;
  if n <> cardinality(ids) then perform refuse_reference('problem', 'source'); end if;
  ids := array(select distinct intake_id from added where intake_id is not null);
  perform from intake where id = any(ids) for key share;
  get diagnostics n = row_count;
  if n <> cardinality(ids) then perform refuse_reference('problem', 'intake'); end if;
  return null;
end $$;

-- One row whose reference has changed: column, table and key are the trigger's arguments.
create function still_refers() returns trigger language plpgsql security definer set search_path from current as $$
declare found_one boolean;
begin
  execute format('select true from %I where %I = $1::uuid for key share', tg_argv[1], tg_argv[2]) into found_one using to_jsonb(new) ->> tg_argv[0];
  if found_one is null then perform refuse_reference(tg_table_name, tg_argv[1]); end if;
  return null;
end $$;
-- Rows that are gone: nobody may refer to them any more. Arguments: the key, then table and column, as often as needed.
create function not_referred() returns trigger language plpgsql security definer set search_path from current as $$
declare found_one boolean;
begin
  for i in 1 .. tg_nargs - 1 by 2 loop
    execute format('select exists (select from gone g join %I r on r.%I = g.%I)',
      tg_argv[i], tg_argv[i + 1], tg_argv[0]) into found_one;
    if found_one then perform refuse_reference(tg_argv[i], tg_table_name); end if;
  end loop;
  return null;
end $$;

-- Nothing ever gives a row another key.
create function key_stays() returns trigger language plpgsql as $$
begin
  raise foreign_key_violation using message = format('the key of a row of %s stays', tg_table_name), table = tg_table_name;
end $$;
create function kept_by_rows() returns trigger language plpgsql as $$
begin
  raise feature_not_supported using message = format('%s is referred to', tg_table_name), table = tg_table_name;
end $$;

do $$
declare one record;
begin
  create temp table kept (name text, referring text, referred text, key text) on commit drop;
  insert into kept values
    ('responsibility', 'matter_id', 'matter', 'id'), ('responsibility', 'unit_id', 'unit', 'id'), ('responsibility', 'person_id', 'person', 'id'),
    ('measure', 'problem_id', 'problem', 'matter_id'), ('matter_number', 'matter_id', 'matter', 'id'),
    ('intake_row', 'intake_id', 'intake', 'id'), ('intake_row', 'matter_id', 'matter', 'id'),
    ('problem', 'matter_id', 'matter', 'id'), ('problem', 'source_id', 'source', 'id'), ('problem', 'intake_id', 'intake', 'id');
  for one in select distinct name from kept loop
    execute format('create trigger refers after insert on %I referencing new table as added for each statement execute function %I()', one.name, one.name || '_refers');
  end loop;
  for one in select * from kept loop
    execute format('alter table %I drop constraint %I', one.name, one.name || '_' || one.referring || '_fkey');
    execute format('create trigger %I after update of %I on %I for each row when (new.%I is not null and new.%I is distinct from old.%I) execute function still_refers(%L, %L, %L)',
      'refers_' || one.referring, one.referring, one.name, one.referring, one.referring, one.referring, one.referring, one.referred, one.key);
  end loop;
  for one in select referred, key, string_agg(format('%L, %L', name, referring), ', ' order by name) as by_whom from kept group by 1, 2 loop
    execute format('create trigger referred_deleted after delete on %I referencing old table as gone for each statement execute function not_referred(%L, %s)', one.referred, one.key, one.by_whom);
    execute format('create trigger referred_renamed after update of %I on %I for each row when (new.%I <> old.%I) execute function key_stays()', one.key, one.referred, one.key, one.key);
    execute format('create trigger referred_emptied before truncate on %I for each statement execute function kept_by_rows()', one.referred);
  end loop;
  drop table kept;
end $$;
