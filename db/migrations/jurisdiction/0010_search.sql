-- The search index holds pairs of characters and the last one of each line; a single character is searched as what begins one of them.
-- What stands there already is left with just these: all of them were among the grams before. The index is built once, at the end.
drop index matter_search;

-- Texts and grams stand beside the table, so that the many hits of a common word are found in few blocks.
alter table matter set (toast_tuple_target = 256);

update matter set search = array_to_tsvector(array(
  select gram from unnest(tsvector_to_array(search)) gram
  where char_length(gram) > 1 or gram = any (array(select right(line, 1) from string_to_table(search_text, E'\n') line))))
where search <> ''::tsvector;

create index matter_search on matter using gin (search);
