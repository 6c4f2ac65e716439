-- Who wants to hear of new versions of a resource or a collection, and which version they have seen.
create table resources.follow (
  resource_id uuid not null references resources.resource,
  account text not null,
  seen_version_id uuid not null references resources.version,
  at timestamptz not null,
  primary key (resource_id, account)
);
create index follow_account on resources.follow (account, resource_id);
create index follow_seen on resources.follow (seen_version_id);
alter table resources.follow enable row level security;
create policy follow_own on resources.follow to ngheso_app using (account <> '' and account = (select platform.own_account()));
grant select, insert, update, delete on resources.follow to ngheso_app;
