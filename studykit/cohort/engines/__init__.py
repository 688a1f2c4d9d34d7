"""Databases that count the responses of a class of any size."""
