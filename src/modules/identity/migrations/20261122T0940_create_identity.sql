create schema if not exists identity;
grant usage on schema identity to ngheso_app;

-- People who may sign in. Columns from name to two_factor_enabled are better-auth's "user".
create table identity.account (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  two_factor_enabled boolean default false,
  person_id uuid,
  state text not null default 'invited' check (state in ('invited', 'active', 'blocked')),
  lang text not null default 'vi' check (lang in ('vi', 'en')),
  blocked_reason text,
  version integer not null default 1,
  search text generated always as (platform.fold(name || ' ' || email)) stored
);
create index account_person on identity.account (person_id);
create index account_search on identity.account using gin (search gin_trgm_ops);

-- A role held over an area, from one day to another (both inclusive). Ended grants stay as history.
create table identity.grant (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references identity.account,
  role text not null,
  area_kind text not null check (area_kind in ('nation', 'province', 'place', 'institution', 'self')),
  -- province or place code, institution or person id; null for the nation
  area_id text,
  -- the institution a grant was given for: the area itself, or the school of a person's own record
  institution_id uuid,
  from_date date not null,
  to_date date,
  reason text,
  granted_by uuid references identity.account,
  granted_at timestamptz not null default now(),
  revoked_at timestamptz,
  revoked_by uuid references identity.account,
  revoke_reason text,
  version integer not null default 1,
  check (to_date is null or to_date >= from_date),
  check ((area_kind = 'nation') = (area_id is null)),
  check (area_kind <> 'institution' or institution_id::text = area_id)
);
create index grant_account on identity.grant (account_id, from_date);
create index grant_granted_by on identity.grant (granted_by);
create index grant_revoked_by on identity.grant (revoked_by);
create index grant_institution on identity.grant (institution_id);

-- An invitation is a link sent by mail; only the hash of its token is kept.
create table identity.invitation (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references identity.account on delete cascade,
  token_hash text not null unique,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  created_at timestamptz not null default now()
);
create index invitation_account on identity.invitation (account_id, created_at desc);

-- Below: tables of better-auth 1.7 (core, two-factor, passkey, api-key), columns named our way.
create table identity.session (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references identity.account on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ip_address text,
  user_agent text
);
create index session_account on identity.session (account_id, updated_at desc);

-- How an account proves itself: a password, or an identity at an OpenID Connect provider.
create table identity.credential (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references identity.account on delete cascade,
  provider_id text not null,
  subject text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, subject)
);
create index credential_account on identity.credential (account_id);

