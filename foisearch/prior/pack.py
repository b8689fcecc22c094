"""The evidence pack as values, and the statement that stands in every one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from foisearch.disclosure import Outcome, PartialDate
from foisearch.prior.values import Band, Decision, Difference, Earlier, Pairing, Searched, Treatment

LONGEST_ANSWER = 400
"""Characters of an earlier answer that are quoted."""

STATEMENT = (
    "This schedule shows earlier requests that are similar to the new one, and how similar. It "
    "does not say that the new request is repeated, vexatious or one of several made in "
    "concert, and it cannot: those are decisions of the public authority, on facts that are not"
    " here.",
    "Repeated (FOIA s.14(2), FOISA s.14(2)): only a request by the same person counts, and who "
    "asked is not known to this tool. The earlier request must have been complied with, the "
    "information having been given or said not to be held: see the outcomes. A reasonable "
    "interval must not have passed: see the working days between, and ask whether the "
    "information has changed or is likely to have. Each part is judged by itself.",
    "Vexatious (FOIA s.14(1), FOISA s.14(1)): likeness of requests is not enough. Burden, "
    "motive, value and harassment are to be weighed, with the history of the dealings as "
    "evidence.",
    "Cost of several requests together (FOIA s.12(4), reg.5 of the Fees Regulations): requests "
    "to the same authority, by one person or by persons who appear to act in concert or in "
    "pursuance of a campaign, for the same or similar information to any extent, received "
    "within sixty consecutive working days. Only the last of these can be read from dates. The "
    "rule is FOIA's: the EIR have no such rule, and Scotland's differs (SSI 2004/467).",
)
"""Why the pack draws no conclusion, in the words that stand in every pack."""
SOURCES = (
    "Freedom of Information Act 2000, ss.10(6), 12(4), 14, 17",
    "Freedom of Information (Scotland) Act 2002, ss.12, 14, 73",
    "Environmental Information Regulations 2004 (SI 2004/3391), regs.2(1), 12(4)(b)",
    "Freedom of Information and Data Protection (Appropriate Limit and Fees) Regulations 2004 "
    "(SI 2004/3244), reg.5",
    "ICO, Dealing with repeat requests (section 14(2)); Dealing with vexatious requests (section "
    "14(1)); Requests where the cost of compliance exceeds the appropriate limit (section 12)",
)
"""Statutes and guidance on which the statement rests."""


class State(StrEnum):
    """What became of the information that was asked for earlier."""

    GIVEN = "given"
    GIVEN_IN_PART = "given in part"
    NOT_HELD = "not held"
    """It was said not to be held."""
    PUBLISHED = "published"
    """The requester was pointed to where it is, or will be, published."""
    NOT_GIVEN = "not given"
    UNKNOWN = "unknown"


class Window(StrEnum):
    """Whether two requests were received within sixty consecutive working days."""

    INSIDE = "inside"
    EDGE = "at the edge"
    """Sixty working days apart: inside only if the day of receipt is not counted itself."""
    OUTSIDE = "outside"
    UNKNOWN = "unknown"
    OTHER_BODY = "another body"
    """The two went to different authorities, so that the rule does not join them."""
    OTHER_LAW = "another law"
    """The earlier one was not dealt with under FOIA, whose rule this is."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """A part of the new request beside one of an earlier one.

    ``outcome``, ``state`` and ``provisions`` are those of the earlier part where they could be told
    apart, else of the whole request (``of_whole``).  ``answer`` quotes what was answered, cut at
    :data:`LONGEST_ANSWER`; empty where it could not be told apart.
    """

    new: str
    new_text: str
    earlier: str
    earlier_text: str
    band: Band
    outcome: Outcome
    state: State
    provisions: tuple[str, ...]
    of_whole: bool
    answer: str = ""
    differences: tuple[Difference, ...] = ()
    agreed: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """An earlier request of the schedule.

    ``working_days`` between the earlier and the new request are counted from ``counted_from``
    (``received``, else ``responded``, else ``published``: the first that is known to the day) by
    the rule of ``counted_by`` (``foia`` for the United Kingdom, ``foisa`` for Scotland); ``None``
    where a date is not known to the day.  ``same_body`` is ``None`` where one is not known.
    """

    earlier: Earlier
    band: Band
    overlaps: tuple[Overlap, ...]
    state: State
    working_days: int | None = None
    counted_from: str = ""
    counted_by: str = ""
    window: Window = Window.UNKNOWN
    same_body: bool | None = None
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPart:
    """A part of the new request; ``met`` names the earlier requests that ask it, closest first.

    ``band`` is the closest; ``is_new`` says that none reaches the same scope.
    """

    number: str
    text: str
    band: Band | None
    is_new: bool
    met: tuple[tuple[str, Pairing], ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """The evidence about one new request.  ``rows`` are in order of their dates, unknown last.

    ``label`` is the name of the request's file without its folders.  The subject of a mail is left
    out, since requesters put their names there: nothing in a pack names who asks.
    """

    label: str
    received: PartialDate
    authority: str
    parts: tuple[NewPart, ...]
    rows: tuple[Row, ...]
    treatments: tuple[Treatment, ...]
    neither_differs: bool
    searched: Searched
    notes: tuple[str, ...] = ()
    statement: tuple[str, ...] = STATEMENT
    sources: tuple[str, ...] = SOURCES
