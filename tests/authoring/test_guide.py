"""The author's guide is true: what it shows is tried, what there is stands in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studykit.authoring.critic.codes import CODES as ADVICE
from studykit.authoring.schema import json_schema
from studykit.cli import main
from studykit.content.codes import CODES
from studykit.questions.registry import QUESTION_TYPES

GUIDE = (Path(__file__).parents[2] / "lessons" / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
HEAD, LESSON, *QUESTIONS = EXAMPLES


def test_the_examples_together_are_a_course_that_even_the_critic_likes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = "".join(f"  {line}\n" for q in QUESTIONS for line in q.splitlines())
    more = questions.replace("stem: How many", "tags: [figures]\n    stem: How many")
    more += "  - {id: direction, type: true_false, stem: It flows., answer: true, "
    more += "explanation: It does.}\n"
    (tmp_path / "course.yaml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "border.yaml").write_text(LESSON + more, encoding="utf-8")
    assert main(["check", "--strict", str(tmp_path)]) == 0, capsys.readouterr().out


def test_every_question_type_has_an_example() -> None:
    assert set(re.findall(r"type: (\w+)", "".join(EXAMPLES))) == set(QUESTION_TYPES)


def keys_of(kind: str) -> set[str]:
    schema = json_schema("course" if kind == "course" else "lesson")
    found = set(schema["properties"])
    for definition in schema["$defs"].values():
        found |= set(definition.get("properties", ()))
    return found


@pytest.mark.parametrize("kind", ["course", "lesson"])
def test_every_key_of_the_format_stands_in_an_example(kind: str) -> None:
    written = set(re.findall(r"([a-z_]+):(?=[\s\n])", "".join(EXAMPLES)))
    assert keys_of(kind) <= written


def test_every_code_is_explained() -> None:
    for code, meaning in CODES.items():
        assert f"| {code} | {meaning} |" in GUIDE
    for code, (meaning, source) in ADVICE.items():
        assert f"| {code} | {meaning} | {source} |" in GUIDE
