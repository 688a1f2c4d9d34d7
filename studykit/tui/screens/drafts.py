"""Confirming drafts: one after the other, with the sentence that bears it beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from studykit.language.message import Refusal
from studykit.questions.registry import QUESTION_TYPES
from studykit.tui.actions import bindings
from studykit.tui.markdown import BOLD, MUTED, inline, safe
from studykit.tui.questions.part import RIGHT_MARK
from studykit.tui.screens.base import StudyScreen
from studykit.tui.widgets.fields import TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult
    from textual.widget import Widget

    from studykit.authoring.draft_review import DraftReview, WaitingDraft
    from studykit.language.words import Words
    from studykit.tui.app import StudyApp


class DraftsScreen(StudyScreen):
    """The drafts of a lesson or a course."""

    BINDINGS = bindings("drafts")

    def __init__(self, review: DraftReview) -> None:
        super().__init__()
        self._review = review

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(classes="page", can_focus=False), Vertical(classes="column"):
            yield Static(id="draft")

    def on_mount(self) -> None:
        """Show the first draft."""
        self._show()

    def refresh_words(self) -> None:
        if self.is_mounted:
            self._review.read()
            self._show()

    def _show(self) -> None:
        review, words, draft = self._review, self.words, self._review.current
        count = len(review.waiting)
        place = f"{review.at + 1} / {count}" if draft else ""
        self.top(words("Drafts"), place)
        lines = (
            list(_draft_lines(draft, words))
            if draft
            else [Content(words("No draft waits. Learners see everything that is here."))]
        )
        self.query_one("#draft", Static).update(Content("\n").join(lines))
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to a draft needs one; undoing needs something that was done."""
        if action in ("accept", "drop", "change", "edit", "turn"):
            return self._review.current is not None
        return self._review.can_undo if action == "undo" else True

    def _do(self, step: Callable[[], object]) -> None:
        try:
            step()
        except Refusal as refusal:
            sentence = self.words.translate(refusal.message)
            self.notify(sentence, severity="error", timeout=12, markup=False)
        self._show()

    def action_turn(self, steps: int) -> None:
        """Go to another draft."""
        self._review.turn(steps)
        self._show()

    def action_scroll(self, lines: int) -> None:
        """Some lines on or back."""
        self.query_one(VerticalScroll).scroll_relative(y=2 * lines, animate=False)

    def action_accept(self) -> None:
        """Learners see the item from now on."""
        self._do(self._review.accept)

    def action_drop(self) -> None:
        """Delete the item from the file."""
        self._do(self._review.drop)

    def action_undo(self) -> None:
        """Take back what was done last."""
        self._do(self._review.undo)

    def action_change(self) -> None:
        """Change the item's texts in place."""
        draft = self._review.current
        if draft is not None:
            self.app.push_screen(DraftTextsScreen(draft), self._changed)

    def _changed(self, texts: dict[str, str] | None) -> None:
        for field, text in (texts or {}).items():
            self._do(partial(self._review.change, field, text))

    def action_edit(self) -> None:
        """Open the item in the author's editor."""
        draft = self._review.current
        if draft is not None:
            self._do(lambda: self._run_editor(draft.file, draft.line))
            self._review.read()
            self._show()


class DraftTextsScreen(ModalScreen[dict[str, str] | None]):
    """The texts of a draft, each in a field; closes with those that were changed."""

    app: StudyApp
    DEFAULT_CSS = """
    DraftTextsScreen TextArea { height: 5; }
    DraftTextsScreen VerticalScroll { height: auto; max-height: 60vh; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save", priority=True),
        Binding("escape", "dismiss(None)", "close", priority=True),
    ]

    def __init__(self, draft: WaitingDraft) -> None:
        super().__init__()
        self._draft = draft

    def compose(self) -> ComposeResult:
        """A field for each text, named as its key in the file."""
        words = self.app.words
        save = Content.assemble(("ctrl+s", "$accent"), " ", words("save"), "   ")
        close = Content.assemble(("esc", "$accent"), " ", words("close"))
        with Vertical(classes="dialog"):
            with VerticalScroll(can_focus=False):
                for field in self._draft.fields:
                    yield Static(Content(field), classes="muted")
                    yield TextField(str(self._draft.tree[field]), id=f"field-{field}")
            yield Static(
                save.stylize(Style.from_meta({"@click": "screen.save"}))
                + close.stylize(Style.from_meta({"@click": "screen.dismiss(None)"})),
                classes="gap",
            )

    def on_mount(self) -> None:
        """The first field takes the keys."""
        self.query(TextField).first().focus()

    def action_save(self) -> None:
        """Close with the texts that were changed."""
        texts = {
            field: self.query_one(f"#field-{field}", TextField).text
            for field in self._draft.fields
        }
        self.dismiss({f: t for f, t in texts.items() if t != self._draft.tree[f] and t.strip()})


def _draft_lines(draft: WaitingDraft, words: Words) -> Iterator[Content]:
    tree = draft.tree
    yield Content.styled(_kind(draft, words), MUTED)
    yield Content("")
    yield from _item_lines(tree)
    yield Content("")
    if draft.section:
        yield Content.styled(words("From the section “{title}”:", title=draft.section), MUTED)
    if draft.sentence:
        yield inline(draft.sentence)
    yield Content.styled(f"{safe(draft.file.name)}:{draft.line}", MUTED)


def _kind(draft: WaitingDraft, words: Words) -> str:
    """What the draft is: a card, or a question of a type."""
    if draft.kind == "cards":
        return words("Flashcard")
    name = str(draft.tree.get("type"))
    return words.translate(QUESTION_TYPES[name].label) if name in QUESTION_TYPES else safe(name)


def _item_lines(tree: dict[str, Any]) -> Iterator[Content]:
    """What the item holds, the asked before the answer."""
    for key in ("front", "cloze", "stem", "text"):
        if isinstance(tree.get(key), str):
            yield from (Content.styled(safe(line), BOLD) for line in tree[key].split("\n"))
    if isinstance(tree.get("back"), str):
        yield from _answers(tree["back"].split("\n"))
    if "answer" in tree:
        yield from _answers([str(tree["answer"])])
    for option in _list(tree, "options"):
        if isinstance(option, dict):
            right = str(option.get("correct")).casefold() == "true"
            mark = RIGHT_MARK if right else "·"
            yield Content(f"{mark} {safe(str(option.get('text', '')))}")
            if option.get("feedback"):
                yield Content.styled(safe(str(option["feedback"])), MUTED)
    for number, item in enumerate(_list(tree, "items"), start=1):
        yield Content(f"{number}. {safe(str(item))}")
    for pair in _list(tree, "pairs"):
        if isinstance(pair, dict):
            yield Content(f"{safe(str(pair.get('left')))} → {safe(str(pair.get('right')))}")
    yield from (Content(f"→ {safe(str(text))}") for text in _list(tree, "distractors"))
    if isinstance(tree.get("model_answer"), str):
        yield Content("")
        yield from (Content(safe(line)) for line in tree["model_answer"].split("\n"))
    yield from (Content(f"□ {safe(str(point))}") for point in _list(tree, "key_points"))


def _answers(lines: list[str]) -> Iterator[Content]:
    yield from (Content(f"{RIGHT_MARK} {safe(line)}") for line in lines)


def _list(tree: dict[str, Any], key: str) -> list[Any]:
    found = tree.get(key)
    return found if isinstance(found, list) else []
