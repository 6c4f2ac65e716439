-- An offer of a holder to take a diploma into a wallet: good once and for minutes. Only hashes of its secrets are kept.
create table diplomas.wallet_offer (
  id uuid primary key default uuidv7(),
  diploma_id uuid not null references diplomas.diploma,
  code_hash text not null unique,
  -- the token its code was exchanged for
  token_hash text unique,
  expires_at timestamptz not null,
  issued_at timestamptz,
  made_at timestamptz not null default now()
);
create index wallet_offer_diploma on diplomas.wallet_offer (diploma_id);
create index wallet_offer_made on diplomas.wallet_offer (made_at);
alter table diplomas.wallet_offer enable row level security;
-- as far as the diploma is reached
create policy wallet_offer_area on diplomas.wallet_offer to ngheso_app
  using ((select platform.reaches_all()) or exists (select 1 from diplomas.diploma d where d.id = diploma_id));
grant select, insert, update, delete on diplomas.wallet_offer to ngheso_app;
