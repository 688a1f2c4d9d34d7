-- The commonest responses to each item: how many chose each, their rest and their lowest mark.
SELECT course, quiz, question, digest, response, attempts, rest, x
FROM (
  SELECT
    course, quiz, question, digest, response, attempts, rest, x,
    ROW_NUMBER() OVER (
      PARTITION BY course, quiz, question, digest ORDER BY attempts DESC, response
    ) AS place
  FROM (
    SELECT
      course, quiz, question, digest, response,
      COUNT(*) AS attempts, AVG(rest) AS rest, MIN(x) AS x
    FROM answers
    CROSS JOIN UNNEST(chosen) AS each_one(response)
    GROUP BY course, quiz, question, digest, response
  ) AS grouped
) AS ranked
WHERE place <= {most}
