"""Pictures and sound that come with a bank: their names and places in a course, and how its
texts refer to them."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64decode
from hashlib import sha256
from html import escape, unescape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, unquote_to_bytes

from studykit.content.pictures import picture_facts, picture_file
from studykit.formats.base import FormatError
from studykit.language.message import Message
from studykit.text.sanitize import harmless, one_line
from studykit.text.sounds import SOUNDS, is_sound

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FOLDER = "media"
"""The folder of a course in which they are."""
_SUFFIXES = {
    "PNG": (".png",),
    "JPEG": (".jpg", ".jpeg"),
    "GIF": (".gif",),
    "WebP": (".webp",),
    "SVG": (".svg",),
}
_HEAD = 65_536
_SOUND_NAME = r"\.(?:" + "|".join(sorted(suffix[1:] for suffix in SOUNDS)) + ")"
_REFERENCE = re.compile(
    r"<img\b[^>]*>|\[sound:(?P<sound>[^\]]*)\]|<(?P<player>audio|video)\b.*?</(?P=player)>"
    rf"""|<a\b[^>]*\bhref=["'](?P<link>(?!\w+:)[^"']+{_SOUND_NAME})["'][^>]*>.*?</a>""",
    re.I | re.DOTALL,
)
_TAG = re.compile(r"<(?:img|audio|video|a)\b", re.I)
_MARKDOWN = re.compile(r"""(!?)\[([^\[\]]*)\]\((?:<([^<>\n]+)>|([^\s()<>]+))(\s+"[^"]*")?\)""")
_ATTRIBUTE = r"""\b{}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))"""
_SOURCE, _ALTERNATIVE, _TITLE = (
    re.compile(_ATTRIBUTE.format(name), re.I) for name in ("src", "alt", "title")
)
_MARK = re.compile("\ue102(\\d+)\ue103")
_USED = re.compile(rf"{FOLDER}/[^\s()\\'\"]+")
_LONGEST_NAME = 60


