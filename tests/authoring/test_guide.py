"""The author's guides are true: what they show is tried, what there is stands in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studykit.authoring.critic.codes import CODES as ADVICE
from studykit.authoring.schema import json_schema
from studykit.cli import main
from studykit.content.codes import CODES
from studykit.questions.registry import QUESTION_TYPES

LESSONS = Path(__file__).parents[2] / "lessons"
GUIDES = {
    "en": (LESSONS / "README.md").read_text(encoding="utf-8"),
    "zh-Hant": (LESSONS / "README.zh-Hant.md").read_text(encoding="utf-8"),
}
GUIDE, CHINESE = GUIDES["en"], GUIDES["zh-Hant"]
LINKED = {"en": ("It flows.", "It does."), "zh-Hant": ("河水是流動的。", "河水一直在流。")}
"""The statement that the quiz of the examples links another question with."""
HAN = re.compile(r"[\u4e00-\u9fff]")


def examples(language: str) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", GUIDES[language], re.DOTALL)


def write_course(folder: Path, language: str) -> Path:
    """The examples of a guide together, as the course that they are."""
    head, lesson, *others = examples(language)
    questions = [each for each in others if each.startswith("- ")]
    bank, second = (each for each in others if not each.startswith("- "))
    more = "".join(f"  {line}\n" for q in questions for line in q.splitlines())
    more = more.replace("- id: bridge\n", "- id: bridge\n    tags: [figures]\n")
    stem, reason = LINKED[language]
    more += f"  - {{id: direction, type: true_false, stem: {stem}, answer: true, "
    more += f"explanation: {reason}}}\n"
    folder.mkdir()
    (folder / "course.yaml").write_text(head, encoding="utf-8")
    (folder / "border.yaml").write_text(lesson + more, encoding="utf-8")
    (folder / "bank.yaml").write_text(bank, encoding="utf-8")
    (folder / "banks.yaml").write_text(second, encoding="utf-8")
    return folder


@pytest.mark.parametrize("language", GUIDES)
def test_the_examples_together_are_a_course_that_even_the_critic_likes(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course = write_course(tmp_path / language, language)
    assert main(["check", "--strict", str(course)]) == 0, capsys.readouterr().out


def test_the_examples_of_both_languages_are_editions_of_one_course(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for language in GUIDES:
        write_course(tmp_path / language, language)
    assert main(["check", "--strict", str(tmp_path)]) == 0, capsys.readouterr().out
    capsys.readouterr()
    assert main(["list", str(tmp_path)]) == 0
    assert "(rivers, en, zh-Hant)" in capsys.readouterr().out


@pytest.mark.parametrize("language", GUIDES)
def test_every_question_type_has_an_example(language: str) -> None:
    types = re.findall(r"type: (\w+)", "".join(examples(language)))
    assert set(types) == set(QUESTION_TYPES)


def keys_of(kind: str) -> set[str]:
    schema = json_schema("course" if kind == "course" else "lesson")
    found = set(schema["properties"])
    for definition in schema["$defs"].values():
        found |= set(definition.get("properties", ()))
    return found


@pytest.mark.parametrize("language", GUIDES)
@pytest.mark.parametrize("kind", ["course", "lesson"])
def test_every_key_of_the_format_stands_in_an_example(kind: str, language: str) -> None:
    written = set(re.findall(r"([a-z_]+):(?=[\s\n])", "".join(examples(language))))
    assert keys_of(kind) <= written


def test_every_code_is_explained() -> None:
    for code, meaning in CODES.items():
        assert f"| {code} | {meaning} |" in GUIDE
    for code, (meaning, source) in ADVICE.items():
        assert f"| {code} | {meaning} | {source} |" in GUIDE


def rows(guide: str) -> dict[str, list[str]]:
    """The cells behind each code of a guide's tables."""
    lines = re.findall(r"^\| (SK\d+) \| (.*) \|$", guide, re.MULTILINE)
    return {code: cells.split(" | ") for code, cells in lines}


def test_every_code_is_explained_in_chinese_too() -> None:
    chinese = rows(CHINESE)
    assert list(chinese) == list(rows(GUIDE))
    for code, (meaning, *_) in chinese.items():
        assert HAN.search(meaning), code


def test_both_guides_name_the_same_source_of_each_rule() -> None:
    chinese, said = rows(CHINESE), {}
    for code, (_, source) in ADVICE.items():
        said.setdefault(source, set()).add(chinese[code][1])
    for source, names in said.items():
        assert len(names) == 1, source
        assert names == {source} or HAN.search(*names), source


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("headings of each level", r"^(#+) (?=\D)"),
        ("samples", r"^(```\w*)$"),
        ("question types", r"^\*\*`(\w+)`\*\*"),
    ],
)
def test_the_chinese_guide_has_the_same_parts_in_the_same_order(
    what: str, pattern: str
) -> None:
    english, chinese = (re.findall(pattern, text, re.MULTILINE) for text in (GUIDE, CHINESE))
    assert chinese == english, what


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("commands", r"`studykit ([a-z]+)"),
        ("options", r"`(--[a-z-]+)"),
        ("keys and words of the format", r"`([a-z]+_[a-z_]+|[a-z]+: \w+)`"),
        ("parts that are installed apart", r"(?:extra|附加套件) `(\w+)`"),
        ("limits", r"(?<![\d,.])(\d{1,3}(?:,\d{3})+|\d+ MB)"),
    ],
)
def test_the_chinese_guide_says_all_that_the_english_one_says(what: str, pattern: str) -> None:
    english, chinese = (set(re.findall(pattern, without_samples(g))) for g in (GUIDE, CHINESE))
    assert chinese == english, what


def without_samples(guide: str) -> str:
    return re.sub(r"```yaml\n.*?```", "", guide, flags=re.DOTALL)


def test_the_guide_is_printed_in_the_language_that_is_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for language, guide in GUIDES.items():
        assert main(["guide", "--language", language]) == 0
        assert capsys.readouterr().out == guide
