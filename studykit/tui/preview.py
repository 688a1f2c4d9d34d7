"""Looking at a lesson while it is being written: what is saved is shown at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from studykit.authoring.draft_review import DraftReview
from studykit.content.diagnostics import has_errors
from studykit.content.finding import LibraryError
from studykit.content.library import open_library
from studykit.language.message import Message
from studykit.tui.app import StudyApp
from studykit.tui.markdown import BOLD, MUTED, safe
from studykit.tui.screens.base import StudyScreen
from studykit.tui.screens.drafts import DraftsScreen
from studykit.tui.screens.lesson import LessonScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studykit.content.course import Library
    from studykit.content.diagnostics import Diagnostic
    from studykit.language.words import Words
    from studykit.learner.clock import Clock
    from studykit.progress.store import Profile
    from studykit.tui.keymap import Keymap

LOOK = 0.2
"""Seconds between two looks at the files. Asking the system for their times costs less than a
watcher, and works on every file system."""
_SHOWN = 6

_Stamps = dict[Path, tuple[int, int]]


class Trouble(Static):
    """What is wrong with the file, over the last state that was good."""

    DEFAULT_CSS = """
    Trouble { dock: bottom; height: auto; max-height: 60%; margin-bottom: 1; padding: 0 2;
              background: $panel; border-top: heavy $error; }
    """


class PreviewApp(StudyApp):
    """The app on one lesson or course that changes; `profile` is one that nobody keeps."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("D", "drafts", Message("drafts"), show=False, id="preview.drafts"),
        # The second key is for a check that is typed.
        Binding("v,f5", "draw_again", Message("other numbers"), show=False, id="preview.draw"),
    ]

    def __init__(
        self,
        path: Path,
        library: Library,
        profile: Profile,
        clock: Clock,
        keymap: Keymap | None = None,
    ) -> None:
        super().__init__(library, profile, clock, guard=0, keymap=keymap)
        self._path = path
        self._stamps = _stamps(path)
        self._drafts = DraftReview(path)

    def action_drafts(self) -> None:
        """Open the drafts that wait."""
        if not isinstance(self.screen, DraftsScreen):
            self._drafts.read()
            self.push_screen(DraftsScreen(self._drafts), self._came_back)

    async def action_draw_again(self) -> None:
        """Show another draw of a question with variables."""
        if isinstance(self.screen, LessonScreen):
            await self.screen.draw_again()

    def on_mount(self) -> None:
        """Open the lesson, and look again and again whether it was saved."""
        super().on_mount()
        if self._path.is_file() and self.edition.lessons:
            self.push_screen(LessonScreen(self.edition.lessons[0].id), self._came_back)
        if self._drafts.waiting:
            self.push_screen(DraftsScreen(self._drafts), self._came_back)
        self.set_interval(LOOK, self._look)

    def _look(self) -> None:
        stamps = _stamps(self._path)
        if stamps == self._stamps:
            return
        self._stamps = stamps
        try:
            library = open_library([self._path])
        except LibraryError as error:
            self._tell(Content(safe(self.words.translate(error.message))))
            return
        found = library.everything_wrong()
        if has_errors(found) or not library.courses:
            self._tell(_diagnostic_lines(self.words, found))
            return
        self._tell(None)
        self._take(library)

    def _take(self, library: Library) -> None:
        """Show what was saved, where the author is."""
        language = self.edition.language
        self.library = library
        self._course = library.courses[0]
        edition = self._course.edition(language)
        lessons = {lesson.id for lesson in edition.lessons}
        for screen in self.screen_stack[1:]:
            if isinstance(screen, LessonScreen) and screen.lesson not in lessons:
                screen.dismiss()  # its id was changed
        self._show_edition(edition)

    def _tell(self, trouble: Content | None) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, StudyScreen):
                screen.query(Trouble).remove()
        if trouble is not None:
            self.screen.mount(Trouble(trouble))


def _diagnostic_lines(words: Words, diagnostics: Sequence[Diagnostic]) -> Content:
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity == "error"]
    lines = []
    for error in errors[:_SHOWN]:
        place = f"{error.file.name}:{error.line}:{error.column}"
        lines.append(Content.styled(place, BOLD) + f"  {safe(words.translate(error.message))}")
        if error.hint:
            lines.append(Content.styled(f"  {safe(words.translate(error.hint))}", MUTED))
    if len(errors) > _SHOWN:
        lines.append(Content.styled(f"+ {len(errors) - _SHOWN}", MUTED))
    return Content("\n").join(lines)


def _stamps(path: Path) -> _Stamps:
    """When each of the files was changed, and how long it is."""
    stamps = {}
    for file in sorted(path.rglob("*.yaml")) if path.is_dir() else [path]:
        try:
            found = file.stat()
        except OSError:  # an editor is just putting a new file in its place
            continue
        stamps[file] = (found.st_mtime_ns, found.st_size)
    return stamps
