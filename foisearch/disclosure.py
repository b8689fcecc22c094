"""The record: what was asked of a public body, and what it answered.

Frozen values cross every border between rooms.  A value that is not known is
said to be unknown; nothing here is ever guessed to fill a gap.  How records
are written as JSON stands in :mod:`foisearch.record`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from foisearch.text import ref_key


class Kind(StrEnum):
    """What a record is."""

    DISCLOSURE = "disclosure"
    """A request with (or waiting for) its response."""
    PUBLICATION = "publication"
    """Another document of a public body: searchable, never counted as a disclosure."""


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """What a citation of the law does where it stands."""

    APPLIED = "applied"
    """The authority relies on it in the response."""
    MENTIONED = "mentioned"
    """Named without being relied on: a duty, a right, an explanation, a hypothetical."""
    ASKED_ABOUT = "asked-about"
    """It stands in the request."""
    NEGATED = "negated"
    """Said not to apply."""
    OTHER_ACT = "other-act"
    """A section of another Act or document; kept so that a reader can see why it does not count."""


class Outcome(StrEnum):
    """How a request, or one part of it, ended."""

    FULL = "full"
    PART = "part"
    REFUSED = "refused"
    COST = "cost"
    VEXATIOUS = "vexatious"
    REPEAT = "repeat"
    NOT_HELD = "not-held"
    NCND = "ncnd"
    PUBLISHED = "published"
    FUTURE_PUBLICATION = "future-publication"
    ADVICE = "advice"
    TRANSFERRED = "transferred"
    CLARIFY = "clarify"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    REVIEW_UPHELD = "review-upheld"
    REVIEW_CHANGED = "review-changed"
    ICO_DECISION = "ico-decision"
    PENDING = "pending"
    UNKNOWN = "unknown"


class SplitConfidence(StrEnum):
    """How sure the reader is of where the request ends and the response begins."""

    HIGH = "high"
    """Labels stand where they should, or the source gave the two apart."""
    LOW = "low"
    """The split was mended or inferred: read it beside the source."""
    NONE = "none"
    """Not split: the whole text is kept in ``body``."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known.

    ``value`` is the first day of the period that ``precision`` names (1 July 2024
    for "July 2024"); ``None`` exactly when the precision is unknown.  ``source``
    says where it was read: ``option``, ``file name``, ``heading``, ``text``,
    ``record``, or empty.
    """

    value: date | None = None
    precision: Precision = Precision.UNKNOWN
    source: str = ""

    def __post_init__(self) -> None:
        if (self.value is None) != (self.precision is Precision.UNKNOWN):
            raise ValueError("a partial date has a value exactly when its precision is known")

    def __str__(self) -> str:
        """``2024-07-03``, ``2024-07`` or ``2024``; empty when unknown."""
        if self.value is None:
            return ""
        length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[self.precision]
        return self.value.isoformat()[:length]


UNKNOWN_DATE = PartialDate()


@dataclass(frozen=True, slots=True)
class Citation:
    """A provision of the law as it is cited in a text.

    ``regime`` is the key of the Act (``foia``, ``eir``, ``foisa``, ``eisr`` …), empty for
    other Acts, whose name stands in ``act``.  ``provision`` is written as in
    ``40(2)(a)``.  ``start`` and ``end`` are character offsets into the text that was
    read.  ``assumed`` marks a regime that no Act name and no body settled; ``by_name``
    a provision recognised by its name alone ("the cost limit"), with less certainty.
    ``flag`` says in words what does not fit (a number beside the name of another one).
    """

    regime: str
    provision: str
    status: Status
    text: str
    start: int
    end: int
    assumed: bool = False
    by_name: bool = False
    act: str = ""
    flag: str = ""

    @property
    def key(self) -> str:
        """``foia:40(2)(a)``."""
        return f"{self.regime}:{self.provision}" if self.regime else ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named in a text.

    ``field`` is the field of the record where it stands (``topic``, ``request``, ``response``,
    ``body``), ``start`` and ``end`` are character offsets into that field, and ``text`` is the
    name as it was written there.
    """

    authority: str
    name: str
    text: str
    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a request and what was answered to it.

    ``number`` is as printed ("3", "2(a)"), or the count of questions where they were printed
    unnumbered.  ``lead`` holds the words that the question hangs on: the heading above a
    nested list, the sentence that ends "as follows:".  An ``answer`` that could not be told
    apart is empty, and the outcome unknown.
    """

    number: str
    question: str
    answer: str = ""
    outcome: Outcome = Outcome.UNKNOWN
    citations: tuple[Citation, ...] = ()
    lead: str = ""


class MessageKind(StrEnum):
    """What a message of a correspondence does."""

    REQUEST = "request"
    ACKNOWLEDGEMENT = "acknowledgement"
    CLARIFICATION_SOUGHT = "clarification-sought"
    CLARIFICATION = "clarification"
    EXTENSION = "extension"
    """More time is taken, or the reply is said to be late."""
    RESPONSE = "response"
    REVIEW_REQUEST = "review-request"
    REVIEW = "review"
    """The decision of an internal review."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the correspondence behind a disclosure, in its order.

    ``side`` is ``requester``, ``authority`` or ``unknown``.  ``text`` is what it says itself,
    without the mails that it quotes; what of it is the request or the response stands there too.
    """

    kind: MessageKind
    side: str
    sent: PartialDate
    text: str
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withheld:
    """Personal data kept out of a record: what it was and how often, never the data themselves.

    ``kind`` is ``name``, ``address``, ``e-mail``, ``telephone`` or ``signature``; ``field`` the
    field of the record where a mark stands in its place.
    """

    kind: str
    field: str
    count: int


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a record was read: the file, its digest, the lines, and by which reader.

    Lines count from 1 and include both ends; 0 where the source has no lines.  They are those of
    the text that was read from the file; ``page`` is the page of the first one, 0 where the file
    has no pages.  A file inside a file is written ``outer.zip!inner.pdf``.
    """

    file: str
    sha256: str
    first_line: int
    last_line: int
    reader: str
    reader_version: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A disclosure (or a publication), as it was published.

    ``id`` is ``authority/ref`` and stays the same when the source is imported again.
    ``topic`` is the published heading, ``None`` where none was published.  ``authority`` is the
    slug of the body that answers and ``authority_name`` its name; ``unknown`` and empty where the
    text does not tell.  ``forces`` are the bodies named in the text, which are not the
    same thing.  ``body`` holds a text that was not split, or what stands
    around request and response and is neither.  ``loose_answers`` are answers
    that the source numbers in a way that does not fit its questions.  ``messages`` are those of a
    correspondence, ``doubts`` the names of fields that the reader is not sure of (``ref``,
    ``split``, ``parts``, ``topic``, ``authority``, ``published``), ``withheld`` what was kept out.
    """

    id: str
    kind: Kind
    authority: str
    authority_name: str
    regime: str
    ref: str
    topic: str | None
    request: str
    response: str
    provenance: Provenance
    body: str = ""
    parts: tuple[Part, ...] = ()
    loose_answers: tuple[Part, ...] = ()
    citations: tuple[Citation, ...] = ()
    forces: tuple[Mention, ...] = ()
    outcome: Outcome = Outcome.UNKNOWN
    received: PartialDate = UNKNOWN_DATE
    responded: PartialDate = UNKNOWN_DATE
    published: PartialDate = UNKNOWN_DATE
    attachments: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    split_confidence: SplitConfidence = SplitConfidence.HIGH
    messages: tuple[Message, ...] = ()
    doubts: tuple[str, ...] = ()
    withheld: tuple[Withheld, ...] = ()

    @property
    def ref_key(self) -> str:
        """The reference without punctuation: see :func:`foisearch.text.ref_key`."""
        return ref_key(self.ref)

    def applied(self) -> tuple[str, ...]:
        """Keys of the provisions relied on, each once, in the order in which they are cited."""
        return tuple(
            dict.fromkeys(c.key for c in self.citations if c.status is Status.APPLIED and c.key)
        )
