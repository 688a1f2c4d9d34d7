"""The names and the version of the profile's files."""

PROFILE_FORMAT = "studykit profile"
JOURNAL_FORMAT = "studykit journal"
VERSION = 1
