-- Certificates an institution signs its PDFs with are public: a check asks whether a signature was made with one of them, in its time.
create function diplomas.pdf_certificates(institution uuid)
  returns table (public_part text, from_date date, to_date date, revoked_on date)
  language sql stable security definer set search_path = ''
begin atomic
  select k.public_part, k.from_date, k.to_date, k.revoked_on from diplomas.signing_key k
  where k.institution_id = institution and k.purpose = 'pdf';
end;
revoke all on function diplomas.pdf_certificates(uuid) from public;
grant execute on function diplomas.pdf_certificates(uuid) to ngheso_app;
