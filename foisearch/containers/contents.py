"""What stands in a file: the values that every container reader gives.

A file holds *pieces*: documents as text, sheets of rows, correspondence, and files of its own
(the members of an archive, the attachments of a mail).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from foisearch.containers.source import Source
from foisearch.disclosure import UNKNOWN_DATE, PartialDate


class Side(StrEnum):
    """Who wrote a message."""

    REQUESTER = "requester"
    AUTHORITY = "authority"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet: its number in the file, from 1, and its cells as text.

    ``odd`` says why its cells may not be parted as they were meant, empty for nothing.
    """

    number: int
    cells: tuple[str, ...]
    odd: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of a table or log; ``name`` is that of the sheet, empty where there is only one.

    ``rows`` may be read once; the header, where there is one, is among them.
    """

    name: str
    rows: Iterable[Row]


@dataclass(frozen=True, slots=True)
class Letter:
    """One message of a correspondence as its container gives it.

    ``text`` still holds what the mail quotes below; ``subject``, ``sender`` and ``recipients``
    (names or addresses, personal data) may be empty.  ``state`` is what the container says that the
    message is or did, in its own words (``successful``, ``internal_review``).
    """

    text: str
    side: Side = Side.UNKNOWN
    sent: PartialDate = UNKNOWN_DATE
    subject: str = ""
    sender: str = ""
    state: str = ""
    attachments: tuple[str, ...] = ()
    recipients: str = ""


@dataclass(frozen=True, slots=True)
class Correspondence:
    """The messages of one request, oldest first, as one thread.

    ``title``, ``ref``, ``authority`` (a name), ``url`` and ``state`` (how it ended, in the words
    of the source) are empty where the source does not say.  ``requester`` is a name, personal
    data: it serves to keep the name out and is never kept.
    """

    name: str
    letters: tuple[Letter, ...]
    title: str = ""
    ref: str = ""
    authority: str = ""
    url: str = ""
    state: str = ""
    requester: str = ""
    first_line: int = 0
    last_line: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside the file, to be read as a file of its own."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Lost:
    """A piece of the file that could not be read: the others count, the file is incomplete."""

    error: str


Piece = Source | Sheet | Correspondence | Member | Lost


@dataclass(frozen=True, slots=True)
class Contents:
    """All that stands in a file, in its order.

    ``container`` names the reader and ``version`` rises when it reads better.  ``pieces`` may be
    read once: those of an archive come one by one.  ``warnings`` say what was read with less
    certainty, ``errors`` what was not read and is missing from ``pieces`` (pages without a text
    layer): the rest counts, the file is incomplete.
    """

    container: str
    version: int
    pieces: Iterable[Piece]
    warnings: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()


def _nothing() -> None:
    """Does nothing."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are opened.

    ``ocr`` lets an installed ocrmypdf read pages that have no text.  ``alive`` is to be called now
    and then by whatever takes long (each page): a reader that is silent for a minute is stopped.
    """

    ocr: bool = False
    alive: Callable[[], None] = _nothing
