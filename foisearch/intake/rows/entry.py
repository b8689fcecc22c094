"""What one row of a log says, field by field, and where the log comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from foisearch.authorities import Authorities, Authority
from foisearch.disclosure import UNKNOWN_DATE, PartialDate
from foisearch.errors import RecordError
from foisearch.intake.assembling.assemble import Context
from foisearch.intake.lines import Line
from foisearch.intake.report import ImportOptions

VERSION = 3
"""How rows are read; it rises when they are read better."""

LONGEST_CELL = 2_000_000
"""Characters of one cell: a longer one is a document, or an attack, and costs its row."""


@dataclass(slots=True)
class Entry:
    """The cells of one record: those of a row, or of several that go on with it.

    ``values`` are texts by field, ``others`` the names and words of columns that are no field.
    ``number`` and ``last`` are the first and the last of its rows, from 1; ``odd`` says why their
    cells may not be parted as they were meant, empty for nothing.
    """

    number: int
    values: dict[str, str]
    others: list[tuple[str, str]] = field(default_factory=list)
    last: int = 0
    odd: str = ""

    def __post_init__(self) -> None:
        self.last = self.last or self.number

    def get(self, name: str) -> str:
        """The text of a field, empty where there is none."""
        return self.values.get(name, "")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where rows come from.

    ``published`` and ``authority`` are what the log as a whole tells (its name, its title, the
    shape of its references); what a row itself says stands above them, and what the person said
    above all.  ``months_first`` are fields whose dates prove to be written month first, ``pages``
    the lines at which the pages of a document begin, ``ends`` for the line at which a row begins
    the one at which it ends, ``hidden_links`` addresses behind words with their lines, ``doubts``
    what is unsure of all its records.
    """

    file: str
    sha256: str
    options: ImportOptions
    authorities: Authorities
    published: PartialDate = UNKNOWN_DATE
    authority: Authority | None = None
    months_first: frozenset[str] = frozenset()
    pages: tuple[int, ...] = ()
    ends: Mapping[int, int] = field(default_factory=dict)
    hidden_links: tuple[tuple[int, str], ...] = ()
    doubts: tuple[str, ...] = ()

    def context(
        self, reader: str, authority: Authority | None, published: PartialDate, requester: str = ""
    ) -> Context:
        """What the assembling of a record has to know."""
        return Context(
            file=self.file,
            sha256=self.sha256,
            reader=reader,
            reader_version=VERSION,
            width=0,
            authority=authority,
            authorities=self.authorities,
            published=published,
            requesters=(requester,) if requester else (),
            keep_personal=self.options.keep_personal,
            hidden_links=self.hidden_links,
            pages=self.pages,
            doubts=self.doubts,
        )


def check_length(texts: Iterable[str]) -> None:
    """Refuse a row with a cell that is longer than :data:`LONGEST_CELL`.

    Raises:
        RecordError: naming how long it is.
    """
    longest = max(map(len, texts), default=0)
    if longest > LONGEST_CELL:
        raise RecordError(
            f"a cell of {longest:,} characters, the limit is {LONGEST_CELL:,}",
            "import that document as a file of its own",
        )


def lines_at(number: int, text: str) -> tuple[Line, ...]:
    """The text of a cell as lines, all of them at the place of its row."""
    return tuple(Line(number, line.strip()) for line in text.split("\n")) if text else ()


def places(entry: Entry, origin: Origin) -> tuple[Line, ...]:
    """The first and the last line of an entry, for its provenance."""
    last = origin.ends.get(entry.last, entry.last)
    return tuple(Line(number, "") for number in dict.fromkeys((entry.number, last)))
