"""The disk is full, or takes nothing any more, while somebody studies."""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from studykit.language.words import Words
from studykit.progress.store import Profile, ProfileError
from studykit.progress.store.layout import Layout
from tests.faults.campaign import Fault, NotTriedError
from tests.faults.course import LANGUAGES, write_library
from tests.faults.crash import OLD_PROFILES
from tests.faults.lives import Learner, study
from tests.faults.oracle import check_whole, ids, journal_events, left_over, standing
from tests.faults.student import GUARD, Student, remembered
from tests.faults.window import Window

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

_FULL = "No space left on device"
_PAGE = 4096


@contextlib.contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """A disk of `size` bytes, mounted in `folder` for as long as it is wanted."""
    place = folder / "disk"
    place.mkdir()
    if sys.platform != "linux":
        raise NotTriedError("a small disk can be made on Linux only")
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"none", str(place).encode(), b"tmpfs", 0, f"size={size}".encode()):
        reason = os.strerror(ctypes.get_errno())
        raise NotTriedError(f"a small disk cannot be mounted here: {reason}")
    try:
        yield place
    finally:
        libc.umount2(str(place).encode(), 2)  # lazily: a window may not be gone quite yet


def fill(disk: Path, leave: int = 0) -> Path:
    """Fill a disk with a file, but for about `leave` bytes; the file."""
    ballast = disk / "ballast"
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(_PAGE))
    os.truncate(ballast, max(0, ballast.stat().st_size - leave // _PAGE * _PAGE))
    return ballast


def _recording(folder: Path, dice: random.Random) -> int:
    """The disk fills up anywhere: while recording, or in snapshot and backup at the end."""
    with small_disk(folder, dice.choice([512, 1024]) * 1024) as disk:
        path, learner = disk / "me.json", Learner(dice)
        study(path, learner, dice.choice([0, 1, 11]))
        acknowledged = ids(learner.made)
        profile = Profile.open(path)
        for _ in range(dice.choice([0, 3])):
            acknowledged |= _recorded(profile, learner)
        ballast = fill(disk, dice.choice([0, 1, 2, 3, 5, 9]) * _PAGE)
        refused = 0
        for _ in range(dice.choice([2, 60])):
            events = learner.events()
            try:
                profile.record(events)
            except ProfileError as error:
                assert _FULL in str(error), error
                refused += 1
                if refused > 2:
                    break
            else:
                acknowledged |= ids(events)
        profile.close()
        for notice in profile.notices:
            assert _FULL in notice, notice
        there = ids(check_whole(path, acknowledged))
        assert there == acknowledged, "what was refused is there nevertheless"
        assert not left_over(disk), left_over(disk)
        if profile.notices or refused:
            _still_full(path, acknowledged)
        ballast.unlink()
        with Profile.open(path) as again:
            assert again.notices == [], again.notices
            acknowledged |= _recorded(again, learner)
        assert ids(check_whole(path, acknowledged)) == acknowledged
    return 1


def _recorded(profile: Profile, learner: Learner) -> set[str]:
    events = learner.events()
    profile.record(events)
    return ids(events)


def _still_full(path: Path, acknowledged: set[str]) -> None:
    """The next start on a disk that is still full shows everything nevertheless."""
    with Profile.open(path) as profile:
        assert ids(profile.events()) == acknowledged


def _migrating(folder: Path, dice: random.Random) -> int:
    """An old profile on a full disk stays as it is, and is migrated once there is room."""
    with small_disk(folder, 256 * 1024) as disk:
        old, path = dice.choice(OLD_PROFILES), disk / "me.json"
        shutil.copyfile(old, path)
        if Layout(old).journal.exists():
            shutil.copyfile(Layout(old).journal, Layout(path).journal)
        expected = standing(path)
        ballast = fill(disk, dice.randrange(12) * _PAGE)
        for _ in range(2):
            try:
                with Profile.open(path) as profile:
                    for notice in profile.notices:
                        assert "brought up" in notice or _FULL in notice, notice
            except ProfileError as error:
                assert f"cannot be written: {_FULL}" in str(error), error
            assert standing(path) == expected
            assert not left_over(disk), left_over(disk)
        ballast.unlink()
        with Profile.open(path) as profile:
            assert not [notice for notice in profile.notices if _FULL in notice]
        kept = Layout(path).backups.glob("before-migration-*/me.json")
        assert any(copy.read_bytes() == old.read_bytes() for copy in kept), "no backup first"
        assert standing(path) == expected
    return 1


def _mending(folder: Path, dice: random.Random) -> int:
    """A damaged profile on a full disk stays as it is, and is mended once there is room."""
    with small_disk(folder, 256 * 1024) as disk:
        path, learner = disk / "me.json", Learner(dice)
        study(path, learner, 3)
        expected = standing(path)
        journal = Layout(path).journal
        hurt = bytearray(journal.read_bytes())
        hurt[dice.randrange(200, len(hurt))] ^= 1
        journal.write_bytes(hurt)
        path.unlink()
        ballast = fill(disk, dice.randrange(4) * _PAGE)
        try:
            with Profile.open(path):
                assert standing(path) == expected
        except ProfileError as error:
            assert f"cannot be written: {_FULL}" in str(error), error
            assert journal.read_bytes() == hurt
            assert not left_over(disk), left_over(disk)
        ballast.unlink()
        with Profile.open(path):
            assert standing(path) == expected
        assert ids(journal_events(path)) == ids(learner.made)
    return 1


class Reviewer:
    """Grades cards in a window, and hears when an answer could not be kept."""

    def __init__(
        self,
        folder: Path,
        place: Path,
        dice: random.Random,
        *wrap: str,
        program: str = "studykit",
    ) -> None:
        library = folder / "library"
        if not library.exists():
            write_library(library)
        self.path = place / "me.json"
        self.language = dice.choice(LANGUAGES)
        words = [str(library), "--language", self.language, "--profile", str(self.path)]
        self.window = Window(*words, cache=folder / "cache", wrap=wrap, program=program)
        self.student = Student(self.window, dice, {"courses": {}}, self.language)

    def begin(self) -> None:
        """To the first card."""
        self.student.home()
        self.window.key("r")

    def grade(self, refusal: str = "never said") -> bool:
        """Grade a card; whether it was taken, and not refused with a word of `refusal`."""
        text = self.window.wait(r"Front-c\d\d", without="Back-")
        card = re.findall(r"Front-(c\d\d)", text)[0]
        time.sleep(GUARD)
        self.student.press(" ", f"Back-{card}")
        self.window.wait(re.escape(self.student.words("Again")))
        return self.press_good(card, refusal)

    def press_good(self, card: str, refusal: str = "never said") -> bool:
        """Press Good for the card whose back is shown."""
        self.window.key("3")
        until = time.monotonic() + 20
        while time.monotonic() < until:
            self.window.settle(0.02)
            text = self.window.text()
            if f"Back-{card}" not in text:
                self.student.shown["reviewed", card, 3] += 1
                return True
            if re.search(refusal, text):
                return False
        raise AssertionError(f"neither taken nor refused:\n{text}")

    def leave(self) -> str:
        """Quit; what the program said after its window was gone."""
        self.window.key("q")
        status = self.window.finish()
        assert status == 0, f"ended with {status}:\n{self.window.text()}"
        return "".join(self.window.screen.lines())

    def check(self) -> None:
        """What was shown is there, and nothing else."""
        there = remembered(check_whole(self.path, set()))
        reviewed = {key: n for key, n in there.items() if key[0] == "reviewed"}
        assert reviewed == dict(self.student.shown), f"{reviewed} is not {self.student.shown}"


def _studying(folder: Path, dice: random.Random) -> int:
    """The disk fills up in the middle of a review in the real program."""
    with small_disk(folder, 512 * 1024) as disk:
        reviewer = Reviewer(folder, disk, dice)
        try:
            reviewer.begin()
            for _ in range(dice.randint(0, 2)):
                assert reviewer.grade()
            ballast = fill(disk, dice.choice([0, 1]) * _PAGE)
            for _ in range(30):
                if not reviewer.grade(r"\bdevice\b|\bspace\b|磁碟|已滿"):
                    break
            else:
                raise AssertionError("a full disk took thirty answers")
            reviewer.check()
            at_the_end = dice.random() < 0.5
            if not at_the_end:
                ballast.unlink()
                shown = re.findall(r"Back-(c\d\d)", reviewer.window.text())
                assert reviewer.press_good(shown[0])
            said = reviewer.leave()
            unsaved = at_the_end and bool(reviewer.student.shown)
            reason = Words(reviewer.language)(_FULL)
            assert (reason in said) == unsaved, f"unsaved: {unsaved}, but said: {said!r}"
        finally:
            reviewer.window.kill()
        reviewer.check()
    return 1


def _read_only(folder: Path, dice: random.Random) -> int:
    """A folder that may be read only: said in one sentence, nothing changed."""
    place = folder / "place"
    place.mkdir()
    path, learner = place / "me.json", Learner(dice)
    study(path, learner, 2)
    before = {file: file.read_bytes() for file in place.rglob("*") if file.is_file()}
    library = write_library(folder / "library")
    for file in [*place.rglob("*"), place]:
        file.chmod(0o500 if file.is_dir() else 0o400)
    try:
        for words in ([str(library)], ["review", str(library)], ["profile", "backup"]):
            done = subprocess.run(
                [*bound(), sys.executable, "-m", "studykit", *words, "--profile", str(path)],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                env={**os.environ, "STUDYKIT_CACHE": str(folder / "cache")},
                check=False,
            )
            assert done.returncode == 3, (words, done)
            assert re.fullmatch(r"studykit: .* cannot be written: .*\.\n", done.stderr), done
        assert len(standing(path)["courses"]) == 1
    finally:
        for file in [place, *place.rglob("*")]:
            file.chmod(0o700)
    assert before == {file: file.read_bytes() for file in before}
    return 1


def _lost_permission(folder: Path, dice: random.Random) -> int:
    """The right to write is taken away in the middle of a review."""
    place = folder / "place"
    place.mkdir()
    reviewer = Reviewer(folder, place, dice, *bound())
    try:
        reviewer.begin()
        assert reviewer.grade()
        hidden = dice.random() < 0.5
        place.chmod(0o600 if hidden else 0o500)
        # A journal that is open already can be written, unless it is not to be found.
        assert reviewer.grade(r"Permission|denied|權限|不足") == (not hidden)
        said = reviewer.leave()
        assert Words(reviewer.language)("Permission denied") in said, said
    finally:
        place.chmod(0o700)
        reviewer.window.kill()
    reviewer.check()
    return 1


def bound() -> list[str]:
    """The words before a command that bind it by permissions, which do not bind root."""
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise NotTriedError("permissions do not bind root, and there is no setpriv to give up")
    return [setpriv, "--bounding-set=-dac_override,-dac_read_search", "--"]


def _gone(folder: Path, dice: random.Random) -> int:
    """The journal is deleted or replaced in the middle of a review."""
    place = folder / "place"
    place.mkdir()
    reviewer = Reviewer(folder, place, dice)
    try:
        reviewer.begin()
        for _ in range(2):
            assert reviewer.grade()
        journal = Layout(reviewer.path).journal
        replaced = dice.random() < 0.5
        if replaced:
            other = place / "other"
            shutil.copyfile(journal, other)
            other.replace(journal)
        else:
            journal.unlink()
        assert not reviewer.grade(r"\breplaced\b|\bdirectory\b|取代|沒有這個")
        reviewer.leave()
    finally:
        reviewer.window.kill()
    known = {key: n for key, n in reviewer.student.shown.items() if n}
    with Profile.open(reviewer.path) as profile:
        events = list(profile.events())
    there = remembered(events)
    assert {key: there[key] for key in known} == known, "what was shown is gone"
    return 1


_SAID = "said in a sentence, what was shown is there and nothing else, goes on when it can"
FAULTS = (
    Fault("full-disk", _SAID, _recording, in_tests=10),
    Fault("full-disk-migration", "stays as it was, said; done later", _migrating, share=0.2),
    Fault("full-disk-damage", "stays as it was, said; mended later", _mending, share=0.2),
    Fault("full-disk-app", _SAID, _studying, share=0.03),
    Fault(
        "read-only", "said in a sentence, ends with 3, nothing changed", _read_only, share=0.01
    ),
    Fault("lost-permission", _SAID, _lost_permission, share=0.02),
    Fault("file-gone", _SAID, _gone, share=0.02),
)
