"""The player's file: what is in it, and what can never be in it."""

from __future__ import annotations

import base64
import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from studykit.cli import main
from studykit.content.library import shipped_lessons
from studykit.questions.registry import QUESTION_TYPES
from studykit.web.page import PlayerFormat
from tests.web.courses import all_types, editions, written

LARGEST = 700_000
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "<img src=x onerror=alert(1)>",
    "a\u2028b\u2029c",
    "]]> & &lt;script&gt;",
    '"><b onmouseover="alert(1)">',
    "[x](javascript:alert(1))",
    "![x](https://example.org/pixel.png)",
    "`</script>`",
)


def page(*folders: Path) -> str:
    return PlayerFormat().write(editions(*folders)).data.decode()


def data_of(text: str) -> dict[str, Any]:
    """What stands in the page as its course."""
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', text)
    data: dict[str, Any] = json.loads(found)
    return data


def test_a_course_of_every_type_is_carried_whole(tmp_path: Path) -> None:
    exported = PlayerFormat().write(editions(all_types(tmp_path / "c")))
    assert exported.losses == ()
    data = data_of(exported.data.decode())
    [edition] = data["course"]["editions"]
    [lesson] = edition["lessons"]
    assert {question["type"] for question in lesson["questions"]} == set(QUESTION_TYPES)
    assert [card["id"] for card in lesson["cards"]] == ["where", "flows/1", "flows/2"]
    assert edition["offered"] == ["all", "exam", "sure"]


def test_all_editions_are_in_one_file_and_the_chosen_one_comes_first(tmp_path: Path) -> None:
    for language in ("en", "zh-Hant"):
        written(tmp_path / language, language, sections=[{"title": "S", "text": "河"}])
    target = tmp_path / "course.html"
    words = ["export", str(tmp_path), "--to", "html", "--output", str(target)]
    assert main([*words, "--language", "zh-Hant"]) == 0
    shown = data_of(target.read_text(encoding="utf-8"))["course"]["editions"]
    assert [edition["language"] for edition in shown] == ["zh-Hant", "en"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_an_author_becomes_markup(tmp_path: Path, text: str) -> None:
    options = [{"text": text, "correct": True, "feedback": text}, {"text": "b"}]
    folder = written(
        tmp_path / "c",
        title=text,
        sections=[
            {"id": "s", "title": text, "text": f"{text}\n\n- {text}\n\n| {text} |\n|---|"}
        ],
        cards=[{"id": "k", "front": text, "back": text}],
        questions=[{"id": "q", "type": "single_choice", "stem": text, "options": options}],
    )
    whole = page(folder)
    assert whole.count("<script") == 2
    assert whole.count("</script>") == 2
    assert "\u2028" not in whole
    assert "\u2029" not in whole
    tags = re.findall(r"<(/?)(\w+)([^>]*)>", json.dumps(data_of(whole), ensure_ascii=False))
    known = {"p", "ul", "ol", "li", "div", "table", "tr", "td", "th", "code", "span", "a", "br"}
    assert {name for _, name, _ in tags} <= known
    attributes = " ".join(rest for _, _, rest in tags)
    assert not re.search(r"\bon\w+=|javascript:|\bsrc=|\bstyle=", attributes)


def test_the_page_may_ask_nobody_for_anything_and_run_nothing_but_the_player() -> None:
    whole = page(shipped_lessons() / "telecom-fraud-clearance.en")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', whole)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules.pop("default-src") == "'none'"
    for kind, directive in (("script", "script-src"), ("style", "style-src")):
        (text,) = re.findall(rf"<{kind}>(.*?)</{kind}>", whole, re.DOTALL)
        digest = base64.b64encode(sha256(text.encode()).digest()).decode()
        assert rules.pop(directive) == f"'sha256-{digest}'"
    nothing = {"base-uri": "'none'", "form-action": "'none'"}
    assert rules == {"img-src": "data:", **nothing}
    assert not re.search(r"<link|<iframe|\bsrc=", whole.split('id="data">')[0])


def test_the_shipped_course_fits_into_an_e_mail(tmp_path: Path) -> None:
    target = tmp_path / "course.html"
    course = str(shipped_lessons() / "telecom-fraud-clearance.en")
    words = ["export", course, "--to", "html", "--output", str(target)]
    assert main(words) == 0
    assert target.stat().st_size < LARGEST


def test_what_only_a_draft_says_is_not_in_the_file(tmp_path: Path) -> None:
    card = {"id": "k", "front": "a", "back": "the confirmed one"}
    draft = {"id": "d", "front": "b", "back": "nobody has confirmed it", "draft": True}
    whole = page(written(tmp_path / "c", cards=[card, draft]))
    assert "the confirmed one" in whole
    assert "nobody has confirmed it" not in whole


def test_a_question_that_a_browser_cannot_grade_is_left_out_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    looks_back: dict[str, Any] = {"type": "short_answer", "regex": True, "stem": "?"}
    questions = [
        {**looks_back, "id": "can", "answers": ["colou?r"]},
        {**looks_back, "id": "cannot", "answers": [r"(\w)\1"]},
    ]
    folder = written(tmp_path / "c", questions=questions)
    target = tmp_path / "course.html"
    assert main(["export", str(folder), "--to", "html", "--output", str(target)]) == 1
    said = capsys.readouterr().out
    assert "cannot" in said
    assert "one.yaml:" in said
    [lesson] = data_of(target.read_text(encoding="utf-8"))["course"]["editions"][0]["lessons"]
    assert [question["id"] for question in lesson["questions"]] == ["can"]


def test_options_of_printed_pages_do_not_go_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = all_types(tmp_path / "c")
    assert main(["export", str(folder), "--to", "html", "--paper", "a4"]) == 2
    assert "--paper does not go with --to html" in capsys.readouterr().err
