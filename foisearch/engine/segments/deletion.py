"""Deletion: a segment is never changed; a file beside it says which documents no longer count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.files import layout
from foisearch.engine.files.container import Container
from foisearch.engine.files.container_writer import ContainerWriter
from foisearch.engine.files.file_entry import DeadEntry, SegmentEntry
from foisearch.engine.schema.entry import key_term
from foisearch.engine.segments.segment import Segment

Ints = NDArray[np.int64]
_POSTINGS_AT_ONCE = 2_000_000


def deleted(
    entries: Sequence[SegmentEntry],
    segments: Sequence[Segment],
    sources: Sequence[str],
    folder: Path,
) -> tuple[SegmentEntry, ...]:
    """The segments without the documents of some sources.

    Args:
        entries: the segments as the manifest lists them.
        segments: the same, open.
        sources: values of the key field ``source``.
        folder: where to write which documents no longer count.
    """
    found = []
    for entry, segment in zip(entries, segments, strict=True):
        dead = [segment.dead]
        for source in sources:
            listed = segment.listed(key_term("source", source))
            if listed is not None:
                dead.append(segment.whole(listed).docs)
        documents = np.unique(np.concatenate(dead))
        if len(documents) > len(segment.dead):
            entry = replace(entry, dead=_written(segment, documents, folder))
        found.append(entry)
    return tuple(found)


def _written(segment: Segment, dead: Ints, folder: Path) -> DeadEntry:
    terms, counts = dead_df(segment, dead)
    target = layout.new_path(folder, "dead")
    writer = ContainerWriter(str(target))
    writer.region("dead", [dead.astype("u4").tobytes()])
    writer.region("dead.term", [terms.astype("u4").tobytes()])
    writer.region("dead.count", [counts.astype("u4").tobytes()])
    return DeadEntry(target.name, *writer.finish(), len(dead))


def dead_df(segment: Segment, dead: Ints) -> tuple[Ints, Ints]:
    """The terms that stand in deleted documents, and in how many: frequencies stay exact."""
    gone = np.zeros(segment.documents, np.bool_)
    gone[dead] = True
    counts = np.zeros(segment.terms, np.int64)
    sums = np.cumsum(segment.array("term.df", "u4").astype(np.int64))
    low = 0
    while low < segment.terms:
        before = int(sums[low - 1]) if low else 0
        high = int(np.searchsorted(sums, before + _POSTINGS_AT_ONCE, side="right"))
        high = max(high, low + 1)
        found = segment.in_order(low, high)
        which = np.repeat(np.arange(low, high), found.df)
        counts[low:high] = np.bincount(which[gone[found.docs]] - low, minlength=high - low)
        low = high
    terms = np.flatnonzero(counts)
    return terms, counts[terms]


def read(container: Container, documents: int, terms: int) -> tuple[Ints, tuple[Ints, Ints]]:
    """The deleted documents, and the terms that stand in them with their number of documents.

    Args:
        container: the file that says so.
        documents: how many the segment has.
        terms: how many the segment has.

    Raises:
        IndexUnusable: the file is damaged, or of another segment.
    """
    found = []
    for name in ("dead", "dead.term", "dead.count"):
        _, length = container.regions.get(name, (0, 0))
        if length % 4:
            raise container.damaged()
        found.append(np.frombuffer(bytes(container.part(name, 0, length)), "u4").astype(np.int64))
    dead, which, counts = found
    if len(which) != len(counts) or (len(counts) and counts.max() > len(dead)):
        raise container.damaged()
    for numbers, most in ((dead, documents), (which, terms)):
        if len(numbers) and (numbers[-1] >= most or (numbers[1:] <= numbers[:-1]).any()):
            raise container.damaged()
    return dead, (which, counts)
