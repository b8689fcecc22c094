"""What a command can answer: frozen values that every format knows how to write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from foisearch.render.marking import Marks
from foisearch.render.trust import Doubted, Reviewed, Sourced, Tried, Updated

if TYPE_CHECKING:
    from datetime import datetime

    from foisearch.disclosure import Citation, Disclosure
    from foisearch.intake.report import ImportReport
    from foisearch.prior.values import Band, Checked, Cluster, Decision
    from foisearch.privacy.findings import Finding
    from foisearch.privacy.linting import Linter
    from foisearch.search import SearchRequest, SearchResult


@dataclass(frozen=True, slots=True)
class Found:
    """The result of a search and the milliseconds that it took."""

    result: SearchResult
    took_ms: float


@dataclass(frozen=True, slots=True)
class Shown:
    """The disclosures with one id or reference; ``near`` are ids like it where there is none.

    ``marks`` says what to mark in their texts, for people.
    """

    name: str
    disclosures: tuple[Disclosure, ...]
    near: tuple[str, ...] = ()
    marks: Marks = field(default_factory=Marks, compare=False)


@dataclass(frozen=True, slots=True)
class Several:
    """The disclosures of several names, one after another."""

    shown: tuple[Shown, ...]

    @property
    def disclosures(self) -> tuple[Disclosure, ...]:
        """Each disclosure once, in the order of the names."""
        return tuple({d.id: d for each in self.shown for d in each.disclosures}.values())


@dataclass(frozen=True, slots=True)
class Renewed:
    """A saved search that was run again.

    ``found`` has the hits that are new, or whose record has other contents, since it was ``looked``
    at last; ``total`` is how many it finds in all, ``gone`` how many it no longer finds.
    """

    name: str
    looked: datetime
    found: Found
    total: int
    gone: int

    @property
    def new(self) -> int:
        """How many hits are new."""
        return self.found.result.total


@dataclass(frozen=True, slots=True)
class Row:
    """A saved search in the list; ``problem`` says why it could not be read or run."""

    name: str
    request: SearchRequest | None = None
    corpus: Path | None = None
    looked: datetime | None = None
    renewed: Renewed | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """All saved searches, in order of their names."""

    rows: tuple[Row, ...]


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
class Vectors:
    """Vectors that were made: how many different questions have one now, how many are new, and how
    many were dropped, whose question is gone."""

    model: str
    questions: int
    new: int
    dropped: int


@dataclass(frozen=True, slots=True)
class Indexed:
    """An index that was built: where, how much it holds, how long it took; its vectors, if they
    were asked for."""

    folder: Path
    disclosures: int
    took_ms: float
    vectors: Vectors | None = None


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """How requests are checked and shown.

    ``limit`` is the most matches for a part and ``least`` the band that they must reach.  A request
    counts as found where a part of it reaches ``fail_on``.  ``several`` puts each request's label
    above it, ``brief`` shows the coverage alone, and ``left_out`` also what was taken for the
    furniture of a letter.  ``semantic`` insists on a sentence model that looks for other wordings,
    or leaves it out; ``None`` uses it where it can be had.  ``model`` is the folder of another one.
    ``depth``, if it is more than ``limit``, is how many matches are looked for.
    """

    limit: int
    least: Band
    fail_on: Band
    several: bool = False
    brief: bool = False
    left_out: bool = False
    semantic: bool | None = None
    model: Path | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A request that could not be read: its label, and why."""

    label: str
    message: str


@dataclass(slots=True)
class Checks:
    """Requests as they are checked, one by one, and how many of which kind have gone by.

    They can be gone through once: none is kept, however many there are.
    """

    items: Iterable[Checked | Unchecked]
    options: CheckOptions
    total: int = 0
    found: int = 0
    failed: int = 0

    def each(self) -> Iterator[Checked | Unchecked]:
        """Every request in its turn, counted as it goes by."""
        for item in self.items:
            self.total += 1
            if isinstance(item, Unchecked):
                self.failed += 1
            elif item.band is not None and item.band.reaches(self.options.fail_on):
                self.found += 1
            yield item


@dataclass(frozen=True, slots=True)
class Similar:
    """What is similar to a disclosure, as if its request had come in now."""

    disclosure: Disclosure
    checked: Checked
    options: CheckOptions


@dataclass(frozen=True, slots=True)
class Clustered:
    """The questions that were asked most, of at least ``least`` requests each."""

    clusters: tuple[Cluster, ...]
    least: int
    limit: int
    took_ms: float


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was written down, and where."""

    decision: Decision
    path: Path


@dataclass(slots=True)
class Linted:
    """What looks like personal data, as records are gone through, and how much has gone by.

    ``masked`` shows where it stands and of what kind it is, but not the data.  ``counts`` are by
    kind and by whose it is, ``records`` how many records have any.
    """

    linter: Linter
    masked: bool = False
    total: int = 0
    records: int = 0
    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def each(self) -> Iterator[Finding]:
        """Every finding in its turn, counted as it goes by."""
        self.total, self.records, self.counts = 0, 0, {}
        last = ""
        for finding in self.linter:
            key = (finding.kind, str(finding.whose))
            self.counts[key] = self.counts.get(key, 0) + 1
            self.total += 1
            self.records += finding.id != last
            last = finding.id
            yield finding.masked() if self.masked else finding


Answer = (
    Found
    | Shown
    | Several
    | Counted
    | Cited
    | Imported
    | Indexed
    | Checks
    | Similar
    | Clustered
    | Decided
    | Renewed
    | Listed
    | Linted
    | Sourced
    | Updated
    | Tried
    | Doubted
    | Reviewed
)
