"""Merging: several segments into one, range of terms by range of terms, in bounded memory."""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.postings.lists import Lists, Postings, gathered
from foisearch.engine.postings.positions import bit_lengths, width
from foisearch.engine.segments.columns import Strings
from foisearch.engine.segments.segment import Segment
from foisearch.engine.segments.writer import SegmentWriter

Ints = NDArray[np.int64]
Progress = Callable[[float], None]
"""Told how much of the work is done, from 0 to 1."""
TOKENS_AT_ONCE = 2_000_000
_WORDS_AT_ONCE = 100_000
_PIECE = 1 << 25


@dataclass(frozen=True, slots=True)
class Range:
    """Terms that stand next to one another in the order of all.

    ``parts`` says which of them a source has: its terms ``first`` to ``last``, each with its place
    among ``names``.
    """

    names: list[bytes]
    parts: list[tuple[int, int, int, Ints]]


def aligned(names: Sequence[Strings], loads: Sequence[NDArray[Any]], most: int) -> Iterator[Range]:
    """All names of several sources in order, a range at a time.

    Args:
        names: those of each source, ascending.
        loads: how much work each makes.
        most: how much work a range may be; one name may be more.
    """
    sums = [np.cumsum(np.concatenate((np.zeros(1, np.int64), load))) for load in loads]
    total = sum(int(each[-1]) for each in sums) or 1
    shares = [most * int(each[-1]) // total for each in sums]
    at = [0] * len(names)
    left = [source for source, strings in enumerate(names) if len(strings)]
    while left:
        ends = {}
        for source in left:
            wanted = int(sums[source][at[source]]) + shares[source]
            end = int(sums[source].searchsorted(wanted, side="right")) - 1
            ends[source] = min(max(end, at[source] + 1), len(names[source]))
        open_ = [s for s in left if ends[s] < len(names[s])]
        if open_:
            bound = min(names[source][ends[source]] for source in open_)
            ends = {s: bisect_left(names[s], bound, at[s], end) for s, end in ends.items()}
        yield _range(names, [(s, at[s], end) for s, end in ends.items() if end > at[s]])
        for source, end in ends.items():
            at[source] = end
        left = [source for source in left if at[source] < len(names[source])]


def _range(names: Sequence[Strings], parts: Sequence[tuple[int, int, int]]) -> Range:
    values = [names[source].values(first, last) for source, first, last in parts]
    if len(parts) == 1:
        return Range(values[0], [(*parts[0], np.arange(len(values[0])))])
    union = sorted(set().union(*values))
    place = {name: number for number, name in enumerate(union)}
    found = []
    for part, each in zip(parts, values, strict=True):
        found.append((*part, np.fromiter(map(place.__getitem__, each), np.int64, len(each))))
    return Range(union, found)


def merge(
    segments: Sequence[Segment], path: Path, progress: Progress | None = None
) -> tuple[int, int]:
    """Write the live documents of ``segments``, in their order, as one segment.

    It is the segment that those documents would have made in one go.

    Args:
        segments: at least one.
        path: the file to write.
        progress: told how much is done.

    Returns:
        The size of the new file and its checksum.
    """
    writer = SegmentWriter(path)
    try:
        new = []
        for segment in segments:
            alive = np.flatnonzero(segment.alive)
            numbers = np.full(segment.documents, -1, np.int64)
            numbers[alive] = np.arange(len(alive)) + writer.columns.documents
            new.append(numbers)
            _check(segment)
            for some in segment.stored().chosen(alive):
                writer.columns.add(some)
                _let_go(segment)
        lengths = np.sum([position_lengths(segment) for segment in segments], axis=0)
        writer.begin(width(lengths))
        final = _merge_terms(segments, new, writer, progress)
        words = [segment.strings("word") for segment in segments]
        stems = [
            final[source][segment.array("word.term", "u4")]
            for source, segment in enumerate(segments)
        ]
        merge_words(words, stems, writer)
        return writer.finish(lengths)
    finally:
        writer.close()


def position_lengths(segment: Segment) -> Ints:
    """How many positions of the live documents of a segment need which bits."""
    if not len(segment.dead):
        return np.array(segment.container.facts["lengths"].split(), np.int64)
    found = np.zeros(33, np.int64)
    numbers = np.where(segment.alive, 0, -1)
    for part in aligned([segment.strings("term")], [_load(segment)], TOKENS_AT_ONCE):
        _, first, last, _ = part.parts[0]
        found += bit_lengths(postings(segment, first, last, numbers).positions)
        _let_go(segment)
    return found


def _load(segment: Segment) -> Ints:
    """How many tokens and postings each term has."""
    token = segment.array("term.token", "u8").astype(np.int64)
    found: Ints = token[1:] - token[:-1] + segment.array("term.df", "u4")
    return found


def _check(segment: Segment) -> None:
    """See that a segment is undamaged, a piece at a time: it may be larger than memory."""
    for start, length in segment.container.regions.values():
        for at in range(start, start + length, _PIECE):
            segment.container.check(at, min(_PIECE, start + length - at))
            _let_go(segment)


def _let_go(segment: Segment) -> None:
    """Have what was read of a segment count no longer as memory of this process."""
    segment.container._map.madvise(mmap.MADV_DONTNEED)


def _merge_terms(
    segments: Sequence[Segment],
    new: Sequence[Ints],
    writer: SegmentWriter,
    progress: Progress | None,
) -> list[Ints]:
    """Write all postings; the new number of each term of each segment, -1 where it has none."""
    loads = [_load(segment) for segment in segments]
    total, done = sum(int(load.sum()) for load in loads), 0
    final = [np.full(segment.terms, -1, np.int64) for segment in segments]
    terms = 0
    strings = [segment.strings("term") for segment in segments]
    for part in aligned(strings, loads, TOKENS_AT_ONCE):
        pieces = []
        for source, first, last, place in part.parts:
            pieces.append((place, postings(segments[source], first, last, new[source])))
            done += int(loads[source][first:last].sum())
            _let_go(segments[source])
        merged, kept = _combined(pieces, part.names)
        numbers = np.full(len(part.names), -1, np.int64)
        numbers[kept] = np.arange(terms, terms + len(kept))
        terms += len(kept)
        for source, first, last, place in part.parts:
            final[source][first:last] = numbers[place]
        writer.add(merged)
        if progress is not None:
            progress(done / total)
    return final


def postings(segment: Segment, first: int, last: int, new: Ints) -> Postings:
    """The postings of the terms ``first`` to ``last`` of a segment, which are not named.

    Args:
        segment: where they are.
        first: the number of the first term.
        last: that of the first that is not wanted.
        new: the new number of each document, -1 for one to be left out.
    """
    held = segment.in_order(first, last)
    begin, end = (int(segment.array("term.token", "u8")[n]) for n in (first, last))
    segment.check_tokens(begin, end)
    positions = segment.places.run(begin, end)
    frequencies = np.diff(segment.places.firsts(begin, end), append=end - begin)
    keys = max(0, min(last, segment.keys) - first)
    docs = new.take(held.docs)
    kept = docs >= 0
    if kept.all():
        return Postings([], keys, Lists(held.df, docs, held.impacts), frequencies, positions)
    keyed = int(held.df[:keys].sum())
    df = np.add.reduceat(kept.astype(np.int64), held.starts())
    tokens = np.repeat(kept[keyed:], frequencies)
    return Postings(
        [],
        keys,
        Lists(df, docs[kept], held.impacts[kept]),
        frequencies[kept[keyed:]],
        positions[tokens],
    )


def _combined(
    pieces: Sequence[tuple[Ints, Postings]], names: Sequence[bytes]
) -> tuple[Postings, Ints]:
    """Postings of several segments term by term, and which of the terms have any."""
    rank = np.concatenate([rank for rank, _ in pieces])
    df = np.concatenate([p.lists.df for _, p in pieces])
    docs = np.concatenate([p.lists.docs for _, p in pieces])
    impacts = np.concatenate([p.lists.impacts for _, p in pieces])
    # The tokens of each posting, those of keys being none.
    frequency = np.concatenate([_frequencies(p) for _, p in pieces])
    positions = np.concatenate([p.positions for _, p in pieces])
    if len(pieces) > 1 and len(names) > 1:
        order = np.argsort(rank, kind="stable")
        starts = np.cumsum(df) - df
        sums = np.concatenate((np.zeros(1, np.int64), np.cumsum(frequency)))
        token = sums.take(starts)
        count = sums.take(starts + df) - token
        index = gathered(starts[order], df[order])
        docs, impacts, frequency = docs.take(index), impacts.take(index), frequency.take(index)
        positions = positions.take(gathered(token[order], count[order]))
    total = np.bincount(rank, df, len(names)).astype(np.int64)
    kept = np.flatnonzero(total)
    terms = [names[n].decode("utf-8", "surrogatepass") for n in kept.tolist()]
    keys = sum(term.startswith("\x1f") for term in terms)
    lists = Lists(total[kept], docs, impacts)
    return Postings(terms, keys, lists, frequency[frequency > 0], positions), kept


def _frequencies(postings: Postings) -> Ints:
    keyed = len(postings.lists.docs) - len(postings.frequencies)
    return np.concatenate((np.zeros(keyed, np.int64), postings.frequencies))


def merge_words(
    words: Sequence[Strings], stems: Sequence[NDArray[Any]], writer: SegmentWriter
) -> None:
    """Write the words of several sources.

    Args:
        words: the folded words of each source, ascending.
        stems: for each word the number of its stem in the new segment, -1 for none.
        writer: where to.
    """
    loads = [np.ones(len(each), np.uint32) for each in words]
    for part in aligned(words, loads, _WORDS_AT_ONCE):
        terms = np.full(len(part.names), -1, np.int64)
        for source, first, last, place in part.parts:
            found = stems[source][first:last]
            terms[place[found >= 0]] = found[found >= 0]
        kept = np.flatnonzero(terms >= 0)
        writer.add_words([part.names[n] for n in kept.tolist()], terms[kept])
