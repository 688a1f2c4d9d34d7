"""Words of the help."""

TEXTS: dict[str, str] = {}
