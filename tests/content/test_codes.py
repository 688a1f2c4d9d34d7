"""Every code that is said is in the catalogue, and the other way round."""

from __future__ import annotations

import re
from pathlib import Path

import studykit
from studykit.authoring.critic.codes import CODES as ADVICE
from studykit.content.codes import CODES


def test_the_catalogue_of_codes_is_complete() -> None:
    package = Path(studykit.__file__).parent
    others = [package / "authoring" / "keys.py", package / "learner" / "orphans.py"]
    rooms = [package / "content", package / "questions"]
    files = [*(file for room in rooms for file in room.glob("*.py")), *others]
    said = {
        code
        for file in files
        if file.name != "codes.py"
        for code in re.findall(r'"(SK\d{3})"', file.read_text(encoding="utf-8"))
    }
    assert said - set(ADVICE) == set(CODES)
