"""The program is killed at any moment: what was acknowledged is there, and once only."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from studykit.progress.store import Profile

STUDENT = """
import sys
from pathlib import Path
from datetime import UTC, datetime
from studykit.progress import events
from studykit.progress.store import Profile
from studykit.scheduling.days import moment

number = int(sys.argv[2])
while True:
    with Profile.open(Path(sys.argv[1])) as profile:
        if profile.read_only:
            sys.exit("locked out")
        for _ in range(25):
            event = events.section_read(moment(datetime.now(UTC), UTC), "course", f"s{number}")
            profile.record([event])
            sys.stdout.write(f"{event['id']}\\n")
            sys.stdout.flush()
            number += 1
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such kill")
def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice(tmp_path: Path) -> None:
    path = tmp_path / "profile.json"
    dice = random.Random(4)
    acknowledged: list[str] = []
    for round_number in range(20):
        # What it prints goes to a file: a pipe's reader would slow it down.
        shown = tmp_path / "shown"
        with shown.open("wb") as output:
            student = subprocess.Popen(
                [sys.executable, "-c", STUDENT, str(path), str(round_number * 10_000)],
                stdout=output,
                stderr=subprocess.PIPE,
            )
            deadline = time.monotonic() + 20
            while not shown.stat().st_size and time.monotonic() < deadline:
                time.sleep(0.002)
            time.sleep(dice.random() * 0.05)
            os.kill(student.pid, signal.SIGKILL)
            _, complaint = student.communicate()
        assert complaint == b""
        whole_lines = shown.read_text(encoding="utf-8").rpartition("\n")[0]
        assert whole_lines
        acknowledged += whole_lines.split("\n")
        with Profile.open(path) as profile:
            assert not profile.read_only
            known = [event["id"] for event in profile.events()]
            assert len(set(known)) == len(known)
            assert set(acknowledged) <= set(known)
            course = profile.state["courses"]["course"]
            assert len(course["sections"]) == len(known)
            assert sum(day["sections"] for day in course["days"].values()) == len(known)
