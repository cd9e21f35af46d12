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
  check (num_nonnulls(unit_id, person_id) = 1)
);
create unique index participant_once on participant (matter_id, because, unit_id, person_id) nulls not distinct;
create index participant_unit on participant (unit_id, matter_id) where unit_id is not null;
create index participant_person on participant (person_id, matter_id) where person_id is not null;

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

-- Their indexes go with them.
alter table problem drop column holder_units, drop column holder_persons;
