-- What a new version of an indicator rests on: the document or decision named by the officer who entered it.
alter table plan.indicator add column basis text;
