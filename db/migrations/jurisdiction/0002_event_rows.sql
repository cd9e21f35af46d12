-- Finds the previous image of a unit, person, setting or name: such rows are recorded under more than one subject. Matters never are.
create index event_place_rows on event using gin (changes jsonb_path_ops) where act like 'org.%' or act = 'intake.commit';
