-- The tally as it stands on one day ------------------------------------------------------------------------------------
-- Without what desks and choices do not look at: a day is past, soon or later, only the first parts know what is missing, only kinds know source
-- and round. The keeper makes it from what it has folded; what came since is read from the tally itself. No writer knows of it.
create table ledger_today (
  reach uuid not null,
  part text not null check (part in ('all', 'lead', 'leader', 'kinds')),
  holder_id uuid,
  level text not null,
  source_id uuid,
  round text,
  progress text,
  closure text,
  ended boolean,
  due_on date,
  next_due_on date,
  review_on date,
  missing text[],
  n int not null
);
create index ledger_today_part on ledger_today (reach, part, holder_id);

-- Of which day, and up to how many days ahead are soon; a reader on another day, or with another setting, reads the tally.
create table ledger_day (
  day date not null,
  soon_days int not null
);
create unique index ledger_day_once on ledger_day ((true));

-- What desks list besides the order by clock: kept up for good, by the next review; without a lead unit.
create index ledger_line_review on ledger_line (key, review_on, matter_id) include (level, next_due_on) where not ended and due_on is null;
create index ledger_line_unassigned on ledger_line (key, ended, due_on, sort_no collate chinese, matter_id)
  include (level, next_due_on, review_on, missing) where not ended and 'unit' = any (missing);
