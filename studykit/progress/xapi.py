"""A learner's history as xAPI statements (version 1.0.3), for a learning record store.

What was read, answered and submitted is stated; reviews of flashcards are not. Each statement
has an id that follows from its event, so that a store which has it already takes it as known.
Verbs and types of activities are those of ADL's vocabulary.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import UUID, uuid5

from studykit.progress.state import lasting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studykit.progress.events import History
    from studykit.progress.events.answers import Answer
    from studykit.progress.events.quizzes import QuizSubmitted
    from studykit.progress.events.reading import SectionRead

_NAMESPACE = UUID("b1f6f9f0-6a0e-5d0b-9c6e-0d7f0b6f5a11")
_ADL = "http://adlnet.gov/expapi"

Statement = dict[str, Any]


def account(name: str) -> dict[str, Any]:
    """An actor who is known by a name that studykit gave, and by nothing else."""
    return {
        "objectType": "Agent",
        "account": {"homePage": "urn:studykit:learners", "name": name},
    }


def mailbox(address: str) -> dict[str, Any]:
    """An actor who is known by an address of e-mail."""
    return {"objectType": "Agent", "mbox": f"mailto:{address}"}


def statements(events: History, actor: dict[str, Any]) -> Iterator[Statement]:
    """The statements of a history, in its order; `events` are gone through twice."""
    quizzes: dict[str, str] = {}
    for event in lasting(events):
        match event["kind"]:
            case "quiz_started":
                quizzes[event["attempt"]] = event["quiz"]
            case "section_read":
                read = _activity("lesson", event["course"], "section", event["section"])
                yield _statement(event, actor, "experienced", read)
            case "question_answered":
                yield _answered(event, actor)
            case "quiz_answered":
                yield _answered(event, actor, quizzes.get(event["attempt"]))
            case "quiz_submitted":
                yield _submitted(event, actor)


def _answered(answer: Answer, actor: dict[str, Any], quiz: str | None = None) -> Statement:
    course = answer["course"]
    asked = _activity("question", course, "question", answer["question"])
    result: dict[str, Any] = {
        "response": json.dumps(answer["response"], ensure_ascii=False),
        "duration": f"PT{max(0.0, answer['seconds']):.2f}S",
    }
    score, verdict = answer.get("score"), answer.get("verdict")
    if isinstance(score, int | float):
        result["score"] = {"scaled": min(1.0, max(-1.0, float(score)))}
        result["success"] = verdict == "right"
    statement = _statement(answer, actor, "answered", asked) | {"result": result}
    if quiz is not None:
        attempt = answer.get("attempt")
        statement["context"]["registration"] = str(uuid5(_NAMESPACE, f"attempt:{attempt}"))
        statement["context"]["contextActivities"]["parent"] = [
            _activity("assessment", course, "quiz", quiz)
        ]
    return statement


def _submitted(event: QuizSubmitted, actor: dict[str, Any]) -> Statement:
    verb = {True: "passed", False: "failed", None: "completed"}[event["passed"]]
    quiz = _activity("assessment", event["course"], "quiz", event["quiz"])
    statement = _statement(event, actor, verb, quiz)
    statement["context"]["registration"] = str(uuid5(_NAMESPACE, f"attempt:{event['attempt']}"))
    score: dict[str, float] = {"scaled": min(1.0, max(-1.0, event["score"]))}
    if 0 <= event["points"] <= event["points_max"]:
        score |= {"raw": event["points"], "min": 0, "max": event["points_max"]}
    result: dict[str, Any] = {"completion": True, "score": score}
    if event["passed"] is not None:
        result["success"] = event["passed"]
    return statement | {"result": result}


def _statement(
    event: SectionRead | Answer | QuizSubmitted,
    actor: dict[str, Any],
    verb: str,
    done: dict[str, Any],
) -> Statement:
    return {
        "id": str(uuid5(_NAMESPACE, f"event:{event['id']}")),
        "actor": actor,
        "verb": {"id": f"{_ADL}/verbs/{verb}", "display": {"en": verb}},
        "object": done,
        "context": {
            "platform": "studykit",
            "contextActivities": {"grouping": [_activity("course", event["course"])]},
        },
        "timestamp": event["at"],
    }


def _activity(kind: str, course: str, *path: str) -> dict[str, Any]:
    """An activity, by its kind in ADL's vocabulary and its place in a course."""
    name = ":".join(quote(step, safe="") for step in ("studykit", "course", course, *path))
    return {
        "objectType": "Activity",
        "id": f"urn:{name}",
        "definition": {"type": f"{_ADL}/activities/{kind}"},
    }
