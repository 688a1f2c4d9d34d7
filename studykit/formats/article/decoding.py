"""The bytes of an article → text, whatever encoding they are in."""

from __future__ import annotations

import codecs
import re

from studykit.formats.base import FormatError
from studykit.language.message import Message

EMPTY = Message("The file is empty.")
NO_TEXT = Message("This is no text: it is full of control characters.")
LARGEST = 5_000_000
"""Bytes; no article is longer."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,20})", re.I)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class ArticleError(FormatError):
    """An article that cannot be read; the sentence says why and what to do."""


def decoded(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of `data`, and the name of its encoding.

    Without `encoding` it is known by its mark, by what an HTML page declares, or by which of
    UTF-8, UTF-16, GB18030 and Big5 gives a text made of characters in daily use.

    Raises:
        ArticleError: the text is empty, too long, or not in the encoding.
    """
    if not data.strip():
        raise ArticleError(EMPTY)
    if len(data) > LARGEST:
        raise ArticleError(
            Message(
                "An article has at most {n} MB; this file has more.", n=LARGEST // 1_000_000
            )
        )
    if encoding is not None:
        return _as_asked(data, encoding), encoding
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _whole(data.removeprefix(codecs.BOM_UTF8).decode(name, "replace")), name
    declared = _DECLARED.search(data[:4096])
    names = [declared[1].decode("ascii")] if declared else []
    for name in ["utf-8", *names, *_likely(data)]:
        try:
            return _whole(data.decode(_wider(name))), _wider(name)
        except (UnicodeError, LookupError):
            continue
    raise ArticleError(
        Message("This is no text in an encoding I know. Name it with --encoding.")
    )


def _as_asked(data: bytes, encoding: str) -> str:
    try:
        return _whole(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise ArticleError(
            Message(
                "The file is not in {encoding}: byte {n} does not belong there.",
                encoding=encoding,
                n=error.start + 1,
            )
        ) from None
    except (LookupError, ValueError):  # a name that can be none, or the codec “undefined”
        raise ArticleError(
            Message("There is no encoding “{encoding}”.", encoding=encoding)
        ) from None


def _wider(name: str) -> str:
    """The encoding that has all of the named one and more: pages say gb2312 and mean this."""
    return {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(name.lower(), name)


def _likely(data: bytes) -> list[str]:
    """The encodings that may be, the likeliest first."""
    sample = data[:200_000]
    zeros = sample.count(0)
    if zeros > len(sample) // 20:
        even = sample[::2].count(0)
        return ["utf-16-be" if even > zeros - even else "utf-16-le"]
    # Characters in daily use lie in rows B0-D7 of GB 2312 and in rows A4-C6 of Big5.
    pairs = re.findall(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]", sample)
    daily = {
        "gb18030": sum(0xB0 <= p[0] <= 0xD7 and p[1] >= 0xA1 for p in pairs),
        "big5hkscs": sum(
            0xA4 <= p[0] <= 0xC6 and (p[1] <= 0x7E or p[1] >= 0xA1) for p in pairs
        ),
    }
    return sorted(daily, key=lambda name: -daily[name])


def _whole(text: str) -> str:
    """The text with one kind of line end; refuses what is no text."""
    if len(_CONTROL.findall(text[:100_000])) > len(text[:100_000]) // 100:
        raise ArticleError(NO_TEXT)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
