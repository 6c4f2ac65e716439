-- Which school a link's diploma is of: a file made for the link must be signed by it.
create function diplomas.share_issuer(hash text) returns table (institution uuid, name text)
  language sql stable security definer set search_path = ''
begin atomic
  select d.institution_id, d.content #>> '{institution,name}'
  from diplomas.share s join diplomas.diploma d on d.id = s.diploma_id where s.token_hash = hash;
end;
revoke all on function diplomas.share_issuer(text) from public;
grant execute on function diplomas.share_issuer(text) to ngheso_app;
