"""The player's tools: Node, its packages, and a browser to run it in."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import studykit

PLAYER = Path(studykit.__file__).parent / "web" / "player"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

needs_node = pytest.mark.skipif(
    not (shutil.which("node") and (PLAYER / "node_modules").is_dir()),
    reason=f"npm ci in {PLAYER} installs what builds the player",
)
needs_browser = pytest.mark.skipif(
    not (os.environ.get("CHROMIUM") or any(map(shutil.which, BROWSERS))),
    reason="there is no Chromium",
)


def node(script: str, *words: str, timeout: float = 300) -> str:
    """What a script of the player prints."""
    done = subprocess.run(
        ["node", script, *words],
        cwd=PLAYER,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def rules(folder: Path, cases: dict[str, Any]) -> dict[str, Any]:
    """What the player's rules say to `cases`, in a browser."""
    asked, answered = folder / "cases.json", folder / "answers.json"
    asked.write_text(json.dumps(cases), encoding="utf-8")
    node("test/rules.mjs", str(asked), str(answered))
    found: dict[str, Any] = json.loads(answered.read_text(encoding="utf-8"))
    return found
