"""The statistics screen: a few figures a page, the history read beside it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from studykit.analytics.figures import PAGES
from studykit.progress import events
from studykit.progress.events import Event
from studykit.progress.store import Profile
from studykit.progress.store.files import ProfileError
from studykit.progress.store.journal import JournalFile
from studykit.scheduling.days import moment
from studykit.scheduling.memory import Rating
from studykit.scheduling.scheduler import Scheduler
from studykit.text.width import cells
from tests.tui.conftest import Open, screen_text
from tests.tui.test_app import press

CARDS = ("which", "gaps/1", "gaps/2")


def reviews(days: int) -> list[Event]:
    """The cards of the course, begun on every second day, each seen again when it is due, up to
    now."""
    scheduler, done = Scheduler(), list[Event]()
    start = datetime.now(UTC) - timedelta(days=days)
    for number in range(0, days, 2):
        memory, wait = None, 0
        while number + wait <= days:
            now = moment(start + timedelta(days=number + wait), UTC)
            memory = scheduler.review(CARDS[number // 2 % len(CARDS)], memory, Rating.Easy, now)
            card = CARDS[number // 2 % len(CARDS)]
            done.append(
                events.card_reviewed(now, "rivers", card, Rating.Easy, seconds=8, memory=memory)
            )
            wait += max(1, (datetime.fromisoformat(memory["due_day"]).date() - now.day).days)
    return sorted(done, key=lambda event: event["at"])


@pytest.fixture
def studied(profile_file: Path) -> None:
    with Profile.open(profile_file) as profile:
        profile.record(reviews(40))


async def read(pilot: Pilot[None]) -> None:
    """Wait until the history was gone through."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_where_nothing_was_studied_every_page_says_what_to_do(open_app: Open) -> None:
    async with open_app() as pilot:
        shown = await press(pilot, "p", "s")
        await read(pilot)
        assert "Nothing was studied yet: read a section" in shown
        seen = set()
        for _ in PAGES:
            seen.add(await press(pilot, "n"))
        assert len(seen) == len(PAGES)
        assert all("—" not in page and "Traceback" not in page for page in seen)


@pytest.mark.usefixtures("studied")
@pytest.mark.parametrize("size", [(80, 24), (50, 20)])
async def test_the_pages_follow_one_another_and_fit(
    open_app: Open, size: tuple[int, int]
) -> None:
    async with open_app(size, "zh-Hant") as pilot:
        shown = await press(pilot, "p", "s")
        await read(pilot)
        titles = ["每天的複習與作答", "已連續學習", "30 天內到期的卡片", "穩定度", "每天幾分鐘"]
        titles += ["交一份測驗", "有些測驗會問", "每週記得的比例", "評分", "各時段記得的比例"]
        for title in titles:
            assert title in shown
            assert max(map(cells, shown.splitlines())) <= size[0]
            shown = await press(pilot, "n")
        assert titles[0] in shown  # after the last comes the first
        assert titles[-1] in await press(pilot, "p")
        assert "Recalled, by hour" in await press(pilot, "L")


@pytest.mark.usefixtures("studied")
async def test_what_stands_apart_in_a_chart_stands_apart_on_the_screen(open_app: Open) -> None:
    async with open_app() as pilot:
        shown = await press(pilot, "p", "s", "n")
        assert "\n  Mon  " in shown
        assert "less · ░ ▒ ▓ █ more" in shown


@pytest.mark.usefixtures("studied")
async def test_a_name_can_be_clicked_and_a_larger_window_is_filled(open_app: Open) -> None:
    async with open_app() as pilot:
        before = await press(pilot, "p", "s")
        assert "Memory" in before
        line = before.splitlines()[2]
        await pilot.click(offset=(line.index("Memory") + 1, 2))
        assert "Stability" in await press(pilot)
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        taller = screen_text(pilot).count("█")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert taller > screen_text(pilot).count("█")


@pytest.mark.usefixtures("studied")
async def test_a_long_history_is_read_while_the_keys_go_on(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    going, of_kind = threading.Event(), JournalFile.of_kind

    def slow(self: JournalFile, kind: str) -> object:
        going.wait(10)
        return of_kind(self, kind)

    monkeypatch.setattr(JournalFile, "of_kind", slow)
    async with open_app() as pilot:
        assert "Reviews and answers a day" in await press(pilot, "p", "s")
        assert "Reading your history" in await press(pilot, *"nnnnnnn")
        assert "Some quizzes ask" in await press(pilot, "p")
        await press(pilot, "n")
        going.set()
        await read(pilot)
        assert "Recalled, by week" in screen_text(pilot)


@pytest.mark.usefixtures("studied")
async def test_closing_the_screen_ends_the_reading(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    going, of_kind, read_on = threading.Event(), JournalFile.of_kind, [0]
    one = reviews(2)[0]

    def slow(self: JournalFile, kind: str) -> object:
        going.wait(10)
        return of_kind(self, kind)

    def endless(_: JournalFile) -> Iterator[Event]:
        while read_on[0] < 1_000_000:
            read_on[0] += 1
            yield one | {"id": str(read_on[0])}

    async with open_app() as pilot:
        monkeypatch.setattr(JournalFile, "of_kind", slow)
        monkeypatch.setattr(JournalFile, "__iter__", endless)
        await press(pilot, "p", "s", "escape")
        going.set()
        await read(pilot)
    assert 0 < read_on[0] < 1_000_000


@pytest.mark.usefixtures("studied")
async def test_a_history_that_cannot_be_read_is_said_and_the_rest_is_shown(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: JournalFile, kind: str) -> None:
        raise ProfileError("The profile could not be read: no such disk.")

    monkeypatch.setattr(JournalFile, "of_kind", refused)
    async with open_app() as pilot:
        assert "Reviews and answers a day" in await press(pilot, "p", "s")
        await read(pilot)
        assert "no such disk" in await press(pilot, *"nnnnnnn")
        assert "Stability" in await press(pilot, *"pppp")
