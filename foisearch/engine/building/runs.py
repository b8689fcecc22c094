"""Entries to a segment, in bounded memory.

The words of some documents at a time are sorted and put aside in a working file (a *run*).  When
all have come, the runs are merged, a range of terms at a time, into one segment.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from foisearch.analysis import Analyzer
from foisearch.engine import scoring
from foisearch.engine.building import merging
from foisearch.engine.building.chunks import Chunks
from foisearch.engine.building.inversion import MOST_DOCUMENTS, Inverter, grouped, joined, split
from foisearch.engine.postings.lists import Postings, gathered
from foisearch.engine.postings.positions import FIELD_BITS, bit_lengths, width
from foisearch.engine.schema.entry import Entry
from foisearch.engine.segments.columns import Collected, Strings
from foisearch.engine.segments.writer import SegmentWriter
from foisearch.surfaces import TERM_LENGTH

Ints = NDArray[np.int64]
TOKENS = 1_000_000
"""A run has so many words: what sorts them stays within the processor's caches."""
_WORDS_AT_ONCE = 1_000_000
_HEAP = 31 << 20


def _keep_memory() -> None:
    """Let the allocator keep what it is given back, instead of asking the system every time.

    Having seen a block of nearly 32 MB come and go, glibc takes smaller ones from its heap, and
    keeps twice as much of that; other allocators do not mind.  A fifth of the time went into
    fresh pages.
    """
    np.empty(_HEAP, np.uint8)


@dataclass(slots=True)
class _Held:
    """A run in the working file: where it lies, its terms (by rank in the era) and their words."""

    offset: int
    kind: np.dtype[Any]
    document: int
    terms: NDArray[np.uint32]
    ends: NDArray[np.uint32]


