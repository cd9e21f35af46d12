-- The record of security events (decision 0035): they are events like all others, in the same chain. `origin` says who it was by name and
-- role at that time, and from where (address, session, browser); of a security event also its outcome, reason and facts.
alter table event add column origin jsonb;
-- The auditor reads by kind, by person and by address; acts of the ledger, thousands at a time, are left out.
create index event_security on event (act, id) where act like 'security.%' or act like 'org.%';
create index event_security_address on event ((origin ->> 'address'), id) where act like 'security.%' or act like 'org.%';

-- Three administrators, each without business roles; nobody is two of them.
alter table duty drop constraint duty_role_check;
alter table duty add constraint duty_role_check check (role in
  ('officer', 'handler', 'head', 'leader', 'verifier', 'supervisor', 'system_admin', 'complainant_reader', 'security_admin', 'audit_admin'));
create function duty_exclusive() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.person_id = old.person_id and new.role = old.role and new.from_on >= old.from_on
    and coalesce(new.to_on, 'infinity') <= coalesce(old.to_on, 'infinity') then
    return new; -- a shorter term meets nothing new
  end if;
  perform from person where id = new.person_id for no key update; -- two duties of one person are given one after the other
  if exists (
    select from duty d where d.person_id = new.person_id and d.id <> new.id
      and daterange(d.from_on, d.to_on, '[]') && daterange(new.from_on, new.to_on, '[]')
      and d.role <> new.role
      and (d.role in ('system_admin', 'security_admin', 'audit_admin') or new.role in ('system_admin', 'security_admin', 'audit_admin'))
  ) then
    raise exception 'an administrator holds no other role' using errcode = 'exclusion_violation', constraint = 'duty_exclusive';
  end if;
  return new;
end $$;
create trigger duty_exclusive before insert or update on duty for each row execute function duty_exclusive();
