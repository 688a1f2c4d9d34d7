"""Where the files of a profile lie."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from studykit.progress.store.files import ProfileError


def default_path() -> Path:
    """Return where the learner's profile lies: `STUDYKIT_PROFILE`, else the platform's
    folder for a user's data."""
    chosen = os.environ.get("STUDYKIT_PROFILE")
    if chosen:
        return expanded(Path(chosen))
    from platformdirs import user_data_path

    return user_data_path("studykit", appauthor=False) / "profile.json"


def expanded(path: Path) -> Path:
    """Return `path` with its `~` or `~user` resolved.

    Raises:
        ProfileError: There is no such user, or no home.
    """
    try:
        return path.expanduser()
    except RuntimeError:
        raise ProfileError(
            "The profile {path} cannot be found: nobody has that home folder here.", path=path
        ) from None


def layout_of(path: Path) -> Layout:
    """Return where the files of the profile at `path` lie: beside the very file, where `path`
    is but a link to it."""
    return Layout(path.resolve() if path.is_symlink() else path)


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of the profile whose snapshot is `snapshot` (`NAME.json`)."""

    snapshot: Path

    @property
    def journal(self) -> Path:
        """The history (`NAME.journal.jsonl`)."""
        return self._beside(".journal.jsonl")

    @property
    def lock(self) -> Path:
        """Held by the window that writes (`NAME.lock`)."""
        return self._beside(".lock")

    @property
    def backups(self) -> Path:
        """The folder of backups (`NAME.backups`)."""
        return self._beside(".backups")

    def _beside(self, ending: str) -> Path:
        name = self.snapshot.name.removesuffix(".json")
        return self.snapshot.with_name(name + ending)
