"""A plan: what a query asks of the postings, when its words have become terms.

Plans know nothing of files; :mod:`foisearch.engine.matching` finds what they match.  Nodes are
compared by value, so that what one asks twice is found once.  Nobody changes one: they are not
frozen only because making a frozen one takes four times as long, and a long query has hundreds.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, unsafe_hash=True)
class Everything:
    """Every document; scores nothing."""


@dataclass(slots=True, unsafe_hash=True)
class Word:
    """Documents that hold a term, in one text field or, where ``field`` is empty, in any."""

    term: str
    field: str = ""
    boost: float = 1.0


@dataclass(slots=True, unsafe_hash=True)
class AnyTerm:
    """Documents that hold any of the terms, scored as if they were one word.

    The impact is the highest of those of the terms; the document frequency counts the documents
    that hold any.
    """

    terms: frozenset[str]
    field: str = ""
    boost: float = 1.0


@dataclass(slots=True, unsafe_hash=True)
class Key:
    """Documents that have any of the values in a key field; a ``boost`` of 0 scores nothing."""

    field: str
    values: frozenset[str]
    boost: float = 0.0


@dataclass(slots=True, unsafe_hash=True)
class Ref:
    """Documents that are found by this form of a reference."""

    form: str
    boost: float = 0.0


@dataclass(slots=True, unsafe_hash=True)
class Phrase:
    """Documents where the terms follow one another in one text; scored by the sum of their words.

    ``slop`` is how many other words may stand among them, in all.  An empty ``field`` means any.
    """

    terms: tuple[str, ...]
    field: str = ""
    slop: int = 0
    boost: float = 1.0


@dataclass(slots=True, unsafe_hash=True)
class Any:
    """Documents that any of the plans matches; their scores are added up."""

    plans: tuple[Plan, ...]


@dataclass(slots=True, unsafe_hash=True)
class All:
    """Documents that all of the plans match; their scores are added up."""

    plans: tuple[Plan, ...]


@dataclass(slots=True, unsafe_hash=True)
class Sift:
    """Documents of ``plan`` that ``sieve`` matches or, without ``keep``, does not."""

    plan: Plan
    sieve: Plan
    keep: bool = True


Plan = Everything | Word | AnyTerm | Key | Ref | Phrase | Any | All | Sift
"""Any node of a plan."""


def scored(plan: Plan) -> bool:
    """Whether the matches of a plan have scores."""
    match plan:
        case Word() | AnyTerm() | Phrase():
            return True
        case Key() | Ref():
            return plan.boost > 0
        case Any() | All():
            return any(scored(each) for each in plan.plans)
        case Sift():
            return scored(plan.plan)
        case Everything():
            return False
