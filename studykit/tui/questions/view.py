"""A question on the screen: its stem, the part where it is answered, hints, what was said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from studykit.language.message import Message
from studykit.tui.markdown import MUTED, Article, Block, article, hung, notations_of
from studykit.tui.questions.part import RIGHT_MARK, WRONG_MARK, Part
from studykit.tui.questions.registry import part_of
from studykit.tui.questions.stimulus import StimulusText
from studykit.tui.widgets.prose import Prose
from studykit.tui.widgets.still import CoveredProse, CoveredStatic

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Key

    from studykit.study.answering import Asking
    from studykit.tui.app import StudyApp
    from studykit.tui.markdown import Notation


class QuestionView(Vertical, can_focus=True):
    """One question. It tells `Part.Changed` and `Part.Done`; the screen judges and records.

    The keys of answering are its own while it has the focus; all others are the screen's.
    """

    app: StudyApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave_field", Message("leave the field"))
    ]

    DEFAULT_CSS = """
    QuestionView { height: auto; }
    QuestionView .field { height: 1; margin-top: 1; }
    QuestionView .unit, QuestionView .number { width: auto; }
    QuestionView Part { margin-top: 1; }
    QuestionView .asks { height: auto; }
    """

    def __init__(
        self, asking: Asking, *, ready: bool = True, judged: bool = True, digits: bool = True
    ) -> None:
        super().__init__(classes="question")
        self.asking = asking
        self._digits = digits
        """Whether digits answer; where they say how sure the learner is, they do not."""
        self._ready = ready
        """Whether the keys come here at once; in a lesson only when it is in sight."""
        self._judged = judged
        """Whether a verdict is to come here; its place is kept, so that it is quick."""
        self._explanation = asking.question.explanation
        """The text behind the verdict."""
        self._objects = False
        """Whether it is said why the response cannot be submitted as it stands."""

    def compose(self) -> ComposeResult:
        """The stimulus, then what is asked."""
        stimulus = self.asking.question.shown_stimulus
        if stimulus is None:
            yield from self._asked()
            return
        yield StimulusText(stimulus)
        with Vertical(classes="asks"):
            yield from self._asked()

    def _asked(self) -> ComposeResult:
        """Stem, part, hints, verdict, explanation."""
        yield Prose(self.asking.question.stem, classes="stem")
        yield part_of(self.asking)
        yield Static(classes="objection")
        yield Prose(classes="hints gap")
        if self._judged:
            yield CoveredStatic(" ", classes="verdict gap")
            yield CoveredProse(self.asking.question.explanation, classes="explanation")

    def on_mount(self) -> None:
        """Show the asking as it stands, ready for keys."""
        self.app.question_appeared()
        self._objects = self.asking.objection is not None
        self.show()
        if self._ready:
            self.take_focus()

    @property
    def part(self) -> Part[Any]:
        """Where it is answered."""
        return self.query_one(Part)

    def take_focus(self) -> None:
        """Let the keys come here, or to the field that takes typing."""
        target = self.part.focus_target() if self.asking.open else None
        (target or self).focus(scroll_visible=False)

    @property
    def waits_for_field(self) -> bool:
        """Whether Enter lets the learner write: there is a field, and the keys do not go to
        it. A free text is submitted from outside its field."""
        here = self.asking.open and self.app.focused is self
        done = self.asking.self_marked and self.asking.answered
        return here and not done and self.part.focus_target() is not None

    def show(self, notice: str = "") -> None:
        """Show the asking as it stands; `notice` is shown beside the verdict."""
        question, grade, words = self.asking.question, self.asking.grade, self.app.words
        self.query_one(".stem", Prose).display = bool(question.stem)
        self.part.show()
        self._show_objection()
        hints = self.query_one(".hints", Prose)
        hints.display = bool(self.asking.hints_shown)
        if hints.display:
            hints.show(self._hints())
        if grade is None or not self._judged:
            return
        self.app.question_appeared()
        verdict = self.query_one(CoveredStatic)
        explanation = self.query_one(CoveredProse)
        signs = {
            "right": (f"{RIGHT_MARK} {words('right')}", "$success"),
            "partial": (f"◐ {words('partly right')} · {grade.score:.0%}", "$warning"),
            "wrong": (f"{WRONG_MARK} {words('wrong')}", "$error"),
        }
        line = Content.styled(*signs[grade.verdict])
        if not grade.judged:
            line = Content.styled(words("not judged"), "$warning")
        if notice:
            line += Content.styled(f"   {notice}", MUTED)
        verdict.update(line, layout=False)
        verdict.uncover()
        texts = [*grade.feedback]
        if not self.asking.hides_solution:
            texts.append(question.explanation)
        explanation_text = "\n\n".join(text for text in texts if text)
        if explanation_text != self._explanation:
            self._explanation = explanation_text
            explanation.update(explanation_text)
        explanation.uncover()

    def _hints(self) -> Article:
        """The hints shown so far, one below the other."""
        blocks: list[Block] = []
        for n, hint in enumerate(self.asking.hints_shown, start=1):
            lead = Content.styled(f"{self.app.words('Hint')} {n}  ", "$accent")
            first, *rest = hung(lead, article(hint)).blocks or (Block(lead),)
            blocks += [replace(first, gap=0), *rest]
        return Article(tuple(blocks))

    def _show_objection(self) -> None:
        objection = self.asking.objection if self._objects else None
        for line in self.query(".objection").results(Static):  # none while it is taken away
            line.display = objection is not None
            if objection is not None:
                line.update(Content.styled(self.app.words.translate(objection), "$warning"))

    def objects(self) -> bool:
        """Whether the response cannot be submitted as it stands: then it is said why."""
        self._objects = self.asking.objection is not None
        self._show_objection()
        return self._objects

    def on_part_done(self, message: Part.Done) -> None:
        """What cannot be submitted is not submitted."""
        if self.objects():
            message.stop()

    def on_part_changed(self) -> None:
        """An objection stands until the response is mended."""
        self._show_objection()

    def on_descendant_blur(self) -> None:
        """Whoever leaves a field hears what is wrong in it."""
        if self.is_attached:
            self.objects()

    @property
    def notations(self) -> frozenset[Notation]:
        """What of the question's texts can be shown in two ways."""
        question = self.asking.question
        return notations_of((*question.texts, *question.hints, question.explanation))

    @property
    def has_long_stimulus(self) -> bool:
        """Whether there is more of what the question is about than is shown at first."""
        return any(stimulus.is_long for stimulus in self.query(StimulusText))

    @property
    def has_hint(self) -> bool:
        """Whether a hint is left to be shown."""
        return self.asking.open and self.asking.hints < len(self.asking.question.hints)

    def hint(self) -> bool:
        """Show the next hint; False when there is none."""
        if self.asking.next_hint() is None:
            return False
        self.show()
        return True

    def answer(self) -> None:
        """Submit what is chosen: what Enter does here, for a click."""
        if self.asking.open and not self.part.press("enter"):
            self.part.done()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A field can be left while it takes the keys."""
        return action != "leave_field" or self.app.focused is not self

    def action_leave_field(self) -> None:
        """Take the keys from a field, so that those of the screen can be pressed."""
        self.focus(scroll_visible=False)

    def on_key(self, event: Key) -> None:
        """The keys of answering."""
        if not self.asking.open or self.app.focused is not self:
            return
        key = self.app.keymap.in_question(event.key)
        if self.part.focus_target() is not None and key in ("i", "tab"):
            self.take_focus()
            event.stop()
            return
        if key.isdecimal() and not self._digits:
            return
        if key == "enter" and self.app.too_soon():
            event.stop()
            return
        if key == "enter" and self.waits_for_field:
            self.take_focus()
            event.stop()
            event.prevent_default()
            return
        if self.part.press(key) or (key == "enter" and self.asking.answered):
            event.stop()
            event.prevent_default()

    def on_click(self) -> None:
        """Let the keys come here."""
        if self.asking.open and self.part.focus_target() is None:
            self.focus(scroll_visible=False)
