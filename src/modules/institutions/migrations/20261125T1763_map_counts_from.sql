-- First day on which an address, an occupation or a contact counts for the map (T11). Confirming it again, or writing it anew,
-- moves the day of confirmation and leaves what earlier days read.
alter table institutions.campus add column counted_from date;
alter table institutions.licence_item add column counted_from date;
alter table institutions.contact add column counted_from date;
update institutions.campus set counted_from = confirmed_on;
update institutions.licence_item set counted_from = confirmed_on;
update institutions.contact set counted_from = confirmed_on;

create function institutions.keep_counted_from() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    new.counted_from := new.confirmed_on;
  elsif tg_table_name <> 'campus' then
    -- null: since before our records
    new.counted_from := old.counted_from;
  else
    -- an address counts only once it is confirmed
    new.counted_from := case when new.confirmed_on is not null then least(old.counted_from, new.confirmed_on) end;
  end if;
  return new;
end $$;
create trigger counted_from before insert or update on institutions.campus for each row execute function institutions.keep_counted_from();
create trigger counted_from before insert or update on institutions.licence_item for each row execute function institutions.keep_counted_from();
create trigger counted_from before insert or update on institutions.contact for each row execute function institutions.keep_counted_from();
