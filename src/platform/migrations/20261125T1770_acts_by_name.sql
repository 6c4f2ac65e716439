-- The acts of one name, newest first, and which names there are: without it both read the whole journal.
create index audit_entry_action on platform.audit_entry (action, seq desc);
