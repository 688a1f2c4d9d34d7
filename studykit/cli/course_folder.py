"""Writing the folder of a course, whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from studykit.cli.outcome import Failure
from studykit.language.message import Message
from studykit.language.system_errors import reason

if TYPE_CHECKING:
    from collections.abc import Iterable


def write_course(target: Path, texts: dict[str, str]) -> None:
    """Write files of a course and the schemas they name; a new folder whole or not at all.

    Raises:
        Failure: the folder cannot be written.
    """
    from studykit.authoring.rendering import SCHEMA_FOLDER
    from studykit.authoring.schema import json_schema

    files = {Path(name): text for name, text in texts.items()}
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
            for file, text in files.items():
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                (folder / file).write_text(text, encoding="utf-8", newline="\n")
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
