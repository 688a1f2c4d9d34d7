"""What a format offers, whatever it is: files of it become the draft of a course."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from studykit.language.message import Message, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studykit.authoring.course_extension import Existing
    from studykit.language.words import Words


class FormatError(Refusal):
    """Files cannot be read in a format; `line` is from 1, and 0 where it is not known."""

    def __init__(self, message: Message, line: int = 0) -> None:
        super().__init__(message)
        self.line = line

    def in_file(self, name: str) -> Message:
        """What is wrong, behind the name of the file and the line."""
        place = f"{name}:{self.line}" if self.line else name
        return Message.in_context("place", "{place}: {text}", place=place, text=self.message)


class MissingExtraError(Refusal):
    """It needs a package that is not installed; the sentence names the extra."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)


class Source(NamedTuple):
    """A file that is imported."""

    name: str
    data: bytes


@contextmanager
def naming(source: Source) -> Iterator[None]:
    """Put the name of a file before what is wrong with it.

    Raises:
        FormatError: what is done within raises one.
    """
    try:
        yield
    except FormatError as error:
        raise FormatError(error.in_file(source.name)) from None


class Options(NamedTuple):
    """What an author knows and the files do not say."""

    course_id: str
    title: str | None = None
    language: str | None = None
    """A BCP 47 tag."""
    encoding: str | None = None
    fix_variants: bool = False
    """Whether wrong forms of a conversion to Traditional Chinese are corrected."""
    existing: Existing | None = None
    """The course that the files are imported into."""


class CourseDraft(Protocol):
    """A course made from files, and the report of how it came about."""

    @property
    def left_out(self) -> int:
        """How many items of the files are in no lesson; of an article there are none."""

    @property
    def drafts(self) -> int:
        """How many cards and questions wait for the author to confirm them."""

    @property
    def media(self) -> dict[str, bytes]:
        """The pictures and sound of the course: name → content."""

    def texts(self) -> dict[str, str]:
        """The files of the course: name → content."""

    def lesson_trees(self) -> list[dict[str, Any]]:
        """The lessons, each as what its file holds."""

    def sources(self) -> list[dict[str, Any]]:
        """What a course cites the files as."""

    def warnings(self, words: Words) -> Iterator[str]:
        """What an author should hear before anything is written."""

    def report(self, words: Words) -> Iterator[str]:
        """What was taken, dropped and changed, line by line."""

    def report_json(self) -> dict[str, Any]:
        """The same as plain JSON."""


class Format(Protocol):
    """A format that courses are imported from."""

    name: str
    """What `--from` calls it."""
    largest: int
    """Bytes of a file; more are not read."""

    def recognises(self, source: Source) -> bool:
        """Whether a file is of this format, by its content."""

    def read(self, sources: Sequence[Source], options: Options) -> CourseDraft:
        """Make a course of the files, in order.

        Raises:
            FormatError: a file cannot be read, or holds nothing that could be studied.
            MissingExtraError: it needs a package that is not installed.
        """
