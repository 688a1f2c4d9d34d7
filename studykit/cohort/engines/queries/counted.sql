-- The one attempt of each student at each quiz that counts, and how many there were.
SELECT course, quiz, student, attempt, submitted, score, passed, tries
FROM (
  SELECT
    course, quiz, student, attempt, submitted, score, passed,
    COUNT(*) OVER (PARTITION BY course, quiz, student) AS tries,
    ROW_NUMBER() OVER (PARTITION BY course, quiz, student ORDER BY {order}) AS place
  FROM {responses} AS responses
  WHERE position = 1
) AS tried
WHERE place = 1
