"""Words of line mode."""

TEXTS: dict[str, str] = {}
