-- What is missing was everything a problem lacks, and readers left out what the place does not ask for. From here on the column itself holds only
-- what counts where the problem came from; until now that was the same for the whole place. Measures always count.
update problem set missing = array(
  select slot from unnest(problem.missing) with ordinality as lacking (slot, place) where slot = 'measures' or slot = any(asked.slots) order by place)
from (
  select coalesce((
    select array(select jsonb_array_elements_text(case jsonb_typeof(s.value) when 'array' then s.value else '[]' end))
    from setting s where s.key = 'mechanism.slots' and s.scope = 'place' order by s.version desc limit 1
  ), '{leader,unit,person,target,deadline}') as slots
) asked
where not problem.missing <@ (asked.slots || 'measures'::text);
