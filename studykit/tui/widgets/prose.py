"""A text of the author's, set as one widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from studykit.tui.layout import MEASURE, set_article
from studykit.tui.markdown import article

if TYPE_CHECKING:
    from textual.geometry import Size

    from studykit.tui.markdown import Article, Notation


class Prose(Widget):
    """Markdown in the width it is given. One widget whatever the length: a page turns fast."""

    DEFAULT_CSS = """
    Prose { height: auto; width: 1fr; }
    """

    def __init__(self, text: str = "", *, id: str | None = None, classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self._article = article(text)
        self._lines: dict[int, list[Content]] = {}

    @property
    def notations(self) -> frozenset[Notation]:
        """What of the text can be shown in two ways."""
        return self._article.notations

    def update(self, text: str) -> None:
        """Show another text."""
        self.show(article(text))

    def show(self, text: Article) -> None:
        """Show another text, which is read already."""
        self._article = text
        self._lines.clear()
        self.refresh(layout=True)

    def lines(self, width: int) -> list[Content]:
        """The text in lines of `width` cells."""
        if width not in self._lines:
            self._lines = {width: set_article(self._article, width)}
        return self._lines[width]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return min(container.width, MEASURE)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self.lines(width))

    def render(self) -> Content:
        return Content("\n").join(self.lines(self.content_size.width))
