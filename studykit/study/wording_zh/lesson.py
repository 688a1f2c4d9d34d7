"""Words of reading a lesson."""

TEXTS: dict[str, str] = {}
