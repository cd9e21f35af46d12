-- By what keys checkpoints of the chain are signed; the private halves stand in the data folders. Each is made known by an event.
create table checkpoint_key (
  id uuid primary key,
  fingerprint text not null unique,
  public_key text not null,
  made_at timestamptz not null
);

-- What the rows of an imported file were when it was imported: they stand in no event themselves, this does.
alter table intake add column rows_hash text;
create function intake_rows_hash(file uuid) returns text language sql stable as $$
  select encode(sha256(convert_to(coalesce(string_agg(encode(sha256(convert_to(
    jsonb_build_array(r.seq, r.sheet, r.row, r.outcome, r.matter_id, r.raw, r.issues)::text, 'UTF8')), 'hex'), '' order by r.seq), ''), 'UTF8')), 'hex')
  from intake_row r where r.intake_id = file
$$;
