"""A course file that is meant to hang the program is refused, and told about, within bounds."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from studykit.content.diagnostics import MOST_PROBLEMS
from studykit.content.lesson_file import read_course_head, read_lesson
from studykit.content.yaml_reader import read_yaml
from studykit.questions.grade import grade, key_response
from studykit.questions.numerical import Numerical
from studykit.questions.short_answer import ShortAnswer

pytestmark = pytest.mark.long

HEAD = "id: a\ntitle: A\n"
ASKED = HEAD + "questions:\n"


def answers(*texts: str) -> str:
    listed = ", ".join(f"'{text}'" for text in texts)
    fields = f"type: short_answer, stem: s, regex: true, answers: [{listed}]"
    return f"{ASKED}  - {{id: q, {fields}}}\n"


def number(written: str, more: str = "") -> str:
    return f"{ASKED}  - {{id: q, type: numerical, stem: s, answer: {written}{more}}}\n"


MANY = 30_000
FILES = {
    "unknown keys": (HEAD + "".join(f"k{n}: 1\n" for n in range(MANY)), "SK203"),
    "one key again and again": (HEAD + "x: 1\n" * MANY, "SK109"),
    "each key twice": (HEAD + "".join(f"k{n}: 1\nk{n}: 2\n" for n in range(MANY)), "SK109"),
    "sections of nothing": (HEAD + "sections:\n" + "- {a: b}\n" * MANY, "SK203"),
    "misspelt cards": (HEAD + "cards:\n" + "- {frnt: b}\n" * MANY, "SK203"),
    "unknown types": (ASKED + "- {type: x}\n" * MANY, "SK205"),
    "questions that are texts": (ASKED + "- x\n" * MANY, "SK203"),
    "ids that are the same": (
        HEAD + "cards:\n" + "- {id: a, front: b, back: c}\n" * MANY,
        "SK401",
    ),
    "checks that name nothing": (
        HEAD + f"sections: [{{id: s, title: t, text: x, check: [{'c, ' * MANY}]}}]\n",
        "SK402",
    ),
    "options": (
        ASKED
        + "- {id: q, type: single_choice, stem: s, options: ["
        + ", ".join(f"{{text: o{n}}}" for n in range(MANY))
        + "]}\n",
        "SK312",
    ),
    "gaps": (f"{ASKED}- {{id: q, type: cloze, text: '{'{{a}} ' * 10_000}'}}\n", "SK312"),
    "gaps of a card": (f"{HEAD}cards:\n- {{id: q, cloze: '{'{{a}} ' * 10_000}'}}\n", "SK312"),
    "questions": (
        ASKED + "- {type: true_false, stem: s, answer: true}\n" * 3000,
        "SK312",
    ),
    "a key of 1 MB": (HEAD + "x" * 1_000_000 + ": 1\n", "SK105"),
    "a word of 1 MB": (f"{HEAD}summary: {'x' * 1_000_000}\n", "SK108"),
    "an id of 1,000 letters": (f"id: {'x' * 1000}\ntitle: A\n", "SK208"),
    "an id with an escape sequence": ('id: "a\\e]52;c;x\\a"\ntitle: A\n', "SK208"),
    "600,000 numbers": (f"{HEAD}x: [{'1,' * 600_000}]", "SK108"),
    "500 levels": (f"{HEAD}x: {'[' * 500}{']' * 500}", "SK108"),
    "a Python object": (f"{HEAD}x: !!python/object/apply:os.system [id]", "SK110"),
    "a merge key": (f"{HEAD}x: &x {{a: 1}}\n<<: *x\n", "SK201"),
    "an exponent beyond all": (number("1e999999"), "SK203"),
    "100,000 digits": (number("9" * 100_000), "SK203"),
    "infinity": (number(".inf"), "SK203"),
    "no number": (number(".nan"), "SK203"),
    "points beyond all": (number("1", ", points: 1e308"), "SK206"),
    "an endless nest of brackets": (answers("(" * 5000 + ")" * 5000), "SK305"),
    "a nest of brackets": (answers("(" * 240 + ")" * 240), None),
    "a pattern of 10,000 letters": (answers("a|" * 5000), "SK305"),
    "10,000 patterns": (answers(*["(a+)+$"] * 10_000), "SK312"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bomb_is_named_in_few_short_sentences(name: str) -> None:
    text, code = FILES[name]
    found = read_lesson(text.encode(), Path("bomb.yaml")).diagnostics
    assert len(found) <= MOST_PROBLEMS + 2
    assert all(len(str(diagnostic)) < 1000 for diagnostic in found)
    if code is not None:
        assert code in {diagnostic.code for diagnostic in found}


def test_where_more_is_wrong_than_is_named_that_is_said() -> None:
    cards = "".join(f"- {{id: a, front: b, back: c{n}}}\n" for n in range(500))
    found = read_lesson(f"{HEAD}cards:\n{cards}".encode(), Path("x.yaml")).diagnostics
    assert {d.code for d in found} == {"SK401", "SK115"}
    assert len(found) == MOST_PROBLEMS + 1


def test_ids_are_made_for_many_cards_that_are_the_same() -> None:
    text = HEAD + "cards:\n" + "- {front: the same front, back: b}\n" * 20_000
    lesson = read_lesson(text.encode(), Path("x.yaml")).usable
    assert lesson is not None
    assert lesson.cards[1].id == "a-the-same-front-2"
    assert len({card.id for card in lesson.cards}) == 20_000


@pytest.mark.parametrize("minutes", ["0", "1e308", "1000000", "-1"])
def test_a_time_limit_no_clock_can_tell_is_refused(minutes: str) -> None:
    text = (
        f"id: a\ntitle: A\nlanguage: en\nquizzes: [{{id: q, title: Q, time_limit: {minutes}}}]"
    )
    assert [d.code for d in read_course_head(text.encode(), Path("c.yaml")).diagnostics] == [
        "SK206"
    ]


PATTERNS = {
    "nested repeats": "(a+)+$",
    "alternatives alike": "(a|a|a)*b",
    "repeats of repeats": "((a{1,100}){1,100}){1,100}b",
    "optional letters": "(?:a?){100}a{100}b",
    "recursion": "(?R)",
    "errors allowed": "(?:abcdefghij){e<=9}" * 20,
    "brackets deeper than the engine reads": "(" * 240 + ")" * 240,
    "what a coming version reads otherwise": "[[a]--[b]]",
}


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_that_would_never_end_is_given_up(name: str) -> None:
    question = ShortAnswer(id="q", stem="s", answers=(PATTERNS[name],) * 100, regex=True)
    result = grade(question, "a" * 5000 + "c")
    assert result.score in (0.0, 1.0)


@pytest.mark.parametrize("answer", [1e308, -1e308, 5e-324, 0.0])
def test_numbers_at_the_edge_are_graded(answer: float) -> None:
    question = Numerical(id="q", stem="s", answer=answer, unit="m", units={"km": 1e308})
    assert grade(question, key_response(question)).score == 1
    for typed in ("1e308 km", "9" * 10_000, "兆" * 1000, "-", "٣", "1e999", "½", "①", "٠,٠٠٠"):
        assert grade(question, typed).score in (0.0, 1.0)


LIMITED = """
import resource, sys
from studykit.cli import main
resource.setrlimit(resource.RLIMIT_AS, (700_000_000, 700_000_000))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
sys.exit(main(["check", sys.argv[1]]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits on memory are Linux's")
def test_all_bombs_together_need_little_memory_and_an_end_comes(tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_text("id: c\ntitle: C\nlanguage: en\n", encoding="utf-8")
    for n, (text, _) in enumerate(FILES.values()):
        (tmp_path / f"bomb-{n:02}.yaml").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr[-2000:]
    assert "inside the program" not in done.stderr
    assert len(done.stdout) < 1_000_000


@pytest.mark.parametrize(
    "piece", ["a, ", "'a', ", "a: ", "word ", "{a ", "\u3000", "：", "&a b, "]
)
def test_a_mistake_on_a_very_long_line_is_named_in_a_moment(piece: str) -> None:
    text = f"title: T\nx: [{piece * (1_000_000 // len(piece))}\n"
    start = time.process_time()
    document = read_yaml(text, Path("lesson.yaml"))
    assert document.diagnostics
    assert time.process_time() - start < 15  # minutes, when each value looked at all the rest
