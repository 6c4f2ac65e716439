-- Where a version of the rule comes from: document, number, article. Every later version names it.
alter table staff.trained_rule add column source text;
update staff.trained_rule set source = 'Báo Dân sinh 26/4/2023 nêu chỉ tiêu; số giờ và mốc thời gian là thiết lập ban đầu';
alter table staff.trained_rule alter column source set not null, add check (source <> '');
