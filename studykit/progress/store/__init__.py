"""A profile on the disk: its journal, snapshot, lock and backups, and its recovery."""

from studykit.progress.store.files import ProfileError
from studykit.progress.store.layout import default_path
from studykit.progress.store.profile import Profile

__all__ = ["Profile", "ProfileError", "default_path"]
