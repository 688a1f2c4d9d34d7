"""How many examples a law is tried with."""

from hypothesis import settings


def examples(full: int) -> int:
    """`full` in a long run; as small a part of it as the profile in force has of 100."""
    return max(1, full * settings.default.max_examples // 100)
