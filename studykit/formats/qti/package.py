"""What a QTI package holds: its items in order, with their lessons and keywords."""

from __future__ import annotations

import posixpath
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from studykit.formats.archive import Archive
from studykit.formats.base import FormatError
from studykit.formats.exchange import Loss
from studykit.formats.xml_tree import XmlError, parse_xml
from studykit.language.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studykit.formats.exchange import Bank
    from studykit.formats.xml_tree import Element

MANIFEST = "imsmanifest.xml"


class PackedItem(NamedTuple):
    """An item as it stands in a package."""

    file: str
    root: Element
    lesson: str
    keywords: list[str]
    find: Callable[[str], tuple[str, bytes]]
    """Gives the name and the content of a file that it refers to, and raises FormatError where
    there is none."""


def manifest_of(archive: Archive) -> str:
    """The name of the manifest, which may stand in a folder; "" where there is none."""
    found = (name for name in archive.names() if posixpath.basename(name).lower() == MANIFEST)
    return min(found, key=lambda name: name.count("/"), default="")


def packed_items(bank: Bank, source: str, data: bytes) -> Iterator[PackedItem]:
    """The items that the manifest lists; what cannot be read is added to the losses.

    Raises:
        FormatError: it is no package, or its manifest cannot be read.
    """
    archive = Archive(data)
    manifest = manifest_of(archive)
    if not manifest:
        raise FormatError(Message("The package has no {name}.", name=MANIFEST))
    try:
        root, _ = parse_xml(archive.read(manifest))
    except XmlError as problem:
        raise FormatError(problem.in_file(manifest)) from None
    folder = posixpath.dirname(manifest)
    there = set(archive.names())
    resources = [each for each in root.walk() if each.name == "resource"]
    lessons: dict[str, str] = {}
    for resource in resources:
        if "test" in resource.attributes.get("type", ""):
            name = _path(folder, resource)
            if name in there:
                lessons |= _lessons(archive, name)
    for resource in resources:
        if "imsqti_item" not in resource.attributes.get("type", ""):
            continue
        name = _path(folder, resource)
        place = f"{source}/{name}"
        if name not in there:
            missing = Message("The package lacks this file.")
            bank.losses.append(Loss(name, missing, True, place))
            continue
        try:
            item, error = parse_xml(archive.read(name))
        except FormatError as problem:
            bank.losses.append(Loss(name, problem.message, True, place, problem.line))
            continue
        if error is not None:
            reason = Message("The XML breaks off here: {reason}", reason=error.message)
            bank.losses.append(Loss(name, reason, True, place, error.line))
            continue
        find = partial(_file, archive, posixpath.dirname(name))
        yield PackedItem(place, item, lessons.get(name, ""), _keywords(resource), find)


def no_file(address: str) -> tuple[str, bytes]:
    """What an item that stands alone finds."""
    raise FormatError(Message("The file {name} is missing.", name=address))


def _file(archive: Archive, folder: str, address: str) -> tuple[str, bytes]:
    name = posixpath.normpath(posixpath.join(folder, unquote(address)))
    if name not in archive.names():
        return no_file(address)
    return posixpath.basename(name), archive.read(name)


def _path(folder: str, element: Element) -> str:
    """The name in the archive that an element refers to."""
    href = unquote(element.attributes.get("href", "").partition("#")[0])
    return posixpath.normpath(posixpath.join(folder, href))


def _lessons(archive: Archive, name: str) -> dict[str, str]:
    """The section that a test puts each item in."""
    try:
        test, _ = parse_xml(archive.read(name))
    except FormatError:
        return {}
    return {
        _path(posixpath.dirname(name), reference): section.attributes.get("title", "")
        for section in test.walk()
        if section.name == "assessmentSection"
        for reference in section.all("assessmentItemRef")
    }


def _keywords(resource: Element) -> list[str]:
    found = (each for each in resource.walk() if each.name == "keyword")
    return [word for each in found if (word := each.whole_text.strip())]
