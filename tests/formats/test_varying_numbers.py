"""Questions whose numbers vary go out with the numbers of one draw, and that is said."""

from __future__ import annotations

from pathlib import Path

from studykit.content.library import open_library
from studykit.formats.moodle_xml.format import MoodleXmlFormat

LESSON = """\
title: T
questions:
  - id: q
    type: numerical
    stem: What is twice [= n]?
    variables: {n: {from: 1, to: 100}}
    answer: = n * 2
"""


def test_an_export_has_one_draw_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "t.yaml").write_text(LESSON, encoding="utf-8")
    (edition,) = open_library([tmp_path / "t.yaml"]).editions()
    written = MoodleXmlFormat().write(edition)
    assert b"[=" not in written.data
    assert [str(loss.reason) for loss in written.losses] == [
        "Its numbers no longer vary: it has those of one draw."
    ]
