-- Who keeps the register of a merged school also takes places for what it issues in that school's name.
alter policy status_list_area on diplomas.status_list
  using ((select platform.reaches_all()) or institution_id = any ((select platform.reached_institutions())::uuid[])
    or institution_id = any ((select diplomas.reached_issuers())::uuid[]));
