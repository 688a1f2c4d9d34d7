"""Words of the progress screen."""

TEXTS: dict[str, str] = {}