create table identity.verification (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier on identity.verification (identifier);

create table identity.two_factor (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null unique references identity.account on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamptz,
  -- recovery codes are shown once after they were made
  codes_shown boolean not null default false
);

create table identity.passkey (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references identity.account on delete cascade,
  name text,
  public_key text not null,
  credential_id text not null unique,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  created_at timestamptz default now(),
  aaguid text
);
create index passkey_account on identity.passkey (account_id);

create table identity.api_key (
  id uuid primary key default gen_random_uuid(),
  config_id text not null default 'default',
  name text,
  start text,
  prefix text,
  account_id uuid not null references identity.account on delete cascade,
  key text not null unique,
  refill_interval integer,
  refill_amount integer,
  last_refill_at timestamptz,
  enabled boolean default true,
  rate_limit_enabled boolean default true,
  rate_limit_time_window integer,
  rate_limit_max integer,
  request_count integer default 0,
  remaining integer,
  last_request timestamptz,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  permissions text,
  metadata text
);
create index api_key_account on identity.api_key (account_id);

-- What pages may read of secrets: only the columns they show, and only one's own rows (or all, for the whole province).
grant select (id, account_id, expires_at, created_at, updated_at, ip_address, user_agent), delete on identity.session to ngheso_app;
grant select (id, account_id, name, device_type, backed_up, created_at, aaguid), delete on identity.passkey to ngheso_app;
grant select (id, account_id, name, start, enabled, last_request, expires_at, created_at, permissions, metadata) on identity.api_key to ngheso_app;
grant update (enabled) on identity.api_key to ngheso_app;
grant select (account_id, provider_id, created_at) on identity.credential to ngheso_app;
grant select (account_id, verified), delete on identity.two_factor to ngheso_app;
grant select (id, account_id, expires_at, accepted_at, created_at), insert on identity.invitation to ngheso_app;
grant select, insert, update on identity.account, identity.grant to ngheso_app;

alter table identity.grant enable row level security;
create policy grant_area on identity.grant to ngheso_app
  using ((select platform.reaches_all()) or account_id::text = (select platform.own_account())
    or institution_id = any ((select platform.reached_institutions())::uuid[]))
  with check (true);

alter table identity.account enable row level security;
create policy account_area on identity.account to ngheso_app
  using ((select platform.reaches_all()) or id::text = (select platform.own_account())
    or exists (select 1 from identity.grant g where g.account_id = account.id
      and g.institution_id = any ((select platform.reached_institutions())::uuid[])))
  with check (true);

-- Secrets follow the account: whoever may see the account may see that it has a passkey, never the key itself.
alter table identity.session enable row level security;
create policy session_account on identity.session to ngheso_app
  using (exists (select 1 from identity.account a where a.id = account_id));
alter table identity.passkey enable row level security;
create policy passkey_account on identity.passkey to ngheso_app
  using (exists (select 1 from identity.account a where a.id = account_id));
alter table identity.api_key enable row level security;
create policy api_key_account on identity.api_key to ngheso_app
  using (exists (select 1 from identity.account a where a.id = account_id));
alter table identity.credential enable row level security;
create policy credential_account on identity.credential to ngheso_app
  using (exists (select 1 from identity.account a where a.id = account_id));
alter table identity.two_factor enable row level security;
create policy two_factor_account on identity.two_factor to ngheso_app
  using (exists (select 1 from identity.account a where a.id = account_id));
alter table identity.invitation enable row level security;
create policy invitation_account on identity.invitation to ngheso_app
  using (exists (select 1 from identity.account a where a.id = account_id)) with check (true);

-- The account of an address, also one outside the asker's area: an invitation must not make a second account.
create function identity.account_of(address text) returns uuid
  language sql stable security definer set search_path = pg_catalog
  return (select id from identity.account where email = lower(address));
revoke all on function identity.account_of(text) from public;
grant execute on function identity.account_of(text) to ngheso_app;

-- Is there any account at all? The step for the first administrator asks.
create function identity.has_account() returns boolean
  language sql stable security definer set search_path = pg_catalog
  return exists (select 1 from identity.account);
revoke all on function identity.has_account() from public;
grant execute on function identity.has_account() to ngheso_app;

-- By which role somebody looked at a record: the person looked at may know it, though not the rest of the grant.
create function identity.role_of_grant(grant_id text) returns text
  language sql stable security definer set search_path = pg_catalog
  return (select role from identity.grant g where g.id::text = grant_id);
revoke all on function identity.role_of_grant(text) from public;
grant execute on function identity.role_of_grant(text) to ngheso_app;

-- Has the account signed in before (from such a device)? Asked while nobody is signed in yet.
create function identity.signed_in_before(account text, device text) returns boolean
  language sql stable security definer set search_path = pg_catalog
  return exists (select 1 from platform.audit_change c where c.subject = 'identity.session' and c.subject_id = account
    and (device is null or c.after ->> 'device' = device));
revoke all on function identity.signed_in_before(text, text) from public;
grant execute on function identity.signed_in_before(text, text) to ngheso_app;

-- All an account holds now or will hold, also outside the asker's area: whoever blocks it must be allowed all of it.
create function identity.held_by(account uuid, day date) returns setof identity.grant
  language sql stable security definer set search_path = pg_catalog
  begin atomic
    select * from identity.grant where account_id = account and revoked_at is null and (to_date is null or to_date >= day);
  end;
revoke all on function identity.held_by(uuid, date) from public;
grant execute on function identity.held_by(uuid, date) to ngheso_app;
