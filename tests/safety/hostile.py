"""A course that is strange wherever a text of its author's can stand."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def lesson(text: str) -> dict[str, Any]:
    """A valid lesson with `text` in every place that is shown, and a question of each type."""
    about = {
        "stem": text,
        "hints": [text, f"{text} again"],
        "explanation": text,
        "objective": "know",
        "source": "first",
    }
    answered = {**about, "feedback": text}
    options = [
        {"text": text, "correct": True, "feedback": text},
        {"text": f"{text} 2", "feedback": text},
        {"text": f"3 {text}"},
    ]
    pairs = [{"left": text, "right": f"r {text}"}, {"left": f"l {text}", "right": text}]
    gap = "".join(c for c in text if c not in "{}|~:") or "gap"
    questions = [
        {"id": "one", "type": "single_choice", "options": options, **about},
        {"id": "many", "type": "multiple_choice", "options": options, **about},
        {"id": "truth", "type": "true_false", "answer": True, **answered},
        {"id": "short", "type": "short_answer", "answers": [text, f"{text} 2"], **about},
        {
            "id": "number",
            "type": "numerical",
            "answer": 5,
            "unit": text[:300],
            "units": {f"k{text[:300]}": 1000},
            **answered,
        },
        {
            "id": "gaps",
            "type": "cloze",
            "text": f"{text} {{{{{gap} a::{gap}}}}} {text} {{{{{gap}|~not {gap}}}}}",
            **answered,
        },
        {"id": "order", "type": "ordering", "items": [text, f"{text} 2"], **answered},
        {
            "id": "match",
            "type": "matching",
            "pairs": pairs,
            "distractors": [f"d {text}"],
            **answered,
        },
        {
            "id": "sort",
            "type": "categorize",
            "categories": {text[:300]: [f"i {text}"], f"c {text[:300]}": [f"j {text}"]},
            **answered,
        },
        {
            "id": "scale",
            "type": "slider",
            "low": 1,
            "high": 8,
            "answer": 2,
            "unit": text,
            **about,
        },
        {
            "id": "open",
            "type": "open_response",
            "model_answer": text,
            "key_points": [text, f"{text} 2"],
            **about,
        },
    ]
    return {
        "id": "strange",
        "title": text,
        "summary": text,
        "objectives": {"know": text},
        "sections": [
            {"id": "first", "title": text, "text": text, "check": ["one", "gaps"]},
            {"id": "second", "title": f"2 {text}", "text": f"- {text}\n\n> {text}\n\n# {text}"},
        ],
        "cards": [
            {"id": "card", "front": text, "back": text, "objective": "know", "source": "first"},
            {"id": "gap-card", "cloze": f"{text} {{{{{gap}}}}} {text}"},
        ],
        "questions": questions,
    }


def head(text: str) -> dict[str, Any]:
    """A valid `course.yaml` with `text` in every place."""
    quiz = {"title": text, "description": text, "shuffle": False}
    return {
        "id": "strange-course",
        "title": text,
        "language": "en",
        "description": text,
        "authors": [text],
        "license": text,
        "sources": [{"title": text, "url": text, "date": text}],
        "quizzes": [{"id": "exam", "mode": "exam", **quiz}, {"id": "practice", **quiz}],
    }


def write_course(folder: Path, text: str) -> Path:
    """Write the course; JSON is YAML, and can write every character as an escape."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "course.yaml").write_text(as_yaml(head(text)), encoding="utf-8")
    (folder / "strange.yaml").write_text(as_yaml(lesson(text)), encoding="utf-8")
    return folder


def as_yaml(value: Any) -> str:
    """JSON in which what YAML allows only as an escape is one."""
    text = json.dumps(value, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
