"""Lessons, worksheets and exams are printed from a page of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from studykit.authoring.rendering import yaml_text
from studykit.cli import main
from studykit.content.library import open_library, shipped_lessons
from studykit.formats.base import FormatError
from studykit.formats.print_page import PrintFormat, PrintOptions
from tests.formats.course_samples import EXAMPLES, opened, written_course

if TYPE_CHECKING:
    from pathlib import Path

    from studykit.content.course import Edition


@pytest.fixture(scope="module", params=["en", "zh-Hant"])
def shipped(request: pytest.FixtureRequest) -> Edition:
    course = open_library([shipped_lessons()]).courses[0]
    edition: Edition = course.edition(request.param)
    return edition


def page(edition: Edition, part: str, **options: object) -> str:
    """The page as text."""
    exported = PrintFormat(part).write(edition, PrintOptions(**options))  # type: ignore[arg-type]
    return exported.data.decode()


def test_every_question_type_is_printed_with_its_answer(tmp_path: Path) -> None:
    html = page(written_course(tmp_path / "c", EXAMPLES), "worksheet")
    sheet, answers = html.split('<h1 class="page">Answers</h1>')
    assert sheet.count('<div class="question">') == len(EXAMPLES)
    assert answers.count('<div class="question">') == len(EXAMPLES)
    assert "A. The Moei" in sheet
    assert "A. The Moei" in answers
    assert "The Moei separates Mae Sot from Myawaddy." in answers
    assert "4 July 2025 · Naypyidaw" in answers


def test_a_worksheet_shows_no_question_that_is_kept_for_exams(shipped: Edition) -> None:
    html = page(shipped, "worksheet")
    kept = [q for lesson in shipped.lessons for q in lesson.questions if q.exam_only]
    stems = [shipped.question(question.id).stem for question in kept]
    assert stems
    assert not [stem for stem in stems if stem in html]


def test_variants_ask_the_same_questions_in_other_orders_each_with_its_own_key(
    shipped: Edition,
) -> None:
    html = page(shipped, "exam", variants=3)
    papers = html.split("<h1")[1:]
    assert len(papers) == 6
    stems = [
        re.findall(r'class="question"><div>\d+\.</div><div><p>(.*?)</p>', p) for p in papers
    ]
    a, b, c = stems[:3]
    assert sorted(a) == sorted(b) == sorted(c)
    assert a != b != c
    assert page(shipped, "exam", variants=3) == html
    for paper, key in zip(papers[:3], papers[3:], strict=True):
        _assert_the_key_names_what_stands_there(paper, key)


def _assert_the_key_names_what_stands_there(paper: str, key: str) -> None:
    asked = re.findall(r'class="question">(.*?)class="points"', paper, re.DOTALL)
    solved = re.findall(r'class="question">(.*?)</div></div>', key, re.DOTALL)
    assert len(asked) == len(solved)
    for question, answer in zip(asked, solved, strict=True):
        for line in re.findall(r"<p>([A-Z]\. .*?)</p>", answer):
            assert line in question


def test_the_lessons_are_printed_as_they_are_read(shipped: Edition) -> None:
    html = page(shipped, "lessons", paper="letter")
    assert "size: letter" in html
    assert html.count("<h3>") == sum(len(lesson.sections) for lesson in shipped.lessons)


def test_nothing_of_a_course_is_html_of_the_page(tmp_path: Path) -> None:
    stem = "<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1))"
    question = {"id": "q", "type": "true_false", "stem": stem, "answer": True}
    html = page(written_course(tmp_path / "c", [question]), "worksheet")
    assert "<script" not in html
    assert "<img" not in html
    assert "href" not in html
    assert "default-src 'none'" in html


def test_a_quiz_that_is_not_there_is_said(tmp_path: Path) -> None:
    edition = written_course(tmp_path / "c", EXAMPLES)
    with pytest.raises(FormatError, match="There is no quiz x in "):
        page(edition, "exam", quiz="x")


def test_a_course_with_no_question_has_no_exam_to_print(tmp_path: Path) -> None:
    sections = [{"id": "s", "title": "The Moei", "text": "It flows north."}]
    quizzes = [{"id": "warm-up", "title": "Warm-up", "draw": [{"count": 1}]}]
    head = {"id": "rivers", "title": "Rivers", "language": "en", "quizzes": quizzes}
    lesson = {"id": "one", "title": "Rivers", "sections": sections}
    texts = {"course.yaml": yaml_text(head), "one.yaml": yaml_text(lesson)}
    for quizless in (texts, {**texts, "course.yaml": yaml_text({**head, "quizzes": []})}):
        edition = opened(tmp_path / "c", quizless)
        with pytest.raises(FormatError, match="no question that could be printed"):
            page(edition, "exam")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--to", "gift", "--paper", "a4"], "--paper does not go with --to gift."),
        (["--to", "print-lessons", "--variants", "2"], "--variants does not go with"),
        (["--to", "print-exam", "--variants", "0"], "--variants must be from 1 to 26."),
    ],
)
def test_an_option_that_does_not_fit_is_refused(
    tmp_path: Path, arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    written_course(tmp_path / "c", EXAMPLES)
    assert main(["export", str(tmp_path / "c"), *arguments]) == 2
    assert sentence in capsys.readouterr().err


def test_a_page_holds_its_pictures_with_captions_and_sets_its_formulas(tmp_path: Path) -> None:
    text = '![A pond](media/p.svg "Seen from the side")\n\n![Gone](media/no.png)\n\n$$x^2$$\n'
    (tmp_path / "media").mkdir()
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    (tmp_path / "media" / "p.svg").write_text(picture, encoding="utf-8")
    lesson = {"title": "L", "sections": [{"title": "T", "text": text}]}
    head = {"id": "c", "title": "C", "language": "en"}
    texts = {"course.yaml": yaml_text(head), "l.yaml": yaml_text(lesson)}
    edition = opened(tmp_path, texts)
    html = page(edition, "lessons")
    assert '<img src="data:image/svg+xml;base64,' in html
    assert 'alt="A pond"><br><em>Seen from the side</em>' in html
    assert "[Gone]" in html
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in html
