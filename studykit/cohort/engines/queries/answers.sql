-- The responses of the attempts that count: x and rest are as in item_analysis.py.
SELECT
  r.course, r.quiz, r.student, r.question, r.digest, r.objective, r.position, r.submitted,
  r.points, r.worth, r.earned, r.mark, r.seconds, r.certainty, r.chosen,
  COALESCE(r.mark, 0) AS x,
  CASE
    WHEN r.worth - r.points > 1e-12
    THEN ROUND((r.earned - r.points * COALESCE(r.mark, 0)) / (r.worth - r.points), 12)
    ELSE 0
  END AS rest
FROM {responses} AS r
JOIN counted AS c
  ON c.course = r.course AND c.quiz = r.quiz AND c.student = r.student AND c.attempt = r.attempt
