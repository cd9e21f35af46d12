-- What is kept in memory by version (shared/0003_place_version.sql), and who may do what: a session that ends is forgotten at once.
do $$ declare one text; begin
  foreach one in array array['unit', 'person', 'duty', 'account', 'inspection', 'source', 'setting', 'known_name'] loop
    execute format('create trigger place_changes after insert or update or delete or truncate on %I for each statement execute function shared.place_changes()', one);
    execute format('create constraint trigger place_changed after insert or update or delete on %I deferrable initially deferred
      for each row execute function shared.place_changed()', one);
  end loop;
end $$;
create trigger place_changes after delete or truncate on session for each statement execute function shared.place_changes();
