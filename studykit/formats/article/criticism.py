"""Leaving out drafted questions that the critic would find fault with."""

from __future__ import annotations

from typing import Any

from studykit.authoring.critic.criticise import criticise
from studykit.content.validate import lesson_from_tree

_ROUNDS = 3
"""Without one flawed question another may become one too many of its kind."""


def without_flawed_items(lesson: dict[str, Any]) -> None:
    """Take out of a lesson's tree the questions that the critic warns of.

    What the article's author asked stays: its flaws are his to mend.
    """
    for _ in range(_ROUNDS):
        model, _ = lesson_from_tree(lesson)
        if model is None:
            return
        flawed = {
            problem.way[1]
            for problem in criticise(model)
            if len(problem.way) > 1 and problem.way[0] == "questions"
        }
        questions = lesson.get("questions", [])
        left = [
            question
            for number, question in enumerate(questions)
            if number not in flawed or question["type"] == "open_response"
        ]
        if len(left) == len(questions):
            return
        known = {question["id"] for question in left}
        lesson["questions"] = left
        for section in lesson["sections"]:
            section["check"] = [each for each in section.get("check", ()) if each in known]
            if not section["check"]:
                del section["check"]
        if not left:
            del lesson["questions"]
