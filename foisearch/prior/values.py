"""What a check finds: frozen values, of which evidence, results and clusters are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from foisearch.disclosure import UNKNOWN_DATE, Outcome, PartialDate


class Band(StrEnum):
    """How alike two questions are, the closest first; ``docs/similar.md`` has what each is worth.

    Bands speak of what is asked, never of who asks.
    """

    IDENTICAL = "identical"
    """The same words, letter furniture, case and punctuation apart."""
    NEAR_IDENTICAL = "near-identical"
    """Nearly the same words, and nothing that is known of the scope differs."""
    SAME_SCOPE = "same-scope"
    """Other words for the same: what is asked, of what, for when, by what."""
    OVERLAPPING = "overlapping"
    """In part the same: another period, breakdown or body, or one of several things asked."""
    RELATED = "related"
    """The same subject, another question."""

    @property
    def rank(self) -> int:
        """0 for the closest band, rising."""
        return list(Band).index(self)

    def reaches(self, least: Band) -> bool:
        """Whether this band is ``least`` or closer."""
        return self.rank <= least.rank


class Place(StrEnum):
    """Where an earlier question stands."""

    PART = "part"
    """A part of the request, as it was split when the disclosure was read."""
    REQUEST = "request"
    """The request as a whole, where it has no parts."""
    RESPONSE = "response"
    """A question that stands inside the response."""


class Aspect(StrEnum):
    """What a scope is made of."""

    ASKED = "asked"
    """What is wanted: a number, a cost, a copy, a reason …"""
    SUBJECT = "subject"
    PERIOD = "period"
    BODY = "body"
    BREAKDOWN = "breakdown"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked.  ``lead`` holds the words that it hangs on, as in a Part.

    ``context`` is what a question with hardly a subject of its own leans on, empty for others.
    """

    number: str
    text: str
    lead: str = ""
    place: Place = Place.PART
    context: str = ""

    @property
    def whole(self) -> str:
        """The lead and the question."""
        return f"{self.lead} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A request that has come in, as it is compared.

    ``label`` names it (a file, a line of a batch); ``text`` is what is asked without the
    furniture of a letter, and ``left_out`` what was taken for furniture.  ``received`` is the day
    that periods such as "the last five years" count from.  ``authority`` is the slug of the body
    that it was sent to, empty where that is not known.  Who asks is not kept.
    """

    label: str
    text: str
    questions: tuple[Question, ...]
    subject: str = ""
    received: PartialDate = UNKNOWN_DATE
    authority: str = ""
    left_out: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One aspect of two scopes that is not the same: ``new`` and ``earlier`` in words.

    Either is empty where that question says nothing of it.
    """

    aspect: Aspect
    new: str
    earlier: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier disclosure, as far as the evidence needs it.

    ``provisions`` are keys of what was relied on (``foia:40(2)``) anywhere in it.
    """

    id: str
    ref: str
    authority: str
    authority_name: str
    regime: str
    topic: str | None
    outcome: Outcome
    provisions: tuple[str, ...]
    received: PartialDate = UNKNOWN_DATE
    responded: PartialDate = UNKNOWN_DATE
    published: PartialDate = UNKNOWN_DATE
    parts: int = 0
    url: str = ""


class Verdict(StrEnum):
    """What an officer decided about two requests."""

    SAME = "same"
    DIFFERENT = "different"
    SUPERSEDED = "superseded"
    """The same, but the earlier answer no longer holds."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about a pair: ``first`` and ``second`` are ids of disclosures, or ``id#part``.

    ``who`` is the name of the account that decided, or what ``--who`` said.
    """

    first: str
    second: str
    verdict: Verdict
    at: datetime
    who: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """An earlier question beside a new one.

    ``score`` is how alike the words are, 0.0 to 1.0; the band also weighs the scope.  ``shared``
    are the rarest words that both have, as the new request writes them; ``alike`` pairs of
    other words that stand for the same (new, earlier); ``agreed`` the aspects of scope that both
    state alike, in words.  ``outcome``, ``provisions`` and ``answer`` are those of the earlier
    part where they could be told apart, else of the whole (``of_whole``).  ``found_by`` says
    how: ``words``, ``meaning`` or both.  ``meaning`` is the cosine of the sentence model, ``None``
    without it.
    """

    band: Band
    score: float
    earlier: Earlier
    question: Question
    shared: tuple[str, ...] = ()
    alike: tuple[tuple[str, str], ...] = ()
    agreed: tuple[tuple[Aspect, str], ...] = ()
    differences: tuple[Difference, ...] = ()
    outcome: Outcome = Outcome.UNKNOWN
    provisions: tuple[str, ...] = ()
    answer: str = ""
    of_whole: bool = False
    found_by: tuple[str, ...] = ("words",)
    meaning: float | None = None
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedPart:
    """A question of the new request and what is similar to it, the closest first."""

    question: Question
    matches: tuple[Match, ...]

    @property
    def band(self) -> Band | None:
        """The closest band found; ``None`` where nothing was."""
        return self.matches[0].band if self.matches else None


@dataclass(frozen=True, slots=True)
class Pairing:
    """A part of the new request beside one of an earlier one, by their numbers."""

    new: str
    earlier: str
    band: Band


@dataclass(frozen=True, slots=True)
class SimilarRequest:
    """An earlier request as a whole: which parts of the new one it meets, and how closely.

    ``score`` orders requests: the mean over the parts of the new request of the best match.
    """

    earlier: Earlier
    pairings: tuple[Pairing, ...]
    score: float
    decisions: tuple[Decision, ...] = ()

    @property
    def band(self) -> Band:
        """The closest band of any part."""
        return min((p.band for p in self.pairings), key=lambda band: band.rank)

    def answers(self, least: Band = Band.SAME_SCOPE) -> tuple[str, ...]:
        """Numbers of the new request's parts that it meets in ``least`` or closer."""
        return tuple(p.new for p in self.pairings if p.band.reaches(least))


