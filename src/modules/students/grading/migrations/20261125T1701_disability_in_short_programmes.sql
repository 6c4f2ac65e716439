-- Whether a disability spares dismissal where progress cannot be adjusted (programmes under a year and a half) is not said in what
-- was read of the circular: a choice of every policy, not compared with the text. Until it is, it spares nothing there.
update students.grading_policy set body = jsonb_set(
  jsonb_set(body, '{progress,year,disability_spares_short_programmes}', 'false'),
  '{basis}', (body -> 'basis') || '[{"field": "progress.year.disability_spares_short_programmes", "article": null, "certainty": "U"}]')
where not (body #> '{progress,year}') ? 'disability_spares_short_programmes';
