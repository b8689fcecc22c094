"""Documents that are ZIP archives of XML parts (Word, OpenDocument), opened with care.

Nothing outside the file is ever looked up, and XML that declares entities of its own is refused:
no office program writes it.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError, fromstring

from foisearch.containers.zipped import BROKEN, LARGEST_MEMBER, inflated, open_zip
from foisearch.errors import SourceError
from foisearch.text import printable

MOST_PARTS = 20_000
LARGEST_WHOLE = 400_000_000
"""Bytes, inflated."""
MOST_TIMES = 400
"""How many times smaller than its XML a part of more than a few MB may be packed."""
DEEPEST = 300
_DECLARES = tuple("<!DOCTYPE".encode(name) for name in ("ascii", "utf-16-le", "utf-16-be"))
_SMALL = 5_000_000


@dataclass(slots=True)
class Package:
    """The parts of the document ``name``, called ``what`` ("Word document") in errors."""

    name: str
    what: str
    _archive: zipfile.ZipFile
    _left: int = LARGEST_WHOLE
    _names: frozenset[str] = field(default_factory=frozenset)

    def holds(self, part: str) -> bool:
        """Whether there is a part of this name."""
        return part in self._names

    def part(self, part: str) -> bytes:
        """A part's content, empty where there is none.

        Raises:
            SourceError: it is damaged, encrypted, or far larger than it may be.
        """
        if part not in self._names:
            return b""
        info = self._archive.getinfo(part)
        limit = min(self._left, LARGEST_MEMBER, max(_SMALL, info.compress_size * MOST_TIMES))
        try:
            data = inflated(self._archive, info, limit)
        except RuntimeError:
            raise self.fault("is encrypted", "save it without a password") from None
        except BROKEN as error:
            raise self.fault(
                f"is damaged at {printable(part)} ({printable(str(error))})", "copy it again"
            ) from None
        if data is None:
            raise self.fault(
                f"grows without measure when it is unpacked ({printable(part)})",
                "open it and save it anew, if it is what it seems",
            )
        self._left -= len(data)
        return data

    def xml(self, part: str) -> Element | None:
        """A part as a tree whose names have lost their namespaces; ``None`` where there is none.

        Raises:
            SourceError: as :meth:`part`, or it is no XML that an office program writes.
        """
        data = self.part(part)
        if not data.strip():
            return None
        try:
            return _parsed(data)
        except (ParseError, ValueError, LookupError) as error:
            raise self.fault(
                f"is damaged at {printable(part)} ({printable(str(error))})", "save it anew"
            ) from None

    def fault(self, what: str, cure: str) -> SourceError:
        """What is wrong with the file, as one line."""
        return SourceError(f"{self.name} {what}", cure)


def opened(name: str, data: bytes, what: str) -> Package:
    """The document as its parts.

    Raises:
        SourceError: it is no archive, a damaged one, or one with too many parts.
    """
    shown = printable(name)
    archive = open_zip(shown, data, what)
    names = archive.namelist()
    if len(names) > MOST_PARTS:
        raise SourceError(
            f"{shown} has {len(names):,} parts: no {what} has so many", "save it anew"
        )
    return Package(shown, what, archive, LARGEST_WHOLE, frozenset(names))


def _parsed(data: bytes) -> Element:
    """The tree of a part.

    Raises:
        ParseError: it is no XML.
        ValueError: it declares entities, or elements stand deeper in it than in any document.
    """
    # Entities need a declaration, and that is written so in every encoding that a part may have.
    if any(mark in data for mark in _DECLARES):
        raise ValueError("it declares entities")
    tree = fromstring(data)
    local = _Local()
    level: list[Element] = [tree]
    depth = 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise ValueError("elements nested too deep")
        for element in level:
            element.tag = local[element.tag]
            given = element.attrib
            if given:
                element.attrib = {local[name]: value for name, value in given.items()}
        level = [child for element in level for child in element]
    return tree


class _Local(dict[str, str]):
    """Names without their namespaces; a document has few, and uses them often."""

    def __missing__(self, name: str) -> str:
        self[name] = local = name.rpartition("}")[2]
        return local
