-- An import writes the lines of all problems that it adds in one statement, when the last is there: 20 statements of 500 problems made 98,475 rows
-- of the tally where one makes as many as there are cells. The setting lasts as long as the transaction at most;
-- problems/server/lines/keep-reaches.queries.ts sets and ends it. decisions/0030-import-in-bulk.md.
create or replace function add_ledger_lines() returns trigger language plpgsql set search_path from current as $$
begin
  if current_setting('bihuan.lines_later', true) = 'on' then return null; end if;
  -- in the order of the indexes, which ten thousand rows fill in two thirds of the time
  insert into ledger_line select l.* from ledger_line_now l where l.matter_id in (select matter_id from changed) order by l.key, l.sort_no;
  return null;
end $$;
