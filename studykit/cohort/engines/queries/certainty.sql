-- How many answers were given with each certainty, and how many of them are right.
SELECT
  course, quiz, certainty, COUNT(*) AS answers,
  SUM(CASE WHEN x >= {right} THEN 1 ELSE 0 END) AS correct
FROM answers
WHERE certainty IS NOT NULL AND mark IS NOT NULL
GROUP BY course, quiz, certainty
