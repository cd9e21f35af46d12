-- That somebody logged in (account.used_at) and that no session ended changes nothing of what is kept in memory: a log-in left it all to be read anew.
drop trigger place_changes on account;
create trigger place_changes after insert or delete or truncate or update of login, disabled_at, must_change, way, password_at on account
  for each statement execute function shared.place_changes();
drop trigger place_changed on account;
create constraint trigger place_changed after insert or delete or update of login, disabled_at, must_change, way, password_at on account
  deferrable initially deferred for each row execute function shared.place_changed();
-- for each row, so that an update that finds none says nothing
drop trigger place_changes_to_session on session;
create trigger place_changes_to_session after update of ended_at, awaits_code, proven_at on session
  for each row execute function shared.place_changes();
