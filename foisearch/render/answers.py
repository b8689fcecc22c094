"""What a command can answer: frozen values that every format knows how to write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foisearch.disclosure import Citation, Disclosure
    from foisearch.intake.report import ImportReport
    from foisearch.search import SearchResult


@dataclass(frozen=True, slots=True)
class Found:
    """The result of a search and the milliseconds that it took."""

    result: SearchResult
    took_ms: float


@dataclass(frozen=True, slots=True)
class Shown:
    """The disclosures with one id or reference; ``near`` are ids like it where there is none."""

    name: str
    disclosures: tuple[Disclosure, ...]
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """One row of a table of counts: ``key`` as in queries, ``name`` as people say it."""

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What the corpus holds.  A disclosure without a date counts under the year ``unknown``."""

    disclosures: int
    publications: int
    authorities: tuple[Count, ...]
    years: tuple[Count, ...]
    outcomes: tuple[Count, ...]
    exemptions: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """The citations read in a text."""

    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    report: ImportReport

    def failed(self, strict: bool = False) -> bool:
        """Whether a file could not be read or, when strict, was read and held no disclosure."""
        if self.report.failed:
            return True
        read = {"imported", "unchanged"}
        return strict and any(f.status in read and not f.disclosures for f in self.report.files)


@dataclass(frozen=True, slots=True)
class Indexed:
    """An index that was built: where, how much it holds, how long it took."""

    folder: Path
    disclosures: int
    took_ms: float


Answer = Found | Shown | Counted | Cited | Imported | Indexed