class _Era:
    """What is done with one memory of chunks; when it is crowded, another era begins."""

    def __init__(self, analyzer: Analyzer) -> None:
        self.chunks = Chunks(analyzer)
        self.inverter = Inverter(self.chunks)
        self.runs: list[_Held] = []
        self._stemmer = analyzer.stemmer

    def close(self) -> None:
        """Keep of the memory only what the segment needs."""
        terms = self.chunks.terms
        counts = np.zeros(len(terms), np.int64)
        for run in self.runs:
            counts[run.terms] += np.diff(run.ends, prepend=np.uint32(0))
        order = self.inverter.order()
        used = order[counts.take(order) > 0]
        names = list(terms)
        self.names = _strings(names[n] for n in used.tolist())
        self.loads = counts[used].astype(np.uint32)
        rank = np.full(len(terms) + 1, -1, np.int64)  # what has no number has no rank
        rank[used] = np.arange(len(used))
        for run in self.runs:
            run.terms = rank[run.terms].astype(np.uint32)
        known = self._stemmer.known
        words = sorted(known)
        stems = (terms.get(known[word][:TERM_LENGTH], -1) for word in words)
        self.stems = rank[np.fromiter(stems, np.int64, len(words))].astype(np.int32)
        self.words = _strings(words)
        self.final = np.full(len(used) + 1, -1, np.int32)  # the last for what is no term
        del self.chunks, self.inverter


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a run has of some terms: of each of ``terms`` so many words, and where they stand."""

    terms: Ints
    counts: NDArray[np.uint32]
    places: NDArray[np.int32]
    positions: NDArray[Any]


def _inverted(pieces: list[_Piece], names: list[str], weights: NDArray[np.int32]) -> Postings:
    """Pieces that follow one another, as postings of ``names``."""
    terms = np.concatenate([piece.terms for piece in pieces])
    counts = np.concatenate([piece.counts for piece in pieces]).astype(np.int64)
    places_ = np.concatenate([piece.places for piece in pieces])
    positions = np.concatenate([piece.positions for piece in pieces])
    if len(pieces) > 1 and len(names) > 1:
        order = np.argsort(terms, kind="stable")
        index = gathered((np.cumsum(counts) - counts).take(order), counts.take(order))
        places_, positions = places_.take(index), positions.take(index)
    total = np.bincount(terms, counts, len(names)).astype(np.int64)
    return grouped(places_, positions, total, names, weights)


class RunWriter:
    """Takes entries and writes them as a segment in ``folder``.

    Args:
        folder: where the segment goes; it exists.
        analyzer: cuts the texts into words; what its stemmer knows is forgotten when it becomes
            too much.
        pivots: usual lengths of the fields; measured where they are empty.
        progress: told how many documents were taken, now and then.
    """

    def __init__(
        self,
        folder: Path,
        analyzer: Analyzer,
        pivots: dict[str, int],
        progress: Callable[[int], None] | None = None,
    ) -> None:
        _keep_memory()
        self.folder = folder
        self.pivots = pivots
        self.written: list[Path] = []
        self._analyzer = analyzer
        self._progress = progress
        self._era = _Era(analyzer)
        self._eras: list[_Era] = []
        self._lengths = np.zeros(33, np.int64)
        self._file: IO[bytes] | None = None
        self._writer: SegmentWriter | None = None
        self._stored = Collected()

    def add(self, entry: Entry) -> None:
        """Index one more record."""
        self._stored.add(entry)
        inverter = self._era.inverter
        inverter.add(entry)
        if (
            inverter.tokens >= TOKENS
            or inverter.documents >= MOST_DOCUMENTS
            or self._era.chunks.crowded
        ):
            self.flush()

    def flush(self) -> None:
        """Put what was taken since the last time aside, sorted."""
        if self._stored.ids:
            try:
                self._put_aside()
            except BaseException:
                self.close()
                raise

    def _put_aside(self) -> None:
        if self._writer is None or self._file is None:
            self._writer = SegmentWriter(self.folder / segment_name())
            self._file = tempfile.TemporaryFile(dir=self.folder)  # noqa: SIM115
        era, columns = self._era, self._writer.columns
        document = columns.documents
        columns.add(self._stored.documents(*era.inverter.lengths()))
        self._stored = Collected()
        run = era.inverter.run()
        self._lengths += bit_lengths(split(run.words[run.keyed :])[1])
        offset = self._file.tell()
        self._file.write(run.words.data)
        self._file.flush()  # it is read by its descriptor
        terms, ends = run.terms.astype(np.uint32), np.cumsum(run.counts).astype(np.uint32)
        era.runs.append(_Held(offset, run.words.dtype, document, terms, ends))
        if era.chunks.crowded:
            self._end_era()
            self._era = _Era(self._analyzer)
            self._analyzer.stemmer.known.clear()
        if self._progress is not None:
            self._progress(columns.documents)

    def _end_era(self) -> None:
        self._era.close()
        self._eras.append(self._era)

    def finish(self, progress: merging.Progress | None = None) -> list[Path]:
        """Write the segment, if there is anything to write.

        Args:
            progress: told how much of it is done.
        """
        try:
            self.flush()
            writer, self._writer = self._writer, None
            if writer is None:
                return self.written
            try:
                self._end_era()
                self._write(writer, progress)
            finally:
                writer.close()
        finally:
            self.close()
        self.written.append(writer.path)
        return self.written

    def close(self) -> None:
        """Let go of the working files; what was not finished is lost."""
        if self._writer is not None:
            self._writer.close()
        if self._file is not None:
            with suppress(OSError):  # it need not be complete
                self._file.close()
        self._file = self._writer = None

    def _write(self, writer: SegmentWriter, progress: merging.Progress | None) -> None:
        words = writer.columns.words().astype(np.int64)
        self.pivots = self.pivots or scoring.pivots(words)
        weights = scoring.contributions(words, self.pivots).astype(np.int32)
        writer.begin(width(self._lengths))
        eras = self._eras
        total, done, terms = sum(int(era.loads.sum()) for era in eras), 0, 0
        names, loads = [era.names for era in eras], [era.loads for era in eras]
        for part in merging.aligned(names, loads, _WORDS_AT_ONCE):
            writer.add(self._postings(part, weights))
            for source, first, last, place in part.parts:
                eras[source].final[first:last] = terms + place
                done += int(eras[source].loads[first:last].sum())
            terms += len(part.names)
            if progress is not None:
                progress(done / total)
        stems = [era.final[era.stems] for era in eras]
        merging.merge_words([era.words for era in eras], stems, writer)
        self.close()  # gives back the room of the runs
        writer.finish(self._lengths)

    def _postings(self, part: merging.Range, weights: NDArray[np.int32]) -> Postings:
        """The postings of a range of terms, from all runs."""
        names = [name.decode("utf-8", "surrogatepass") for name in part.names]
        pieces: list[_Piece] = []
        found: list[Postings] = []
        size = 0
        for piece in self._pieces(part):
            pieces.append(piece)
            size += len(piece.places)
            if len(names) == 1 and size >= _WORDS_AT_ONCE:  # a very frequent word is too much
                found.append(_inverted(pieces, names, weights))
                pieces, size = [], 0
        if pieces:
            found.append(_inverted(pieces, names, weights))
        return joined(found)

    def _pieces(self, part: merging.Range) -> Iterator[_Piece]:
        """What each run has of a range of terms, in the order of the documents."""
        for source, first, last, place in part.parts:
            bounds = np.array((first, last), np.uint32)
            for run in self._eras[source].runs:
                low, high = run.terms.searchsorted(bounds).tolist()
                if low < high:
                    begin = int(run.ends[low - 1]) if low else 0
                    ends = run.ends[low:high]
                    places_, positions = split(self._words(run, begin, int(ends[-1])))
                    yield _Piece(
                        place.take(run.terms[low:high] - first),
                        np.diff(ends, prepend=np.uint32(begin)),
                        places_.astype(np.int32) + np.int32(run.document << FIELD_BITS),
                        positions,
                    )

    def _words(self, run: _Held, begin: int, end: int) -> NDArray[Any]:
        assert self._file is not None
        size = run.kind.itemsize
        raw = os.pread(self._file.fileno(), (end - begin) * size, run.offset + begin * size)
        return np.frombuffer(raw, run.kind)


def segment_name() -> str:
    """A name that no other segment has."""
    return f"seg-{os.urandom(6).hex()}.foi"


def _strings(names: Iterable[str]) -> Strings:
    """Names as they are stored; half of a surrogate pair, which has no encoding, gets one."""
    found = Strings.of([name.encode("utf-8", "surrogatepass") for name in names])
    return Strings(found.text, found.compact())
