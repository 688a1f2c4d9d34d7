"""Words of quizzes."""

TEXTS: dict[str, str] = {}
