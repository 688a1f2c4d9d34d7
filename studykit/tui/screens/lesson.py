"""A lesson: one section a page, its checks below, the contents a key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from studykit.content.finding import LibraryError
from studykit.study.reading import CheckStanding, Reading
from studykit.tui.actions import bindings
from studykit.tui.markdown import BOLD, MUTED, Article, Block, article, safe, title_text
from studykit.tui.marking import first_marked, marked
from studykit.tui.questions.part import RIGHT_MARK, Part
from studykit.tui.questions.view import QuestionView
from studykit.tui.screens.base import StudyScreen, one_at_a_time
from studykit.tui.screens.beside import contents_beside
from studykit.tui.screens.chooser import Choice, ChooserScreen
from studykit.tui.screens.pictures import files_shown, open_one
from studykit.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.widget import Widget

    from studykit.content.lesson_model import Section


_LINES_ABOVE = 3
"""Lines above the place that a search found."""


class LessonScreen(StudyScreen):
    """Reading a lesson."""

    SIDE = "left"
    BINDINGS = bindings("lesson")

    def __init__(
        self,
        lesson: str,
        section: str | None = None,
        *,
        look: bool = False,
        find: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self._find = find
        """Words that are marked in the text, until another page is turned to."""
        self.lesson = lesson
        self._section = section
        self._look = look
        self._reading: Reading | None = None

    def body(self) -> Iterator[Widget]:
        page = VerticalScroll(classes="page", id="text", can_focus=False)
        with page, Vertical(classes="column"):
            yield Prose(id="opening")
            yield Prose(id="section")
            yield Static(id="check-head", classes="accent gap")
            yield Vertical(id="check")

    @property
    def reading(self) -> Reading:
        """The lesson being read, in the language of now."""
        if self._reading is None:
            self._reading = Reading(
                self.edition, self.lesson, self.learner, self._section, look=self._look
            )
        return self._reading

    async def on_mount(self) -> None:
        """Show the page where the learner stopped, or the one asked for."""
        await self._show_page()
        scroll = self.reading.scroll
        if scroll:
            self.call_after_refresh(self._text.scroll_to, y=scroll, animate=False)
        if self._find:
            self.once_laid_out(self._to_mark)

    def _to_mark(self) -> None:
        """Bring the first word that was searched for into view, with a few lines before it."""
        prose = self.query_one("#section", Prose)
        row = first_marked(prose.lines(prose.content_size.width))
        if row is not None:
            above = prose.virtual_region.y + row - _LINES_ABOVE
            self._text.scroll_to(y=max(0, above), animate=False)

    @property
    def _text(self) -> VerticalScroll:
        return self.query_one("#text", VerticalScroll)

    def refresh_words(self) -> None:
        if self._reading is None or not self.is_mounted:
            return
        if self._reading.edition is not self.edition:
            self.text_changed()

    def text_changed(self) -> None:
        try:
            self.reading.change_edition(self.edition)
        except (KeyError, LibraryError):
            self._stay()
            return
        self.show_texts_again()

    def show_texts_again(self) -> None:
        self.run_worker(self._show_again(self._text.scroll_y))

    def _stay(self) -> None:
        """The edition has no such lesson: the one being read stays, and it is said."""
        shown = self.reading.edition.language
        notice = self.words("Not in this language: shown in {language}.", language=shown)
        self.notify(notice, severity="warning", markup=False)

    async def _show_again(self, scroll: float) -> None:
        await self._fill_page()
        self.call_after_refresh(self._text.scroll_to, y=scroll, animate=False)

    async def _show_page(self) -> None:
        await self._fill_page()
        self._text.scroll_to(y=0, animate=False)
        await self.app.keep(self.reading.keep_place())
        self.once_laid_out(self._page_set)

    async def _fill_page(self) -> None:
        reading, words = self.reading, self.words
        section = reading.section
        lessons = reading.edition.lessons
        number = next(n for n, o in enumerate(lessons, start=1) if o.id == reading.lesson.id)
        total = len(reading.lesson.sections)
        place = f"{reading.page + 1}/{total}" if total else ""
        title = title_text(section.title) if section else ""
        self.top(f"{number} {title_text(reading.lesson.title)}", f"{place}  {title}")
        opening = self.query_one("#opening", Prose)
        opening.display = reading.page == 0
        if reading.page == 0:
            opening.show(self._opening())
        self._show_contents()
        heading = _page_text(section) if section else words("Nothing here yet.")
        self.query_one("#section", Prose).show(marked(article(heading), self._find))
        await self._show_check()
        self.set_focus(None)

    def _show_contents(self) -> None:
        """The contents beside the text, where there is room."""
        if self.wide:
            self.show_beside(contents_beside(self.reading, self.words))

    def on_resize(self) -> None:
        """What stands beside the text appears with the room for it."""
        if self._reading is not None:
            self._show_contents()

    def action_open_page(self, page: int) -> None:
        """A section of the contents was clicked."""
        self.run_worker(self._open_page(page))

    async def _open_page(self, page: int) -> None:
        if self.reading.turn(page - self.reading.page):
            await self._show_page()

    def _opening(self) -> Article:
        """The question the lesson answers, and what the learner will be able to do."""
        lesson, words = self.reading.lesson, self.words
        shown = []
        if lesson.summary:
            shown.append(Block(Content(safe(lesson.summary)).stylize(BOLD), gap=0))
        if lesson.objectives:
            head = words("After this lesson you can:")
            shown.append(Block(Content.styled(head, MUTED), gap=len(shown)))
            dot, below = Content.styled("· ", "$accent"), Content("  ")
            shown += [
                Block(Content(safe(text)), first=dot, rest=below, gap=0)
                for text in lesson.objectives.values()
            ]
        return Article(tuple(shown))

    def _page_set(self) -> None:
        """A page that fits is ready to be answered. Have the next one read before it is asked
        for."""
        self._offer_check()
        sections, after = self.reading.lesson.sections, self.reading.page + 1
        if after < len(sections):
            article(_page_text(sections[after]))

    # The checks

    @one_at_a_time
    async def _show_check(self) -> None:
        head, box = self.query_one("#check-head", Static), self.query_one("#check", Vertical)
        await box.remove_children()
        reading, words = self.reading, self.words
        head.display = reading.asking is not None
        self.make_room_for(reading.asking)
        if reading.asking is None:
            self.show_keys()
            return
        heading = words("Check {n} of {total}", n=reading.check + 1, total=len(reading.checks))
        section = reading.section
        row = reading.contents[reading.page] if section else None
        if row and row.check.asked and reading.check == 0:
            heading += "   " + words(
                "last time {right} of {total} right",
                right=row.check.right,
                total=row.check.total,
            )
        head.update(Content.assemble("✎ ", heading))
        # The keys belong to the text until the check is in sight.
        view = QuestionView(reading.asking, ready=reading.check > 0)
        await box.mount(view)
        if not reading.asking.open:
            self._show_judged()
        self.show_keys()

    async def draw_again(self) -> None:
        """Show the check with other numbers, and which they are: for its author."""
        numbers = self.reading.draw_again()
        if numbers:
            await self._show_check()
            self.notify(numbers, markup=False)

    @property
    def _view(self) -> QuestionView | None:
        views = self.query(QuestionView)
        return views.first() if views else None

    async def on_part_done(self, message: Part.Done) -> None:
        """The check is answered: stored, then its result is shown."""
        message.stop()
        view, reading = self._view, self.reading
        if view is None or not view.asking.open or not view.asking.answered:
            return
        if self.incomplete(view.asking):
            return
        if view.asking.needs_ticks:
            view.asking.reveal()
            view.show()
            view.take_focus()
            return
        if await self.app.keep(reading.answer()) and not self.not_judged(view.asking):
            self._show_judged()

    def _show_judged(self) -> None:
        view, words, key = self._view, self.words, self.app.key_word
        if view is None:
            return
        self._show_contents()
        if self.reading.can_retry:
            keys = words(
                "{key}: show the answer · {other}: try again",
                key=key("lesson.solution"),
                other=key("lesson.retry"),
            )
        elif self._more_checks:
            keys = words("{key}: next check", key=key("lesson.onward"))
        else:
            keys = words("{key}: continue", key=key("lesson.onward"))
        view.show(keys)
        self.set_focus(None)
        self.to_end(self._text)
        self.show_keys()

    @property
    def _more_checks(self) -> bool:
        return self.reading.check + 1 < len(self.reading.checks)

    @property
    def _check_open(self) -> bool:
        return self._view is not None and self._view.asking.open

    async def action_retry(self) -> None:
        """Try the check again after a wrong answer."""
        if self.reading.can_retry:
            self.reading.retry()
            await self._show_check()
            if self._view is not None:
                self._view.take_focus()
            self.to_end(self._text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that mean nothing now are not shown."""
        view = self._view
        if action == "hint":
            return view is not None and view.has_hint
        if action == "stimulus":
            return view is not None and view.has_long_stimulus
        if action == "retry":
            return view is not None and not view.asking.open and self.reading.can_retry
        if action == "picture":
            return bool(self._pictures)
        if action in ("answer", "check"):
            free = not isinstance(self.app.focused, TextArea)
            return self._check_open and free and self._answering == (action == "answer")
        if action == "solution":
            return view is not None and not view.asking.open and self.reading.can_retry
        if action == "onward":
            return view is None or (not view.asking.open and not self.reading.can_retry)
        return True

    @property
    def _answering(self) -> bool:
        """Whether the keys answer the check, and no field waits to be written in."""
        view = self._view
        return view is not None and view.has_focus_within and not view.waits_for_field

    def action_answer(self) -> None:
        """Submit the answer to the check."""
        if self._view is not None:
            self._view.answer()

    def action_hint(self) -> None:
        """Show the next hint."""
        if self._view is not None and self._view.hint():
            self.show_keys()

    # Going about

    async def action_next(self) -> None:
        """The next check after one that is answered, else the next page, lesson, or home."""
        if self._view is not None and not self._check_open and self.reading.next_check():
            await self._show_check()
            self.to_end(self._text)
            return
        if not await self.app.keep(self.reading.read()):
            return
        self._find = ()
        if self.reading.turn(1):
            await self._show_page()
        else:
            await self._end()

    async def _end(self) -> None:
        following = self.reading.next_lesson
        title = self.words("You have read “{title}”.", title=self.reading.lesson.title)
        choices = [Choice("quiz", self.words("Practise this lesson"))]
        if following is not None:
            choices.insert(0, Choice("next", self.words("Next lesson"), following.title))
        choices.append(Choice("home", self.words("Home")))

        async def chosen(what: str | None) -> None:
            if what == "next" and following is not None:
                await self._open_lesson(following.id)
            elif what == "quiz":
                self._practise()
            elif what == "home":
                self.dismiss()

        self.app.push_screen(ChooserScreen(title, choices), chosen)

    async def _open_lesson(self, lesson: str, section: str | None = None) -> None:
        self.lesson, self._section, self._reading = lesson, section, None
        self._look = False
        await self._show_page()

    def _practise(self) -> None:
        from studykit.content.implicit_quizzes import practice_quiz_id
        from studykit.learner.attempts import open_attempt
        from studykit.tui.screens.home import open_quiz

        authored = [
            quiz
            for quiz in self.edition.head.quizzes
            if quiz.mode == "practice"
            and len(quiz.draw) == 1
            and quiz.draw[0].lessons == (self.lesson,)
        ]
        try:
            quiz = authored[0] if authored else self.edition.quiz(practice_quiz_id(self.lesson))
        except KeyError:
            return
        open_quiz(self, quiz, open_attempt(self.reading.course, quiz.id))

    async def action_back(self) -> None:
        """The page before; before the first, the lesson before."""
        self._find = ()
        if self.reading.turn(-1):
            await self._show_page()
        elif (before := self.reading.lesson_before) is not None and before.sections:
            await self._open_lesson(before.id, before.sections[-1].id)

    async def action_scroll_on(self) -> None:
        """A screenful on; at the end of the page, what comes next."""
        text, view = self._text, self._view
        if text.scroll_y >= text.max_scroll_y - 1:
            if view is not None and not view.asking.open and self.reading.can_retry:
                self.action_solution()
            else:
                await self.action_next()
        else:
            text.scroll_page_down(animate=False)
            self.call_after_refresh(self._offer_check)

    def action_scroll(self, lines: int) -> None:
        """A line down or up."""
        self._text.scroll_relative(y=lines, animate=False)
        self.call_after_refresh(self._offer_check)

    def action_check(self) -> None:
        """To the check, ready to answer."""
        if self._check_open and self._view is not None:
            self._text.scroll_end(animate=False)
            self.reading.check_appeared()
            self._view.take_focus()

    def action_solution(self) -> None:
        """Show the correct answer instead of trying again."""
        if not self.app.too_soon():
            self.reading.show_solution()
            self._show_judged()

    async def action_onward(self) -> None:
        """Continue after a check that is done; without one, what is left of the page first."""
        if self.app.too_soon():
            return
        if self._view is None:
            await self.action_scroll_on()
        else:
            await self.action_next()

    def _offer_check(self) -> None:
        """Once the end of the page is in sight, the keys answer the check; a field to type in
        waits for Enter, lest it swallow the keys of reading."""
        text, view = self._text, self._view
        at_end = text.scroll_y >= text.max_scroll_y - 1
        if at_end:
            self.reading.end_appeared()
        if view is None or not at_end or not self._check_open or view.has_focus_within:
            return
        if view.part.focus_target() is None:
            self.reading.check_appeared()
            view.take_focus()
            self.app.question_appeared()

    def action_search(self) -> None:
        """Search this lesson."""
        from studykit.tui.screens.search import SearchScreen

        self.app.push_screen(SearchScreen(self.reading.lesson.id))

    def action_contents(self) -> None:
        """Choose a section."""
        choices = [
            Choice(row.section, f"{number} {row.title}", self._standing(row.read, row.check))
            for number, row in enumerate(self.reading.contents, start=1)
        ]

        async def chosen(section: str | None) -> None:
            if section is not None and self.reading.open_at(section):
                await self._show_page()

        screen = ChooserScreen(self.reading.lesson.title, choices, self.reading.page)
        self.app.push_screen(screen, chosen)

    def _standing(self, read: bool, check: CheckStanding) -> str:
        parts = [f"{RIGHT_MARK} {self.words('read')}"] if read else []
        if check.asked:
            words = self.words
            parts.append(words("check {right}/{total}", right=check.right, total=check.total))
        return " · ".join(parts)

    @property
    def _pictures(self) -> list[tuple[str, Path]]:
        section = self.reading.section
        return files_shown([section.text] if section is not None else [], self.edition.folder)

    def action_picture(self) -> None:
        """Open a picture of the section in the system's viewer."""
        open_one(self, self._pictures)

    def action_edit(self) -> None:
        """Edit the section."""
        if self.reading.section is not None:
            self.edit("section", self.reading.section.id)

    async def keep(self) -> None:
        await self.app.keep(self.reading.leave(float(self._text.scroll_y)))


def _page_text(section: Section) -> str:
    return f"## {section.title}\n\n{section.text}"
