"""Read, review and take scored quizzes in the terminal, from lessons written in YAML."""

__version__ = "0.2.0"
