-- How many attempts earned the same at an item and at the rest, and how long they took.
SELECT
  course, quiz, question, digest, x, rest, points, worth, earned,
  COUNT(*) AS attempts, SUM(seconds) AS seconds, COUNT(seconds) AS timed,
  MIN(submitted) AS since, MIN(position) AS place
FROM answers
GROUP BY course, quiz, question, digest, x, rest, points, worth, earned
