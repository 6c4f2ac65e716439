-- Whether a retake of the graduation examination lowers the class becomes a choice of every policy. The text read so far says
-- "as in a term" and names no exam: it stands as it was reckoned before, as a setting that nobody has compared with the text.
update students.grading_policy set body = jsonb_set(
  jsonb_set(body, '{graduation,year,exam_retakes_lower}', 'false'),
  '{basis}', (body -> 'basis') || '[{"field": "graduation.year.exam_retakes_lower", "article": null, "certainty": "U"}]')
where not (body #> '{graduation,year}') ? 'exam_retakes_lower';
