-- too_large: the scanner takes no file of that size, or looks into no more of it. While a scanner is set up, only clean is served:
-- what came before it (none, or no row) waits for its turn, and what was too large is tried again each day.
alter table resources.file_state drop constraint file_state_scan_check;
alter table resources.file_state add constraint file_state_scan_check
  check (scan in ('waiting', 'none', 'clean', 'infected', 'too_large'));
