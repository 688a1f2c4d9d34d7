"""Tools for instructors."""
