"""The names and the versions of the profile's files."""

PROFILE_FORMAT = "studykit profile"
JOURNAL_FORMAT = "studykit journal"
VERSION = 3
"""Of the snapshot: since 2 a card knows the day on which it was last missed, which the
snapshots of version 1 do not say, though their history does."""
JOURNAL_VERSION = 1
"""Of the events."""
