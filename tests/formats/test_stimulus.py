"""What several questions are about, in formats that know no such thing, and in print."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest

from studykit.content.course import Edition
from studykit.formats.registry import PRINTED, WRITERS
from tests.formats.course_samples import opened

COURSE = "id: c\ntitle: Reading\nlanguage: en\nlessons: [one.yaml]\n"
LESSON = """\
id: one
title: One
include: [bank.yaml]
stimuli:
  lake: {title: The frozen lake, text: The ferryman walked to the mill.}
cards: [{id: c, front: Front, back: Back}]
questions:
  - {id: q1, type: true_false, stem: Did he row?, answer: false, stimulus: lake}
  - {id: q2, type: true_false, stem: Is it so?, answer: true}
  - id: q3
    type: single_choice
    stem: Where did he walk?
    stimulus: lake
    options: [{text: To the mill, correct: true}, {text: Home}]
"""
BANK = """\
title: B
bank: true
questions:
  - {id: q4, type: short_answer, stem: Who walked?, answers: [the ferryman]}
"""


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    texts = {"course.yaml": COURSE, "one.yaml": LESSON, "bank.yaml": BANK}
    return opened(tmp_path / "course", texts)


def everything(data: bytes) -> str:
    """The text of a file, or of all the files of an archive."""
    if not data.startswith(b"PK"):
        return unescape(unescape(data.decode("utf-8", "replace")))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    return "\n".join(map(everything, parts))


@pytest.mark.parametrize("name", [n for n in WRITERS if n not in PRINTED and "anki" not in n])
def test_each_question_carries_what_it_is_about_and_the_report_says_so(
    edition: Edition, name: str
) -> None:
    exported = WRITERS[name].write(edition)
    text = everything(exported.data)
    out = {loss.item for loss in exported.losses if loss.left_out}
    carried = {"q1", "q3"} - out
    assert carried or out
    if "Did he row?" in text:
        first, second = (
            text.index("The ferryman walked to the mill.", text.find("Is it so?") * number)
            for number in (0, 1)
        )
        assert first < text.index("Did he row?")
        assert first <= second < text.index("Where did he walk?")
    assert "Who walked?" in text or "q4" in out
    said = {loss.item for loss in exported.losses if "stimulus" in str(loss.reason)}
    assert said == carried


@pytest.mark.parametrize("part", ["worksheet", "exam"])
def test_paper_shows_it_once_before_its_questions(edition: Edition, part: str) -> None:
    page = WRITERS[f"print-{part}"].write(edition).data.decode()
    asked = page[: page.index(">Answer")]
    assert asked.count("The ferryman walked to the mill.") == 1
    order = [m[0] for m in re.finditer(r"The frozen lake|Did he row|Where did he walk", asked)]
    assert order == ["The frozen lake", "Did he row", "Where did he walk"]
