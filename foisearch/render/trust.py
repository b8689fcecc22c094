"""What can be answered about sources: how they stand, what a reading gives, what is doubted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foisearch.corpus import SourceEntry
    from foisearch.disclosure import Disclosure
    from foisearch.intake.corrections import Correction
    from foisearch.intake.report import ImportReport


class SourceState(StrEnum):
    """How a source stands to what the corpus has from it; the first that is true."""

    GONE = "gone"
    """The file is not there any more."""
    CHANGED = "changed"
    """The file is another one since, or could not be read when it was."""
    FAILED = "failed"
    """It could not be read, and nothing is in the corpus."""
    OUTDATED = "outdated"
    """It would be read by newer readers, or has corrections that are not applied."""
    INCOMPLETE = "incomplete"
    """Read, but for something."""
    UNCHANGED = "unchanged"
    """Nothing is to be done."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source: ``entry`` is ``None`` where nothing of it was ever read; ``problem`` says why not,
    or what is missing; ``corrections`` counts the records that people corrected."""

    file: str
    state: SourceState
    entry: SourceEntry | None = None
    problem: str = ""
    corrections: int = 0


@dataclass(frozen=True, slots=True)
class Sourced:
    """Every source of the corpus; ``checked`` where each was read to compare its digest."""

    rows: tuple[SourceRow, ...]
    checked: bool = False

    def count(self, state: SourceState) -> int:
        """How many are in this state."""
        return sum(row.state is state for row in self.rows)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of the records of a source that was read again: their ids."""

    file: str
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Updated:
    """A corpus brought up to date.

    ``report`` is of the files that were read, ``unchanged`` counts those that were left as they
    are, ``gone`` names the sources whose file is not there; their records were taken out where
    they were ``pruned``.
    """

    report: ImportReport
    fates: tuple[Fate, ...] = ()
    unchanged: int = 0
    gone: tuple[str, ...] = ()
    pruned: bool = False


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a source: its number, its page (0 without pages), and what it became.

    ``use`` is ``request``, ``response``, ``body``, another field's name, or empty.
    """

    number: int
    text: str
    use: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where the text of a field stands in the source; lines from 1, both ends included."""

    field: str
    first_line: int
    last_line: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class Beside:
    """A record beside the lines that it was read from; none where it was not read from lines."""

    record: Disclosure
    lines: tuple[SourceLine, ...] = ()
    places: tuple[Place, ...] = ()
    correction: Correction | None = None

    def of_field(self, *names: str) -> tuple[SourceLine, ...]:
        """The lines that gave a field."""
        return tuple(line for line in self.lines if line.use in names)


@dataclass(frozen=True, slots=True)
class Considered:
    """How a document of a file was read: by which reader and which others, and how sure each was.

    ``name`` is that of the document, ``evidence`` by what the body that answers was found,
    ``furniture`` counts the lines that were taken out.
    """

    name: str
    reader: str
    version: int
    scores: Mapping[str, float]
    evidence: str = ""
    furniture: int = 0


@dataclass(frozen=True, slots=True)
class Tried:
    """An import of which nothing was written.

    ``read``, of a single file alone, is how each of its documents was read, before its records
    beside their source.  It can be gone through once.
    """

    report: ImportReport
    read: Iterable[Considered | Beside] = ()


@dataclass(frozen=True, slots=True)
class Doubted:
    """Records to be looked at by a person, the worst first; ``total`` is how many there are."""

    records: tuple[Beside, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A correction that was written down, and the record as it is now."""

    correction: Correction
    record: Disclosure
