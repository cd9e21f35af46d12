-- The name of the file a problem came from, beside where in it: rooms left of the import read it here.
alter table problem add column intake_file text;
update problem p set intake_file = i.file_name from intake i where i.id = p.intake_id;
