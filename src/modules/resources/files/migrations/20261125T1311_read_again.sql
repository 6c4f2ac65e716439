-- Texts of what has pages are read again: they are kept with their pages now. The hourly job gives them their turn.
update resources.file_state set looked_at = null, added_at = now() - interval '1 hour'
where looked_at is not null and hash in (select hash from resources.version_file where kind in ('pdf', 'pptx', 'odp', 'cfb'))
  and hash in (select hash from resources.file_text);
