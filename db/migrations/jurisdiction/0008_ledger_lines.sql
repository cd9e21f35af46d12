-- Lines of the ledger by reader, and how many there are of each sort ---------------------------------------------------
-- Both follow from table problem and are written by triggers, so that no writer can forget them; bihuan verify computes them again.
-- The rows of a trigger's statement are named changed, those that stood there before former.

-- All units that lead and all leaders: what the ledger is filtered by.
alter table problem add column lead_unit_ids uuid[] not null default '{}', add column leader_ids uuid[] not null default '{}';
update problem p set lead_unit_ids = h.leads, leader_ids = h.leaders
from (
  select matter_id, coalesce(array_agg(distinct unit_id) filter (where part = 'lead' and unit_id is not null), '{}') as leads,
    coalesce(array_agg(distinct person_id) filter (where part = 'leader' and person_id is not null), '{}') as leaders
  from responsibility where to_on is null group by matter_id
) h
where h.matter_id = p.matter_id;

-- A reach that has lines of its own: some units and a person. Its key is made from them, so another reach never finds these lines.
create table ledger_reach (
  key uuid not null,
  who uuid not null,
  primary key (who, key)
);
create index ledger_reach_key on ledger_reach (key);

-- One row a problem and key: everything (zeros), each such reach that covers it, each unit that leads it, each of its leaders.
create table ledger_line (
  key uuid not null,
  is_reach boolean not null, -- else the key is a unit that leads or a leader
  matter_id uuid not null,
  level text not null,
  source_id uuid,
  round text,
  region text,
  progress text not null,
  closure text not null,
  ended boolean not null,
  due_on date,
  next_due_on date,
  review_on date,
  missing text[] not null,
  lead_unit_id uuid,
  leader_id uuid,
  lead_unit_ids uuid[] not null,
  leader_ids uuid[] not null,
  sort_no text,
  primary key (matter_id, key)
);
-- By clock: filtered without a look at the rows.
create index ledger_line_clock on ledger_line (key, ended, due_on, sort_no collate chinese, matter_id)
  include (level, progress, closure, next_due_on, review_on, missing, source_id);
create index ledger_line_due on ledger_line (key, due_on, sort_no collate chinese, matter_id);
create index ledger_line_no on ledger_line (key, sort_no collate chinese, matter_id);

create view ledger_line_now as
select k.key, k.is_reach, p.matter_id, p.level, p.source_id, left(p.round, 60) as round, p.region, p.progress, p.closure, p.ended,
  p.due_on, p.next_due_on, p.review_on, p.missing, p.lead_unit_id, p.leader_id, p.lead_unit_ids, p.leader_ids, p.sort_no
from problem p cross join lateral (
  select '00000000-0000-0000-0000-000000000000'::uuid as key, true as is_reach
  union all select r.key, true from (select distinct key from ledger_reach where who = any(p.readers)) r
  union all select h.who, false from (select unnest(p.lead_unit_ids) as who union select unnest(p.leader_ids)) h
) k;

create function add_ledger_lines() returns trigger language plpgsql set search_path from current as $$
begin
  -- in the order of the indexes, which ten thousand rows fill in two thirds of the time
  insert into ledger_line select l.* from ledger_line_now l where l.matter_id in (select matter_id from changed) order by l.key, l.sort_no;
  return null;
end $$;
create function renew_ledger_lines() returns trigger language plpgsql set search_path from current as $$
declare ids uuid[];
begin
  select array_agg(c.matter_id) into ids from changed c join former f on f.matter_id = c.matter_id
  where (c.level, c.source_id, c.round, c.region, c.progress, c.closure, c.ended, c.due_on, c.next_due_on, c.review_on, c.missing,
      c.lead_unit_id, c.leader_id, c.lead_unit_ids, c.leader_ids, c.sort_no, c.readers)
    is distinct from (f.level, f.source_id, f.round, f.region, f.progress, f.closure, f.ended, f.due_on, f.next_due_on, f.review_on, f.missing,
      f.lead_unit_id, f.leader_id, f.lead_unit_ids, f.leader_ids, f.sort_no, f.readers);
  if ids is not null then
    delete from ledger_line where matter_id = any(ids);
    insert into ledger_line select l.* from ledger_line_now l where l.matter_id = any(ids);
  end if;
  return null;
end $$;

-- How many lines of a reach stand alike: of all, by lead unit, by leader, by place. Writers only add rows, so that none waits for another;
-- a job folds them. Dates are those that the schedule depends on: of an ended one none counts, of two the earlier.
create table ledger_tally (
  reach uuid not null,
  part text not null check (part in ('all', 'lead', 'leader', 'place')),
  holder_id uuid,
  region text,
  level text not null,
  source_id uuid,
  round text,
  progress text not null,
  closure text not null,
  ended boolean not null,
  due_on date,
  next_due_on date,
  review_on date,
  missing text[] not null,
  n int not null,
  folded boolean not null
);
create index ledger_tally_part on ledger_tally (reach, part, holder_id);
create index ledger_tally_open on ledger_tally (reach, part) where not folded;

create function count_ledger_lines() returns trigger language plpgsql set search_path from current as $$
declare sign int := case tg_op when 'INSERT' then 1 else -1 end;
begin
  insert into ledger_tally
  select l.key, h.part, h.holder_id, h.region, l.level, l.source_id, l.round, l.progress, l.closure, l.ended, l.due_on,
    case when not l.ended and l.due_on is not null then least(l.next_due_on, l.review_on) end as next_due_on,
    case when not l.ended and l.due_on is null and l.review_on is not null then least(l.next_due_on, l.review_on) end as review_on,
    l.missing, sign * count(*), false
  from changed l cross join lateral (
    select 'all' as part, null::uuid as holder_id, null::text as region
    union all select 'lead', unnest(l.lead_unit_ids), null
    union all select 'leader', unnest(l.leader_ids), null
    union all select 'place', null, l.region where l.region is not null
  ) h
  where l.is_reach
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14;
  return null;
end $$;

-- The same over all lines, for bihuan verify.
create view ledger_tally_now as
select l.key as reach, h.part, h.holder_id, h.region, l.level, l.source_id, l.round, l.progress, l.closure, l.ended, l.due_on,
  case when not l.ended and l.due_on is not null then least(l.next_due_on, l.review_on) end as next_due_on,
  case when not l.ended and l.due_on is null and l.review_on is not null then least(l.next_due_on, l.review_on) end as review_on,
  l.missing, count(*) as n
from ledger_line l cross join lateral (
  select 'all' as part, null::uuid as holder_id, null::text as region
  union all select 'lead', unnest(l.lead_unit_ids), null
  union all select 'leader', unnest(l.leader_ids), null
  union all select 'place', null, l.region where l.region is not null
) h
where l.is_reach
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14;

create trigger lines_added after insert on problem referencing new table as changed for each statement execute function add_ledger_lines();
create trigger lines_renewed after update on problem referencing old table as former new table as changed
  for each statement execute function renew_ledger_lines();
create trigger lines_counted after insert on ledger_line referencing new table as changed for each statement execute function count_ledger_lines();
create trigger lines_uncounted after delete on ledger_line referencing old table as changed for each statement execute function count_ledger_lines();
insert into ledger_line select * from ledger_line_now;

-- The ledger is read off its lines from here on.
drop index problem_readers, problem_clock, problem_due, problem_no, problem_schedule, problem_axes, problem_round;
