"""The same question asked again and again, of one body or of many: ``foisearch clusters``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import date
from typing import TypeVar

from foisearch.disclosure import Disclosure, Outcome
from foisearch.engine.index import Index
from foisearch.prior.matching import Matcher
from foisearch.prior.questions import part_asked
from foisearch.prior.sighting import Sighted
from foisearch.prior.store import Questions
from foisearch.prior.store.grouping import grouped
from foisearch.prior.values import Band, Cluster, Earlier, Member

Progress = Callable[[int, int], None]
Placed = tuple[int, int, int, float]
"""Segment, document, which of its questions, and how like the group's first it is."""
Counted = TypeVar("Counted", bound=Hashable)


def clusters(
    index: Index, questions: Questions, least: int, limit: int, progress: Progress | None = None
) -> list[Cluster]:
    """The questions that most requests ask, the most frequent first.

    A question is that of the request that is like most of the others; which have its words, says
    :mod:`foisearch.prior.store.grouping`, and which of these are about the same, their scopes.

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
    matcher = Matcher(index, questions, None)
    found: list[list[Placed]] = []
    for group in range(len(groups)):
        members = groups.members(group)
        enough = len(found) >= limit and len(found[limit - 1]) >= len(members)
        if len(members) < least or enough:
            break
        found += [part for part in _by_scope(matcher, members) if len(part) >= least]
        found.sort(key=len, reverse=True)
    return [_cluster(matcher, members) for members in found[:limit]]


def _by_scope(matcher: Matcher, members: Iterable[Placed]) -> Iterator[list[Placed]]:
    """Members of a group apart where their words are alike and their scopes are not.

    A long sentence that several questions begin with makes them alike; what follows it does not.
    The same question of another year stays with it.
    """
    left = list(members)
    while left:
        first, *others = left
        record = matcher.record(first[0], first[1])
        scope = record.scopes[first[2]]
        kept, left = [first], []
        for each in others:
            beside = matcher.record(each[0], each[1])
            match = matcher.match(scope, beside, Sighted(each[:3]), record.contexts[first[2]])
            same = match is not None and match.band.reaches(Band.OVERLAPPING)
            (kept if same else left).append(each)
        yield kept


def _cluster(matcher: Matcher, members: Iterable[Placed]) -> Cluster:
    found: list[Member] = []
    outcomes: list[Outcome] = []
    for segment, doc, number, likeness in members:
        record = matcher.record(segment, doc)
        question = record.asked[number]
        found.append(Member(record.earlier, question, round(likeness, 4)))
        outcomes.append(_outcome(record.disclosure, number))
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


def _outcome(d: Disclosure, number: int) -> Outcome:
    """How what was asked there ended: the part where that is known, else the whole."""
    part = part_asked(d, number)
    return part.outcome if part and part.outcome is not Outcome.UNKNOWN else d.outcome


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
