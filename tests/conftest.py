"""What every test can rely on: nothing of the developer's own is read or written."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, settings

from studykit.language.message import Message, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

# A busy machine is slow, not wrong. Half of the usual examples are enough for each change, the
# same in every run: a change is judged by what it changes. HYPOTHESIS_PROFILE=ci-long tries
# twenty times as many, and others each time.
settings.register_profile(
    "studykit", deadline=None, max_examples=50, derandomize=True, database=None
)
settings.register_profile("ci-long", deadline=None, max_examples=1000)
settings.register_profile(
    "mutation",
    deadline=None,
    max_examples=25,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
_EVERY_FRAME: list[bool] = []

settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "studykit"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: tests of screens, disks and processes also wait."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(autouse=True, scope="session")
def system_asks_for_no_language() -> Iterator[None]:
    """The interface follows the edition, whatever language the developer's system speaks."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
            patch.delenv(name, raising=False)
        patch.setenv("LANG", "C.UTF-8")
        yield


@pytest.fixture(autouse=True, scope="session")
def every_diagnostic_is_translated() -> Iterator[None]:
    """Whatever a test gets wrong in a course or in a file of another format, and whatever a
    format cannot hold, is said in every language of the interface."""
    from studykit.content.diagnostics import Diagnostic
    from studykit.formats.base import FormatError, MissingExtraError
    from studykit.formats.exchange import Loss
    from tests.untranslated import english_in

    bounded, made = Diagnostic.__post_init__, Loss.__new__

    def looked_at(diagnostic: Diagnostic) -> None:
        bounded(diagnostic)
        assert not english_in(diagnostic.advice), diagnostic

    def refused(
        error: FormatError | MissingExtraError, message: Message, line: int = 0
    ) -> None:
        assert isinstance(message, Message), message
        assert not english_in(message), message
        Refusal.__init__(error, message)
        if isinstance(error, FormatError):
            error.line = line

    def lost(kind: type[Loss], item: str, reason: Message, *more: Any, **named: Any) -> Loss:
        assert isinstance(reason, Message), reason
        assert not english_in(reason), reason
        assert not (isinstance(item, Message) and english_in(item)), item
        return made(kind, item, reason, *more, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Diagnostic, "__post_init__", looked_at)
        patch.setattr(FormatError, "__init__", refused)
        patch.setattr(MissingExtraError, "__init__", refused)
        patch.setattr(Loss, "__new__", lost)
        yield


@pytest.fixture(autouse=True, scope="session")
def own_cache_stays_clean(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled lessons go to a folder of this run, in subprocesses too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "STUDYKIT_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True, scope="session")
def own_configuration_is_not_read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The developer's settings and keys are not those of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        file = tmp_path_factory.mktemp("config") / "config.toml"
        patch.setitem(os.environ, "STUDYKIT_CONFIG", str(file))
        yield


@pytest.fixture(autouse=True, scope="session")
def frames_are_drawn_when_they_are_looked_at() -> Iterator[None]:
    """A third of what a test of a screen takes is drawing frames that nobody looks at.
    `screen_text` and a screenshot draw what is there; `every_frame_is_drawn` draws the rest."""
    if "textual.pilot" not in sys.modules:
        yield
        return
    from textual._compositor import Compositor

    draw = Compositor.render_update

    def looked_at(
        compositor: Compositor, full: bool = False, screen_stack: Any = None, **options: Any
    ) -> Any:
        if _EVERY_FRAME:
            return draw(compositor, full=full, screen_stack=screen_stack, **options)
        compositor._dirty_regions.clear()
        return None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Compositor, "render_update", looked_at)
        yield


@pytest.fixture
def every_frame_is_drawn() -> Iterator[None]:
    """For tests of what is drawn from one key to the next."""
    _EVERY_FRAME.append(True)
    yield
    _EVERY_FRAME.clear()


@pytest.fixture(autouse=True, scope="session")
def apps_are_waited_for_as_long_as_they_work() -> Iterator[None]:
    """Nothing sleeps for a fixed time behind a key, and what changed is drawn at once."""
    if "textual.pilot" not in sys.modules:
        yield
        return
    import textual.app
    import textual.pilot
    import textual.screen

    from tests.settling import settle

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(textual.app, "wait_for_idle", settle)
        patch.setattr(textual.pilot, "wait_for_idle", settle)
        patch.setattr(textual.screen, "UPDATE_PERIOD", 0.004)
        yield
