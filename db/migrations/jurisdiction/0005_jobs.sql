-- How far a job is. Written beside the job's own transaction, so that others see it while that runs; the queue itself is pg-boss's schema.
create table job_progress (
  job_id uuid primary key,
  phase text not null,
  done int,
  total int,
  at timestamptz not null
);

-- A file that a job made, for the person it was made for, until it expires. The bytes stand under their hash in the folder exports.
create table export_file (
  id uuid primary key, -- the job that made it
  person_id uuid not null references person,
  file_name text not null,
  type text not null,
  file_hash text not null,
  file_bytes int not null,
  rows int not null,
  made_at timestamptz not null,
  expires_at timestamptz not null
);
create index export_file_of_person on export_file (person_id, made_at desc);
