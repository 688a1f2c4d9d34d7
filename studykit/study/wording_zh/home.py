"""Words of the home screen."""

TEXTS: dict[str, str] = {}
