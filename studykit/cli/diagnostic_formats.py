"""Diagnostics in the forms that other programs read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from studykit import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.diagnostics import Diagnostic
    from studykit.language.words import Words

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"


def github_line(words: Words, diagnostic: Diagnostic) -> str:
    """A workflow command of GitHub Actions, which marks the line in a pull request."""
    message = words.translate(diagnostic.advice)
    fields = f"file={_escaped(str(diagnostic.file))},line={diagnostic.line}"
    fields += f",col={diagnostic.column},title={diagnostic.code}"
    text = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{diagnostic.severity} {fields}::{text}"


def _escaped(value: str) -> str:
    for character, code in (
        ("%", "%25"),
        ("\r", "%0D"),
        ("\n", "%0A"),
        (":", "%3A"),
        (",", "%2C"),
    ):
        value = value.replace(character, code)
    return value


def sarif(words: Words, diagnostics: Sequence[Diagnostic]) -> dict[str, Any]:
    """A SARIF 2.1.0 log, as code scanners write it."""
    from studykit.authoring.critic.codes import CODES as FLAWS
    from studykit.content.codes import CODES

    meanings = {**CODES, **{code: meaning for code, (meaning, _) in FLAWS.items()}}
    used = sorted({diagnostic.code for diagnostic in diagnostics})
    return {
        "$schema": _SARIF,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "studykit",
                        "version": __version__,
                        "rules": [
                            {"id": code, "shortDescription": {"text": meanings[code]}}
                            for code in used
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(words, diagnostic) for diagnostic in diagnostics],
            }
        ],
    }


def _result(words: Words, diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "ruleId": diagnostic.code,
        "level": diagnostic.severity,
        "message": {"text": words.translate(diagnostic.advice)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": Path(diagnostic.file).as_posix()},
                    "region": {
                        "startLine": diagnostic.line,
                        "startColumn": diagnostic.column,
                    },
                }
            }
        ],
    }
