"""The report on a class as tables, which every way to show it shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studykit.cohort.class_report import ClassReport, ItemReport, QuizReport
    from studykit.language.message import Message
    from studykit.language.words import Words


Row = tuple[str, ...]


class Table(NamedTuple):
    """A table with its heading; cells are ready to be shown."""

    name: str
    columns: Row
    rows: list[Row]


def percent(value: float | None) -> str:
    """A share in whole percent; a dash where it is not defined."""
    return "–" if value is None else f"{round(100 * value)} %"


def decimal(value: float | None) -> str:
    """A coefficient with two decimals; a dash where it is not defined."""
    return "–" if value is None else f"{value:.2f}".replace("-", "−")


def summary_lines(report: ClassReport, words: Words) -> list[str]:
    """What was read, and by which rule."""
    rule = {
        "first": words("The first attempt of each student counts."),
        "last": words("The last attempt of each student counts."),
        "best": words("The best attempt of each student counts."),
    }[report.counted]
    first = words.many(report.files, "{n} file", "{n} files")
    if report.quizzes and not report.files:  # counted by a database
        attempts = sum(quiz.figures.attempts for quiz in report.quizzes)
        first = words.many(attempts, "{n} attempt", "{n} attempts")
    if not report.anonymous:
        students = words.many(len(report.students), "{n} student", "{n} students")
        first = f"{first}, {students}"
    return [first, rule, *trouble_lines(report.troubles, words)]


def trouble_lines(troubles: Iterable[tuple[str, Message, bool]], words: Words) -> list[str]:
    """What is wrong with files: the file, why, and whether it was used all the same."""
    found = []
    for file, reason, used in troubles:
        text = words.translate(reason)
        line = f"{file}: {text}"
        found.append(line if used else words("{file}: not used. {text}", file=file, text=text))
    return found


def quiz_line(quiz: QuizReport, words: Words) -> str:
    """The figures of a quiz in a line."""
    figures = quiz.figures
    parts = [
        words.many(figures.attempts, "{n} attempt", "{n} attempts"),
        words(
            "mean {mean}, spread {spread}",
            mean=percent(figures.mean),
            spread=percent(figures.deviation),
        ),
    ]
    if figures.passed is not None:
        parts.append(words("{share} passed", share=percent(figures.passed)))
    if figures.alpha is not None:
        parts.append(words("alpha {alpha}", alpha=decimal(figures.alpha)))
        parts.append(words("standard error {error}", error=percent(figures.standard_error)))
    return " · ".join(parts)


def tables(quiz: QuizReport, words: Words) -> list[Table]:
    """The tables of a quiz: students, objectives, items, certainty."""
    found = []
    columns: Row
    rows: list[Row]
    if quiz.results or quiz.missing:
        rows = [
            (r.student, percent(r.score), _passed(r.passed), str(r.attempts), r.submitted[:10])
            for r in quiz.results
        ]
        rows += [(name, "–", "–", "0", words("not handed in")) for name in quiz.missing]
        columns = (
            *(words("Student"), words("Score"), words("Passed")),
            *(words("Attempts"), words("Submitted")),
        )
        found.append(Table(words("Students"), columns, rows))
    if quiz.objectives:
        columns = (words("Objective"), words("Mean"), words("Students"))
        rows = [(name, percent(mean), str(n)) for name, (mean, n) in quiz.objectives.items()]
        found.append(Table(words("Objectives"), columns, rows))
    columns = (
        *(words("Question"), words("Attempts"), words("Facility"), words("Discrimination")),
        *(words("Efficiency"), words("Weight"), words("Alpha without"), words("Seconds")),
    )
    found.append(Table(words("Questions"), columns, [_item_row(item) for item in quiz.items]))
    if quiz.figures.certainty:
        columns = (words("Certainty"), words("Answers"), words("Right"))
        rows = [
            (str(level), str(n), percent(share))
            for level, (n, share) in quiz.figures.certainty.items()
        ]
        found.append(Table(words("Certainty"), columns, rows))
    return found


def _passed(passed: bool | None) -> str:
    return "–" if passed is None else "✓" if passed else "✗"


def _item_row(item: ItemReport) -> Row:
    figures = item.figures
    seconds = "–" if figures.seconds is None else f"{figures.seconds:.0f}"
    return (
        figures.key.question,
        str(figures.attempts),
        percent(figures.facility),
        decimal(figures.discrimination),
        decimal(figures.efficiency),
        f"{percent(figures.effective_weight)} / {percent(figures.intended_weight)}",
        decimal(figures.alpha_without),
        seconds,
    )


def option_rows(item: ItemReport, words: Words) -> list[Row]:
    """Who chose what: the response, how many, and the mean of their rest scores."""
    rows: list[Row] = []
    for choice in item.figures.choices:
        name = choice.response
        if name.isdecimal() and int(name) < len(item.options):
            name = item.options[int(name)]
        elif name in {"true", "false"}:
            name = words("True") if name == "true" else words("False")
        sign = "✓" if choice.right else " "
        rows.append((f"{sign} {name}", str(choice.count), percent(choice.rest)))
    return rows
