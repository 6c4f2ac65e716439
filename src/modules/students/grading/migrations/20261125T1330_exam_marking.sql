-- Independent marking of graduation papers becomes a number of every policy. The law file read so far names the difference for
-- module exams only: here it stands as a setting that nobody has compared with the text.
update students.grading_policy set body = jsonb_set(
  jsonb_set(body, '{graduation,year,exam_marking}', '{"min_markers": 2, "third_from": "1.0"}'),
  '{basis}', (body -> 'basis') || '[{"field": "graduation.year.exam_marking", "article": null, "certainty": "U"}]')
where not (body #> '{graduation,year}') ? 'exam_marking';