class MediaReader:
    """The pictures and sound of one item, from the HTML of its texts into the course.

    `find` gives the name and the content of a file by how the texts name it and raises
    FormatError, saying why, where it has none; `lose` hears of what is not carried over, whose
    name then stands in the text; `files` receives the content by its address in the course.
    """

    def __init__(
        self,
        find: Callable[[str], tuple[str, bytes]],
        lose: Callable[[Message], None],
        files: dict[str, bytes],
    ) -> None:
        self._find, self._lose, self._files = find, lose, files
        self._marks: dict[str, str] = {}
        self._shown: list[str] = []

    def marked(self, html: str) -> str:
        """HTML with a mark in place of each picture and sound, which no conversion changes."""
        # Most texts have neither, and are many.
        if "[sound:" not in html and not _TAG.search(html):
            return html
        return _REFERENCE.sub(
            lambda match: self._mark(match[0], lambda: self._reference(match)), html
        )

    def filled(self, value: Any) -> Any:
        """A text, or what holds texts, with the pictures, and links to the sound, in place of
        the marks."""
        if isinstance(value, dict):
            return {key: self.filled(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.filled(each) for each in value]
        if not isinstance(value, str) or "\ue102" not in value:
            return value
        return _MARK.sub(lambda match: self._shown[int(match[1])], value)

    def added(self, name: str, data: bytes, words: str) -> str:
        """A mark for a picture that was made of those of the source."""
        address = address_of(name, data)
        self._files[address] = data
        return self._mark(address, lambda: f"![{_in_brackets(words)}]({address})")

    def named_in(self, html: str) -> tuple[str, bytes]:
        """The name and the content of the only picture in HTML.

        Raises:
            FormatError: there is none.
        """
        return self._find(_value(_SOURCE, html))

    def marked_markdown(self, text: str, prefix: str) -> str:
        """Markdown with a mark in place of each picture and sound whose address begins with
        `prefix`."""

        def mark(match: re.Match[str]) -> str:
            picture, words, bracketed, bare, _ = match.groups()
            address = bracketed or bare
            if not address.startswith(prefix) or not (picture or is_sound(address)):
                return match[0]
            return self._mark(
                match[0], lambda: self._shown_file(address, words, sound=not picture)
            )

        return _MARKDOWN.sub(mark, text)

    def _mark(self, written: str, shown: Callable[[], str]) -> str:
        if written not in self._marks:
            text = shown()
            self._marks[written] = f"\ue102{len(self._shown)}\ue103"
            self._shown.append(text)
        return self._marks[written]

    def _reference(self, match: re.Match[str]) -> str:
        tag = match[0]
        if match["link"]:
            words = unescape(re.sub(r"<[^>]*>", "", tag))
            return self._shown_file(unescape(match["link"]), words, sound=True)
        if match["sound"] is not None or match["player"]:
            name = unescape(match["sound"] or "") or _value(_SOURCE, tag)
            return self._shown_file(name, "", sound=True)
        words = _value(_ALTERNATIVE, tag) or _value(_TITLE, tag)
        return self._shown_file(_value(_SOURCE, tag), words, sound=False)

    def _shown_file(self, name: str, words: str, *, sound: bool) -> str:
        """Markdown that shows a file of the source."""
        if re.match(r"https?://", name, re.I):
            self._lose(
                Message("The picture {name} is in the web: it becomes a link.", name=name)
            )
            alternative = _in_brackets(words or PurePosixPath(name).stem)
            return f"[{alternative}](<{re.sub('[<>]', '', name)}>)"
        try:
            name, data = _inline(name) or self._find(name)
        except FormatError as error:
            self._lose(error.message)
            return f"({_in_brackets(words or PurePosixPath(unquote(name)).name)})"
        alternative = _in_brackets(words or PurePosixPath(name).stem)
        address = address_of(name, data, sound=sound)
        if not address:
            reason = Message("The file {name} is no picture of a known kind.", name=name)
            if sound:
                reason = Message("The file {name} is no sound of a known kind.", name=name)
            self._lose(reason)
            return f"({_in_brackets(words or PurePosixPath(name).name)})"
        self._files[address] = data
        if sound:
            return f"[{_in_brackets(words or PurePosixPath(name).name)}]({address})"
        return f"![{alternative}]({address})"


def _inline(address: str) -> tuple[str, bytes] | None:
    """The picture that an address itself holds, as `data:image/png;base64,…` does."""
    if not address.startswith("data:"):
        return None
    head, _, body = address.partition(",")
    name, is_coded = "picture", head.endswith(";base64")
    return name, from_base64(body, name) if is_coded else unquote_to_bytes(body)


def from_base64(text: str, name: str) -> bytes:
    """The content of a file called `name`.

    Raises:
        FormatError: it is damaged.
    """
    try:
        return b64decode("".join(text.split()), validate=True)
    except ValueError:
        damaged = Message("The file {name} is damaged or too large.", name=name)
        raise FormatError(damaged) from None


def _value(pattern: re.Pattern[str], tag: str) -> str:
    match = pattern.search(tag)
    return unescape(next(filter(None, match.groups()), "")) if match else ""


def _in_brackets(text: str) -> str:
    text = re.sub(r"[\[\]\\*`<|{}]", " ", one_line(harmless(text)))
    return " ".join(text.replace("::", ":").split())


def address_of(name: str, data: bytes, *, sound: bool = False) -> str:
    """Where a course has a file that a stranger named: below `media`, by a name of letters and
    digits that differs where the content does; "" for what is no picture (no sound).

    A file with another content thus never takes the place of one that is there.
    """
    path = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/"))
    suffix = path.suffix.lower()
    if sound:
        if suffix not in SOUNDS:
            return ""
    else:
        facts = picture_facts(data[:_HEAD])
        if facts is None:
            return ""
        # By its content, since a program is opened by the end of its name.
        suffixes = _SUFFIXES[facts.kind]
        suffix = suffix if suffix in suffixes else suffixes[0]
    digest = sha256(data).hexdigest()[:8]
    stem = re.sub(r"[^\w-]+", "-", path.stem).strip("-_")
    stem = stem.removesuffix(digest).strip("-_")[:_LONGEST_NAME]
    return f"{FOLDER}/{'-'.join(filter(None, (stem, digest)))}{suffix}"


def named_alike(name: str) -> str:
    """A name for comparing: as a text may write the name of a file."""
    return unicodedata.normalize("NFC", unquote(name)).strip()


def used(files: dict[str, bytes], texts: str) -> dict[str, bytes]:
    """Those of the files that texts of a course refer to."""
    addresses = set(_USED.findall(texts))
    return {address: data for address, data in files.items() if address in addresses}


class MediaWriter:
    """The pictures and sound of a course that HTML made of its texts refers to, for a format
    that holds all of them in one place, without folders."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.files: dict[str, bytes] = {}
        """By their names there."""
        self._names: dict[str, str] = {}

    def placed(
        self,
        html: str,
        sound: str = '<a href="{address}">{words}</a>',
        address: Callable[[str], str] = str,
    ) -> tuple[str, list[Message]]:
        """HTML that refers to the files by the `address` of their names there, and what of
        them is missing; `sound` is how a link to a sound is written."""
        missing: list[Message] = []
        if "<img" not in html and "<a " not in html:
            return html, missing

        def picture(match: re.Match[str]) -> str:
            name = self._name(unescape(match[2]), missing)
            return f'{match[1]}{escape(address(name))}"' if name else match[0]

        def link(match: re.Match[str]) -> str:
            target = unescape(match[1])
            if not is_sound(target):
                return match[0]
            name = self._name(target, missing)
            shown = {"name": escape(name, quote=False), "words": match[2]}
            return sound.format(address=escape(address(name)), **shown) if name else match[0]

        html = re.sub(r'(<img src=")([^"]*)"', picture, html)
        return re.sub(r'<a href="([^"]*)">(.*?)</a>', link, html), missing

    def placed_markdown(self, text: str, prefix: str) -> tuple[str, list[str], list[Message]]:
        """Markdown that refers to the files by `prefix` and their names, these names, and what
        of them is missing."""
        names: dict[str, None] = {}
        missing: list[Message] = []

        def place(match: re.Match[str]) -> str:
            picture, words, bracketed, bare, title = match.groups()
            if not picture and not is_sound(bracketed or bare):
                return match[0]
            name = self._name(bracketed or bare, missing)
            if not name:
                return match[0]
            names[name] = None
            return f"{picture}[{words}]({prefix}{quote(name)}{title or ''})"

        return _MARKDOWN.sub(place, text), list(names), missing

    def _name(self, address: str, missing: list[Message]) -> str:
        """The name of a file there; "" where it stays where it is."""
        if re.match(r"[a-z]+:", address, re.I):
            return ""
        address = unquote(address)
        if address in self._names:
            return self._names[address]
        file = picture_file(address, self._folder)
        try:
            data = file.read_bytes() if file is not None else None
        except OSError:
            data = None
        if data is None:
            missing.append(Message("The file {name} is missing.", name=address))
            return ""
        name = re.sub(r'[\\/:*?"<>|\[\]{}]', "-", PurePosixPath(address).name)
        if self.files.get(name, data) != data:
            unique = address_of(name, data, sound=is_sound(name))
            name = PurePosixPath(unique or name).name
        self.files[name] = data
        self._names[address] = name
        return name
