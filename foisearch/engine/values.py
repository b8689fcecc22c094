"""What goes in and out of the engine: plain values, no Whoosh."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from foisearch.disclosure import Disclosure
from foisearch.query.wanted import Wanted


class IndexKind(StrEnum):
    """How an index stands to its corpus."""

    MISSING = "missing"
    """Nothing was indexed yet."""
    FRESH = "fresh"
    """It holds what the corpus holds."""
    STALE = "stale"
    """It answers from an older state of the corpus."""
    UNUSABLE = "unusable"
    """It must be rebuilt: damaged, of another version, or not ours."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """An index at a glance.

    ``disclosures`` and ``publications`` count what is indexed; ``newest_published`` is the newest
    known date of publication as ISO text, empty when there is none.  ``corpus_digest`` is of the
    corpus that was indexed.  ``changed`` is about how many records a refresh would read anew.
    ``problem`` says what makes the index unusable.
    """

    kind: IndexKind
    disclosures: int = 0
    publications: int = 0
    newest_published: str = ""
    corpus_digest: str = ""
    changed: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, in records; ``seconds`` of wall clock."""

    added: int
    removed: int
    unchanged: int
    seconds: float


@dataclass(frozen=True, slots=True)
class ResolvedFilters:
    """Filters as the index knows them: slugs, provision terms, outcome and kind names.

    Several values of one filter mean any of them; the dates bound the publication, both included.
    ``within`` are facets of :mod:`foisearch.engine.schema.facets`, each with the value that it must
    have.
    """

    forces: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    exemptions: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    within: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Expanded:
    """Words of a query as typed, and the other words that were looked for too, surest first."""

    typed: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the page of hits with their scores, and how many there are in all.

    ``wanted`` says what to highlight in them; ``notes`` what the person should know.  ``beyond``
    are places (segment, document in it) of what is found, and counted, though no word finds it.
    """

    total: int
    hits: tuple[tuple[float, Disclosure], ...]
    wanted: tuple[Wanted, ...] = ()
    notes: tuple[str, ...] = ()
    beyond: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """The same before any record was read: places are numbers of a segment and a document in it."""

    total: int
    hits: tuple[tuple[float, tuple[int, int]], ...]
    wanted: tuple[Wanted, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many disclosures there are of each; publications do not count.

    Keys of ``years`` are four digits, or ``unknown``; a disclosure counts once under each force
    it names and each provision it relies on.
    """

    disclosures: int = 0
    publications: int = 0
    authorities: dict[str, int] = field(default_factory=dict)
    forces: dict[str, int] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)
    provisions: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Values that occur in the index, with the names that people know them by."""

    forces: dict[str, str] = field(default_factory=dict)
    authorities: dict[str, str] = field(default_factory=dict)
    provisions: dict[str, str] = field(default_factory=dict)
    outcomes: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
