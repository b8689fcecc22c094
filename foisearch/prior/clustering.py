"""The same question asked again and again, of one body or of many: ``foisearch clusters``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import TypeVar

from foisearch.disclosure import Disclosure, Outcome
from foisearch.engine.index import Index
from foisearch.prior.matching import earlier
from foisearch.prior.questions import asked
from foisearch.prior.store import Questions
from foisearch.prior.store.grouping import grouped
from foisearch.prior.values import Cluster, Earlier, Member, Place

Progress = Callable[[int, int], None]
Counted = TypeVar("Counted", bound=Hashable)


def clusters(
    index: Index, questions: Questions, least: int, limit: int, progress: Progress | None = None
) -> list[Cluster]:
    """The questions that most requests ask, the most frequent first.

    A question is that of the request that is like most of the others; which are like it, says
    :mod:`foisearch.prior.store.grouping`.

    Args:
        index: the open index.
        questions: its store of questions.
        least: of so many requests or more, 2 at least.
        limit: at most so many.
        progress: called with how many questions were compared, and how many there are.

    Raises:
        IndexUnusable: the index turns out to be damaged.
    """
    groups = grouped(questions, progress=progress)
    found = []
    for group in range(min(limit, len(groups))):
        members = groups.members(group)
        if len(members) < least:
            break
        found.append(_cluster(index, members))
    return found


def _cluster(index: Index, members: Iterable[tuple[int, int, int, float]]) -> Cluster:
    found: list[Member] = []
    outcomes: list[Outcome] = []
    for segment, doc, number, likeness in members:
        disclosure = index.fetch(segment, doc)
        question = asked(disclosure)[number]
        found.append(Member(earlier(disclosure), question, round(likeness, 4)))
        outcomes.append(_outcome(disclosure, number, question.place))
    question = found[0].question
    found.sort(key=_by_date)
    days = [day for member in found if (day := _day(member.earlier)) is not None]
    return Cluster(
        question,
        tuple(found),
        _counted(member.earlier.authority for member in found),
        _counted(outcomes),
        min(days, default=None),
        max(days, default=None),
    )


def _outcome(d: Disclosure, number: int, place: Place) -> Outcome:
    """How what was asked there ended: the part where that is known, else the whole."""
    if place is Place.PART:
        parts = [part for part in d.parts if part.question.strip()]
        if number < len(parts) and parts[number].outcome is not Outcome.UNKNOWN:
            return parts[number].outcome
    return d.outcome


def _by_date(member: Member) -> tuple[bool, date, str]:
    day = _day(member.earlier)
    return day is None, day or date.min, member.earlier.id


def _day(of: Earlier) -> date | None:
    """When it was asked; failing that when it was answered, or published."""
    dates = (of.received, of.responded, of.published)
    return next((each.value for each in dates if each.value is not None), None)


def _counted(values: Iterable[Counted]) -> tuple[tuple[Counted, int], ...]:
    """How often each is there, the most frequent first."""
    return tuple(sorted(Counter(values).items(), key=lambda each: (-each[1], str(each[0]))))