@dataclass(frozen=True, slots=True)
class Treatment:
    """What one body did with the same question: requests at :attr:`Band.SAME_SCOPE` or closer.

    ``outcomes`` and ``provisions`` are of the parts that match, each once.
    """

    authority: str
    name: str
    requests: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    provisions: tuple[str, ...]

    @property
    def neither(self) -> bool:
        """Whether the body would neither confirm nor deny."""
        return Outcome.NCND in self.outcomes


@dataclass(frozen=True, slots=True)
class Searched:
    """The proof of search: what was searched, when, with what.

    ``queries`` are the words looked for, one entry for each part.  ``digest`` identifies the state
    of the corpus that the index was made from.  ``model`` names the sentence model, empty where
    none was used.
    """

    at: datetime
    version: str
    disclosures: int
    publications: int
    newest: str
    digest: str
    queries: tuple[str, ...]
    model: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of checking one request.

    ``similar`` are earlier requests, the best first.  ``new_parts`` are the numbers of parts for
    which nothing at :attr:`Band.SAME_SCOPE` or closer was found.  ``neither_differs`` is true where
    some bodies would neither confirm nor deny what others answered.
    """

    request: NewRequest
    parts: tuple[CheckedPart, ...]
    similar: tuple[SimilarRequest, ...]
    new_parts: tuple[str, ...]
    treatments: tuple[Treatment, ...]
    neither_differs: bool
    searched: Searched
    notes: tuple[str, ...] = ()

    @property
    def band(self) -> Band | None:
        """The closest band of any part; ``None`` where nothing was found."""
        bands = [part.band for part in self.parts if part.band]
        return min(bands, key=lambda band: band.rank) if bands else None


@dataclass(frozen=True, slots=True)
class Member:
    """One request of a cluster."""

    earlier: Earlier
    question: Question
    likeness: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """The same question, asked again and again: ``members`` by date, those without one last.

    ``bodies`` maps the slug of each body to how many of the requests it had, ``outcomes`` likewise.
    """

    question: Question
    members: tuple[Member, ...]
    bodies: tuple[tuple[str, int], ...]
    outcomes: tuple[tuple[Outcome, int], ...]
    first: date | None = None
    last: date | None = None
