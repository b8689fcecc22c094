"""How many matches there are for each value of a key field, and for each year."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.matching import live
from foisearch.engine.matching.matcher import Matcher
from foisearch.engine.matching.multiterm import decoded
from foisearch.engine.planning.plan import Plan
from foisearch.engine.postings.lists import BITS, NARROW, WIDE
from foisearch.engine.schema.facets import YEAR
from foisearch.engine.schema.traits import UNDATED
from foisearch.engine.segments.segment import Segment

Ints = NDArray[np.int64]

_NO_DAY = 0


def facets(
    matcher: Matcher,
    node: Plan,
    fields: Sequence[str],
    more: Collection[tuple[int, int]] = (),
) -> dict[str, dict[str, int]]:
    """For each value of some fields, how many of a plan's matches have it; none that is 0.

    The matches are found once, however many fields there are.

    Args:
        matcher: of all segments; what it ranked last is not looked for again.
        node: what is matched.
        fields: key fields, or :data:`YEAR`.
        more: documents that count as matches too: the number of a segment, and one in it that is
            not deleted.
    """
    found: dict[str, dict[str, int]] = {field: {} for field in fields}
    known = matcher.found[1] if matcher.found and matcher.found[0] == node else None
    for number, segment in enumerate(matcher.segments):
        docs = known[number] if known else live.matches(matcher, segment, node)[0]
        if others := [doc for place, doc in more if place == number]:
            docs = np.union1d(docs, np.array(others, np.int64))
        if not len(docs):
            continue
        held = _Held(segment, docs)
        for field, into in found.items():
            for value, count in held.years() if field == YEAR else held.values(field):
                into[value] = into.get(value, 0) + count
    return found


class _Held:
    """Some documents of a segment, and how many of them have what."""

    def __init__(self, segment: Segment, docs: Ints) -> None:
        self._segment = segment
        self._docs = docs
        self._held = np.zeros(segment.documents, np.bool_)
        self._held[docs] = True

    def values(self, field: str) -> list[tuple[str, int]]:
        """The values of a key field that any of them has, with how many have it."""
        numbers = self._segment.key_numbers(field)
        counts = self._counts(np.array([*numbers.values()], np.int64))
        return [pair for pair in zip(numbers, counts.tolist(), strict=True) if pair[1]]

    def years(self) -> list[tuple[str, int]]:
        """The years of publication, with how many are of it; a date may be unknown."""
        days = self._segment.array("day", "i4").take(self._docs)
        last = int(days.max())
        if last == _NO_DAY:
            return [(UNDATED, len(days))]
        first = int(days.min(where=days != _NO_DAY, initial=last))
        years = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
        # Counted by day, then summed up by year; what is not known comes before the first day.
        days -= first - 1
        of_day = np.bincount(np.maximum(days, 0, out=days))
        begin = [max(date(year, 1, 1).toordinal() - first, 0) for year in years]
        sums = np.add.reduceat(of_day[1:], begin).tolist()
        found = [(f"{year:04}", n) for year, n in zip(years, sums, strict=True) if n]
        return [*found, (UNDATED, int(of_day[0]))] if of_day[0] else found

    def _counts(self, numbers: Ints) -> Ints:
        """How many of the documents each of some terms has, whose numbers are ascending."""
        segment = self._segment
        counts = np.zeros(len(numbers), np.int64)
        form = segment.array("term.form", "u1").take(numbers)
        for kind in (NARROW, WIDE):
            which = (form == kind).nonzero()[0]
            at = 0
            for docs, impacts, starts in decoded(segment, numbers.take(which), kind):
                hits = self._held.take(docs)
                hits &= impacts > 0
                counts[which[at : at + len(starts)]] = np.add.reduceat(hits, starts, dtype=np.int64)
                at += len(starts)
        frequent = (form > WIDE).nonzero()[0].tolist()
        packed = np.packbits(self._held, bitorder="little") if frequent else self._held
        for place in frequent:
            listed = segment.numbered(int(numbers[place]))
            bits = (
                listed.bits
                if listed.form == BITS
                else np.packbits(listed.row > 0, bitorder="little")
            )
            counts[place] = np.bitwise_count(bits & packed).sum(dtype=np.int64)
        return counts
