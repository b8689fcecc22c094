"""A plan: what a query asks of the postings, when its words have become terms.

Plans know nothing of files; :mod:`foisearch.engine.matching.matcher` finds what they match.  Nodes
are compared by value, so that what one asks twice is found once.  Nobody changes one: they are not
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

    ``slop`` is how many other words may stand among them, in all; where they are not ``ordered``
    they may come in any order.  An empty ``field`` means any.
    """

    terms: tuple[str, ...]
    field: str = ""
    slop: int = 0
    boost: float = 1.0
    ordered: bool = True


@dataclass(slots=True, unsafe_hash=True)
class Instead:
    """Documents where terms stand that can be said instead of others.

    ``terms`` follow one another, as in a phrase, and score as they do elsewhere, but all together
    they are worth no more than the terms ``of``: what is rare is no better for being another word
    for what is common.  ``boost`` says how surely the ones stand for the others.
    """

    terms: tuple[str, ...]
    of: tuple[str, ...]
    field: str = ""
    boost: float = 1.0


@dataclass(slots=True, unsafe_hash=True)
class Best:
    """Documents that any of the plans matches; each scores what the best of them gives it."""

    plans: tuple[Plan, ...]


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


@dataclass(slots=True, unsafe_hash=True)
class InPart:
    """Documents of which one question, with its answer, holds ``plan``; scored as that is."""

    plan: Plan


Plan = Everything | Word | AnyTerm | Key | Ref | Phrase | Instead | Best | Any | All | Sift | InPart
"""Any node of a plan."""


def scored(plan: Plan) -> bool:
    """Whether the matches of a plan have scores."""
    match plan:
        case Word() | AnyTerm() | Phrase() | Instead():
            return True
        case Key() | Ref():
            return plan.boost > 0
        case Any() | All() | Best():
            return any(scored(each) for each in plan.plans)
        case Sift() | InPart():
            return scored(plan.plan)
        case Everything():
            return False


def always_scored(plan: Plan) -> bool:
    """Whether every match of a plan has a score above 0."""
    match plan:
        case Any() | Best():
            return all(always_scored(each) for each in plan.plans)
        case All():
            return any(always_scored(each) for each in plan.plans)
        case Sift() | InPart():
            return always_scored(plan.plan)
        case _:
            return scored(plan)


def boosts(plan: Plan) -> float:
    """The boosts of all that scores in a plan, added up: what bounds its scores."""
    match plan:
        case Any() | All() | Best():
            return sum(boosts(each) for each in plan.plans)
        case Sift() | InPart():
            return boosts(plan.plan)
        case Phrase() | Instead():
            return plan.boost * len(plan.terms)
        case Everything():
            return 0.0
        case _:
            return plan.boost
