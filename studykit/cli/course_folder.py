"""Writing the folder of a course, whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from studykit.cli.outcome import Failure
from studykit.language.message import Message
from studykit.language.system_errors import reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


BACKUPS = ".backups"
"""Where a course folder keeps what was replaced in it."""


def write_course(target: Path, contents: Mapping[str, str | bytes]) -> None:
    """Write files of a course and the schemas they name; a new folder whole or not at all.

    Raises:
        Failure: the folder cannot be written.
    """
    from studykit.authoring.rendering import SCHEMA_FOLDER
    from studykit.authoring.schema import json_schema

    files = {Path(name): content for name, content in contents.items()}
    kinds: tuple[Literal["course", "lesson"], ...] = ("course", "lesson")
    for kind in kinds:
        schema = json.dumps(json_schema(kind), ensure_ascii=False, indent=2)
        files[Path(SCHEMA_FOLDER) / f"{kind}.json"] = f"{schema}\n"
    _refuse_links(target, files)
    try:
        place = target if target.exists() else target.parent
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".studykit-", dir=place) as name:
            folder = Path(name) / "course"
            for file, content in files.items():
                data = content.encode("utf-8") if isinstance(content, str) else content
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                (folder / file).write_bytes(data)
            if not target.exists():
                folder.rename(target)
                return
            for file in files:
                (target / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.move(folder / file, target / file)
    except (OSError, ValueError) as error:  # a NUL in the name
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise Failure(
            Message("{file} cannot be written: {reason}.", file=target, reason=why)
        ) from None


def back_up(target: Path) -> Path | None:
    """Keep a copy of the course and lesson files of a folder, in a ZIP file beside them; None
    where there are none.

    Raises:
        Failure: the copy cannot be written.
    """
    files = sorted(file for file in target.glob("*.y*ml") if file.is_file())
    if not files:
        return None
    place = target / BACKUPS
    _refuse_links(target, [Path(BACKUPS)])
    try:
        place.mkdir(exist_ok=True)
        stamp = datetime.now(tz=UTC).strftime("%Y%m%d-%H%M%S-%f")
        archive = place / f"{stamp}.zip"
        with zipfile.ZipFile(archive, "x", zipfile.ZIP_DEFLATED) as opened:
            for file in files:
                opened.write(file, file.name)
    except OSError as error:
        raise Failure(
            Message("{file} cannot be written: {reason}.", file=place, reason=reason(error))
        ) from None
    return archive


def remove_other_lessons(target: Path, kept: Iterable[str]) -> None:
    """Remove the lesson files of a folder that a new course does not have.

    Raises:
        Failure: one of them cannot be removed.
    """
    names = set(kept)
    try:
        for file in sorted(target.glob("*.y*ml")):
            if file.name not in names and file.is_file() and not file.is_symlink():
                file.unlink()
    except OSError as error:
        raise Failure(
            Message("{file} cannot be written: {reason}.", file=target, reason=reason(error))
        ) from None


def _refuse_links(target: Path, files: Iterable[Path]) -> None:
    """A link in the folder could lead the writing anywhere."""
    for file in files:
        for part in (file, *file.parents):
            if part != Path() and (target / part).is_symlink():
                raise Failure(
                    Message(
                        "{path} is a link; nothing is written through it.", path=target / part
                    )
                )
