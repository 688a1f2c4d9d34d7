"""XML from strangers → a tree with the line of each element.

Entities and document types are refused: nothing grows, and nothing outside is read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from studykit.formats.base import FormatError
from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DEEPEST = 100
_DECLARED = Message("A document type or an entity is declared; such XML is not read.")
_NO_ELEMENT = Message("There is no element.")
_NOT_CLOSED = Message("An element is not closed.")
_BAD_CHARACTER = Message("A character stands where XML allows none.")
_REASONS = {
    expat.errors.XML_ERROR_NO_ELEMENTS: _NO_ELEMENT,
    expat.errors.XML_ERROR_INVALID_TOKEN: _BAD_CHARACTER,
    expat.errors.XML_ERROR_PARTIAL_CHAR: _BAD_CHARACTER,
    expat.errors.XML_ERROR_UNCLOSED_TOKEN: _NOT_CLOSED,
    expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION: _NOT_CLOSED,
    expat.errors.XML_ERROR_TAG_MISMATCH: Message("An end tag does not match its start tag."),
    expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE: Message("An element has an attribute twice."),
    expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: Message(
        "Something stands behind the end of the document."
    ),
    expat.errors.XML_ERROR_UNDEFINED_ENTITY: Message("An entity is not defined."),
    expat.errors.XML_ERROR_UNBOUND_PREFIX: Message("A prefix has no namespace."),
    expat.errors.XML_ERROR_UNKNOWN_ENCODING: Message("Its encoding is not known."),
    expat.errors.XML_ERROR_INCORRECT_ENCODING: Message("It is not in the encoding it names."),
}
"""What the parser says, in sentences that are translated."""


class XmlError(FormatError):
    """The text is no XML, or XML that is refused."""


def _broken(problem: expat.ExpatError) -> XmlError:
    said = expat.ErrorString(problem.code)
    reason = _REASONS.get(said) or Message("The XML is damaged ({detail}).", detail=said)
    return XmlError(reason, problem.lineno)


@dataclass(slots=True)
class Element:
    """An element: its name without a prefix, what stands in it, and where."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[Element] = field(default_factory=list)
    content: list[str | Element] = field(default_factory=list)
    """Its texts and its children in their order."""

    @property
    def text(self) -> str:
        """The text right inside it, that of its children left out."""
        return "".join(each for each in self.content if isinstance(each, str))

    @property
    def whole_text(self) -> str:
        """All the text in it, that of its children too."""
        return "".join(e if isinstance(e, str) else e.whole_text for e in self.content)

    def markup(self, instead: Callable[[Element], str | None] = lambda _: None) -> str:
        """What stands in it, as XML; `instead` may give another text for an element in it."""
        return "".join(_markup(each, instead) for each in self.content)

    def all(self, name: str) -> list[Element]:
        """The children of this name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> Element | None:
        """The first child of this name."""
        return next((child for child in self.children if child.name == name), None)

    def text_of(self, *names: str) -> str:
        """The text of the element that these names lead to; "" where there is none."""
        place: Element | None = self
        for name in names:
            place = place.first(name) if place else None
        return place.text.strip() if place else ""

    def add(self, part: str | Element) -> None:
        """More text, or a further child."""
        self.content.append(part)
        if isinstance(part, Element):
            self.children.append(part)

    def walk(self) -> Iterator[Element]:
        """The element and all in it."""
        yield self
        for child in self.children:
            yield from child.walk()


def _markup(part: str | Element, instead: Callable[[Element], str | None]) -> str:
    if isinstance(part, str):
        return escape(part)
    text = instead(part)
    if text is not None:
        return text
    start = part.name + "".join(f" {k}={quoteattr(v)}" for k, v in part.attributes.items())
    if not part.content:
        return f"<{start}/>"
    return f"<{start}>{part.markup(instead)}</{part.name}>"


def check_prolog(data: bytes) -> None:
    """Refuse XML that declares a document type, by what stands before its first element.

    Raises:
        XmlError: it does, or there is no element.
    """
    parser = expat.ParserCreate()

    def begin(*_: object) -> None:
        raise _Begun

    def refuse(*_: object) -> None:
        raise XmlError(_DECLARED, parser.CurrentLineNumber)

    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except _Begun:
        return
    except expat.ExpatError as problem:
        raise _broken(problem) from None


class _Begun(Exception):
    """The first element is reached."""


def parse_xml(data: bytes) -> tuple[Element, XmlError | None]:
    """The root of a document; with an error, the tree of what stands before it.

    Raises:
        XmlError: there is no element at all, or something that is refused.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    root = Element("", {}, 1)
    open_elements = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(open_elements) > _DEEPEST:
            raise XmlError(
                Message("The elements are nested too deep."), parser.CurrentLineNumber
            )
        element = Element(name.rpartition(" ")[2], attributes, parser.CurrentLineNumber)
        open_elements[-1].add(element)
        open_elements.append(element)

    def end(name: str) -> None:
        open_elements.pop()

    def characters(text: str) -> None:
        open_elements[-1].add(text)

    def refuse(*details: object) -> None:
        raise XmlError(_DECLARED, parser.CurrentLineNumber)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    error = None
    try:
        parser.Parse(data, True)
    except expat.ExpatError as problem:
        error = _broken(problem)
        if len(open_elements) > 2:
            # What is only begun where the text breaks off is not what its author meant.
            open_elements[1].children = open_elements[1].children[:-1]
    if not root.children:
        raise error or XmlError(_NO_ELEMENT, 1)
    return root.children[0], error
