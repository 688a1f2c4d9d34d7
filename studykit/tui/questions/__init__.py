"""A question on the screen, whatever its type."""
