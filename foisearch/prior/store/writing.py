"""Companions made for the segments that lack one."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from foisearch.durable import sync_folder
from foisearch.engine.files import layout, manifest
from foisearch.engine.files.container_writer import ContainerWriter
from foisearch.engine.files.faults import translated
from foisearch.engine.index import Index
from foisearch.engine.segments.segment import Segment
from foisearch.errors import FoisearchError
from foisearch.prior.store import companion
from foisearch.prior.store.companion import NARROW, NO_NUMBER, NUMBER_BITS, WIDE, Companion
from foisearch.prior.store.reading import Batch, Reader

Progress = Callable[[int, int], None]


def missing(index: Index, folder: Path) -> list[Segment]:
    """The segments of an index that have no companion yet.

    Raises:
        IndexUnusable: a companion is damaged.
    """
    return [segment for segment in index.segments if not _has_one(segment, folder)]


def _has_one(segment: Segment, folder: Path) -> bool:
    try:
        path = companion.folder_in(folder) / companion.name_for(companion.segment_name(segment))
        Companion(path, segment).close()
    except FileNotFoundError:
        return False
    return True


def build(index: Index, folder: Path, progress: Progress | None = None) -> int:
    """Make the companions that are missing, and remove those of segments that are gone.

    However it ends, the companions that are complete stay, and the next call makes the others.

    Args:
        index: the open index.
        folder: where it lies.
        progress: called with the number of records done and their total.

    Returns:
        How many records were read.

    Raises:
        IndexBusy: another process is making them.
        IndexUnusable: the index or a companion is damaged, or the folder cannot be written.
    """
    within = companion.folder_in(folder)
    with translated(folder), layout.locked(within):
        lacking = missing(index, folder)
        _sweep(index, folder)
        total, done = sum(segment.documents for segment in lacking), 0
        for segment in lacking:
            before = done

            def report(some: int, before: int = before) -> None:
                if progress is not None:
                    progress(before + some, total)

            _write(segment, within, report)
            done += segment.documents
        return total


def _sweep(index: Index, folder: Path) -> None:
    """Remove companions of segments that neither this index nor a newer one has."""
    kept = {companion.segment_name(segment) for segment in index.segments}
    try:
        kept |= {entry.name for entry in manifest.read(folder).segments}
    except FoisearchError:
        return  # nobody knows what counts
    keep = {companion.name_for(name) for name in kept}
    for entry in list(os.scandir(companion.folder_in(folder))):
        if companion.is_ours(entry.name) and entry.name not in keep:
            with suppress(OSError):  # what cannot be removed now, a later build removes
                os.unlink(entry.path)


def _write(segment: Segment, within: Path, report: Callable[[int], None]) -> None:
    target = within / companion.name_for(companion.segment_name(segment))
    half = within / f".{target.name}.{os.getpid()}"
    half.unlink(missing_ok=True)
    try:
        if not _written(segment, half, NARROW, report):
            half.unlink(missing_ok=True)
            _written(segment, half, WIDE, report)
        half.replace(target)
        sync_folder(within)
    finally:
        half.unlink(missing_ok=True)


def _written(segment: Segment, path: Path, width: int, report: Callable[[int], None]) -> bool:
    """Write a companion; whether its terms have numbers that fit the width of its codes."""
    writer = ContainerWriter(str(path))
    try:
        columns = _Columns(segment, width, report)
        writer.region("term.code", columns.codes())
        for name, array in columns.rest():
            writer.region(name, [array.tobytes()])
        for name, value in columns.facts():
            writer.fact(name, value)
        writer.finish()
    except _TooManyTerms:
        writer.abandon()
        return False
    except BaseException:
        writer.abandon()
        raise
    return True


class _TooManyTerms(Exception):
    """There are more terms than numbers that fit."""


class _Columns:
    """What is written of a segment: the codes as they are read, then all that was met meanwhile."""

    def __init__(self, segment: Segment, width: int, report: Callable[[int], None]) -> None:
        self._segment = segment
        self._width = width
        self._report = report
        self._reader = Reader(segment)
        self._counts: list[NDArray[np.uint32]] = []
        self._places: list[NDArray[np.uint8]] = []
        self._hashes: list[NDArray[np.uint64]] = []
        self._sizes: list[NDArray[np.uint32]] = []

    def codes(self) -> Iterator[bytes]:
        """The codes of all questions, and a byte so that four can be read where the last begins."""
        done = 0
        for batch in self._reader.batches():
            self._take(batch)
            if len(batch.codes) and int(batch.codes.max()) >> 4 >> NUMBER_BITS[self._width]:
                raise _TooManyTerms
            raw = batch.codes.astype("<u4").view(np.uint8).reshape(-1, 4)
            yield raw[:, : self._width].tobytes()
            done += len(batch.counts)
            self._report(done)
        yield b"\0"

    def _take(self, batch: Batch) -> None:
        self._counts.append(np.array(batch.counts, np.uint32))
        self._places.append(np.array(batch.places, np.uint8))
        self._hashes.append(np.array(batch.hashes, np.uint64))
        self._sizes.append(batch.sizes.astype(np.uint32))

    def rest(self) -> Iterator[tuple[str, NDArray[np.generic]]]:
        """The other regions, when all is read."""
        hashes = np.concatenate((np.zeros(0, np.uint64), *self._hashes))
        order = np.argsort(hashes, kind="stable")
        numbers, extras = self._numbered()
        yield "doc.first", _ends(self._counts).astype("<u4")
        yield "place", np.concatenate((np.zeros(0, np.uint8), *self._places))
        yield "term.first", _ends(self._sizes).astype("<u8")
        yield "term.number", numbers
        yield "extra.text", np.frombuffer(extras, np.uint8)
        yield "text.hash", hashes[order].astype("<u8")
        yield "text.question", order.astype("<u4")

    def _numbered(self) -> tuple[NDArray[np.uint32], bytes]:
        """The terms' numbers in the segment, and the text of those that have none."""
        held = self._segment.strings("term").values()
        encoded = [term.encode("utf-8", "surrogatepass") for term in self._reader.terms]
        places = [bisect_left(held, term) for term in encoded]
        held.append(b"")
        pairs = zip(places, encoded, strict=True)
        found = np.array([n if held[n] == term else -1 for n, term in pairs], np.int64)
        without = np.flatnonzero(found < 0).tolist()
        found[found < 0] = NO_NUMBER
        return found.astype("<u4"), b"".join(encoded[number] + b"\n" for number in without)

    def facts(self) -> Iterator[tuple[str, int]]:
        """What is stated of the file."""
        yield "version", companion.VERSION
        yield "segment", self._segment.container.checksum
        yield "documents", self._segment.documents
        yield "questions", sum(map(len, self._places))
        yield "codes", int(_ends(self._sizes)[-1])
        yield "terms", len(self._reader.terms)
        yield "width", self._width


def _ends(sizes: Sequence[NDArray[np.uint32]]) -> NDArray[np.int64]:
    return np.concatenate(([0], np.cumsum(np.concatenate((np.zeros(0, np.int64), *sizes)))))
