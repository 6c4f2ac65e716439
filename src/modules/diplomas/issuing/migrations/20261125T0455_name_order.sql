-- The department's list of every school's diplomas, by name.
create index diploma_name_order on diplomas.diploma (name_key, id) where state <> 'draft';
