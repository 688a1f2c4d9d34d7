-- The mean share of the points of each objective, and over how many students.
SELECT course, quiz, objective, AVG(share) AS share, COUNT(*) AS students
FROM (
  SELECT course, quiz, student, objective, SUM(points * x) / SUM(points) AS share
  FROM answers
  WHERE objective <> ''
  GROUP BY course, quiz, student, objective
  HAVING SUM(points) > 0
) AS shares
GROUP BY course, quiz, objective
