-- matters: the base of every kind -----------------------------------------------------------------------------------
-- A kind is whatever a room declares; which there are says kernel/rooms.
alter table matter drop constraint matter_kind_check;
-- What a matter inherits from and is locked with; its kind fills it in (a point of a problem).
alter table matter add column parent_id uuid references matter;
update matter m set parent_id = p.parent_id from problem p where p.matter_id = m.id and p.level = 'point';
create index matter_parent on matter (parent_id) where parent_id is not null;

-- Who takes part in a matter, and because of what: computed from facts, by the room that has them. Every reach is answered by it.
create table participant (
  matter_id uuid not null references matter,
  unit_id uuid references unit,
  person_id uuid references person,
  because text not null,
  who uuid not null generated always as (coalesce(unit_id, person_id)) stored,
  check (num_nonnulls(unit_id, person_id) = 1)
);

insert into participant (matter_id, unit_id, person_id, because)
select distinct f.matter_id, w.unit_id, w.person_id, f.because
from (
  select matter_id, unit_id, person_id, 'responsibility' as because from responsibility where to_on is null
  union all
  select problem_id, unit_id, person_id, 'measure' from measure where removed_on is null
  union all
  select p.matter_id, e.unit_id, e.person_id, 'measure' from problem p join measure e on e.problem_id = p.parent_id where p.level = 'point' and e.removed_on is null
  union all
  select i.matter_id, i.unit_id, i.person_id, 'lookback' from lookback_item i join lookback k on k.id = i.lookback_id where i.outcome is null and k.ended_on is null
) f cross join lateral (values (f.unit_id, null::uuid), (null::uuid, f.person_id)) as w (unit_id, person_id)
where num_nonnulls(w.unit_id, w.person_id) = 1;
create unique index participant_once on participant (matter_id, who, because);
create index participant_who on participant (who, matter_id);

-- Their indexes go with them. The ledger keeps a copy of who takes part beside its sort keys, as it does of the last day: to join 6,500 of
-- 100,000 problems with participant took three times as long as to find them by one index.
alter table problem drop column holder_units, drop column holder_persons, add column readers uuid[] not null default '{}';
update problem p set readers = a.readers
from (select matter_id, array_agg(distinct who) as readers from participant group by matter_id) a where a.matter_id = p.matter_id;
create index problem_readers on problem using gin (readers);
