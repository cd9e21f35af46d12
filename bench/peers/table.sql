-- What a small program would keep: one table, an index for each question, a history of one column.
drop schema if exists floor cascade;
create schema floor;
create table floor.cases as
select p.matter_id as id, (select min(n.no) from matter_number n where n.matter_id = p.matter_id) as no, m.title, p.wording, p.point, p.region, p.target, p.remark,
  p.deadline_raw, p.due_on, p.closure as status, p.lead_unit_id as unit_id, p.source_id, p.progress_text, p.ended, p.sort_no collate chinese as sort_no, m.search
from problem p join matter m on m.id = p.matter_id where p.level <> 'item';
alter table floor.cases add primary key (id);
create index on floor.cases (status, unit_id, source_id, ended, due_on, sort_no, id);
create index on floor.cases (unit_id, status);
create index on floor.cases (ended, due_on, sort_no, id);
create index on floor.cases using gin (search);
create table floor.history (id bigint generated always as identity primary key, case_id uuid not null, at timestamptz not null, before text);
create index on floor.history (case_id);
vacuum analyze floor.cases;
