-- Since when its readers are as many as they are: what a school published long ago is news on the day it opens to others.
alter table resources.resource add column opened_at timestamptz;
update resources.resource set opened_at = shared_on::timestamp at time zone 'Asia/Ho_Chi_Minh' where shared_on is not null;
