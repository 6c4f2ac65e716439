-- An act writes its entry without waiting for other acts; a moment later the entry gets its place in the chain.
-- Numbers of entries come from a sequence: an act that was rolled back leaves a gap, the places in the chain have none.
create sequence platform.audit_number as bigint owned by platform.audit_entry.seq;
select setval('platform.audit_number', coalesce(max(seq), 0) + 1, false) from platform.audit_entry;
alter table platform.audit_entry alter column seq set default nextval('platform.audit_number');
grant usage on sequence platform.audit_number to ngheso_app;

-- The chain: each hash covers the entry, the digest of its changed rows and the hash before it.
create table platform.audit_seal (
  position bigint primary key,
  entry_seq bigint not null unique references platform.audit_entry,
  hash text not null
);
insert into platform.audit_seal (position, entry_seq, hash) select seq, seq, hash from platform.audit_entry;
alter table platform.audit_entry drop column previous_hash, drop column hash;

-- Entries that wait for their place.
create table platform.audit_unsealed (entry_seq bigint primary key references platform.audit_entry);
grant insert on platform.audit_unsealed to ngheso_app;
