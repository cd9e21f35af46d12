-- When an older ledger says that a problem ended, in its own words: 2021年1月 is a month and no day.
alter table problem add column declared_when text;
-- What of a problem a person decided here, by the names of facts and parts: no later sheet changes it.
alter table problem add column decided text[] not null default '{}';
