-- How many attempts have the same score.
SELECT course, quiz, score, passed, COUNT(*) AS attempts
FROM counted
GROUP BY course, quiz, score, passed
