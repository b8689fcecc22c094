"""The store of vectors: one int8 row for each distinct text; search by cosine, all rows looked at.

A text is known by its key, so the same words in a thousand records cost one row.  Rows are numbered
from 0 over all files, in the files' order; a number holds until the store is next written.

The scan is exact: int8 elements are whole numbers, and so are their products and sums, all below
2**24 for vectors of up to 1,040 elements, which float32 holds without rounding.  So blocks that fit
the processor's cache are converted to float32 and multiplied by the BLAS that numpy brings, and the
result does not depend on the order of sums, the machine, or what else is asked at the same time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.files import layout
from foisearch.semantic import segments
from foisearch.semantic.scanning import cosines_with, quantised, scan
from foisearch.semantic.segments import KEY, Keys, Manifest, Places, Rows, Segment

Floats = NDArray[np.float32]


def key_of(text: str) -> bytes:
    """The key of a text: the first 16 bytes of the SHA-256 of its UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:KEY]


def discard(folder: Path) -> None:
    """Remove the store in ``folder``, damaged or not; nothing that is not ours is touched.

    Raises:
        IndexBusy: another process is writing it.
        IndexUnusable: it cannot be removed.
    """
    if not folder.is_dir():
        return
    with layout.locked(folder), segments.translated(folder):
        with suppress(FileNotFoundError):
            (folder / segments.MANIFEST).unlink()
        segments.sweep(folder, set())


class VectorStore:
    """The vectors that lie in a folder, as they were when it was opened or last written.

    Any number of processes may read, and of threads, unless one writes by this very object.
    :meth:`add` and :meth:`prune` take the folder's lock for as long as they write; what they commit
    is whole or not there, whatever happens.
    """

    def __init__(self, folder: Path, digest: str) -> None:
        self.folder = folder
        self.digest = digest
        self._manifest: Manifest | None = None
        self._segments: list[Segment] = []
        self._starts = np.zeros(1, np.int64)

    @classmethod
    def open(cls, folder: Path, digest: str) -> VectorStore:
        """The store in ``folder``, empty where there is none or it is of another model.

        Args:
            folder: ``index/semantic``; made by the first :meth:`add`.
            digest: :attr:`Embedder.digest`.

        Raises:
            IndexUnusable: it is damaged, or cannot be read.
        """
        store = cls(folder, digest)
        with segments.translated(folder):
            store._load()
        return store

    def __len__(self) -> int:
        return int(self._starts[-1])

    @property
    def dimensions(self) -> int:
        """Elements in a vector; 0 while the store is empty."""
        return self._manifest.dimensions if self._manifest else 0

    def keys_of(self, rows: Iterable[int]) -> list[bytes]:
        """The keys of rows; :class:`IndexError` if there is no such row."""
        found = []
        for row in rows:
            if not 0 <= row < len(self):
                raise IndexError(row)
            number = int(np.searchsorted(self._starts, row, side="right")) - 1
            keys = self._segments[number].keys()
            local = int(row - self._starts[number])
            found.append(keys[local : local + 1].tobytes())
        return found

    def rows(self, keys: Sequence[bytes]) -> Places:
        """The row of each key; -1 where there is none.

        Raises:
            IndexUnusable: a file is damaged.
        """
        with segments.translated(self.folder):
            return self._rows(_array(keys))

    def _rows(self, wanted: Keys) -> Places:
        found = np.full(len(wanted), -1, np.int64)
        for start, segment in zip(self._starts.tolist(), self._segments, strict=False):
            places = segments.find(segment.keys(), wanted)
            found[places >= 0] = places[places >= 0] + start
        return found

    def missing(self, keys: Sequence[bytes]) -> Places:
        """The indices in ``keys`` of those that the store lacks, ascending."""
        return np.flatnonzero(self.rows(keys) < 0)

    def search(self, vector: Floats, k: int) -> tuple[Places, Floats]:
        """The ``k`` rows nearest to a vector: rows and cosines, best first.

        Equal cosines stand in the rows' order.  There are fewer where the store holds fewer.

        Raises:
            IndexUnusable: a file is damaged.
        """
        rows, cosines = self.search_many(np.asarray(vector)[None, :], k)
        return rows[0], cosines[0]

    def search_many(self, vectors: Floats, k: int) -> tuple[Places, Floats]:
        """The same for many vectors at once, which is cheaper: a row of rows and cosines for each.

        Raises:
            IndexUnusable: a file is damaged.
        """
        with segments.translated(self.folder):
            return scan(self._all(), quantised(vectors), min(k, len(self)))

    def cosines(self, vector: Floats, rows: Sequence[int]) -> Floats:
        """The cosines of a vector with some rows, just as :meth:`search` would give them.

        Raises:
            IndexUnusable: a file is damaged.
        """
        wanted = np.asarray(rows, np.int64)
        found = np.zeros(len(wanted), np.float32)
        with segments.translated(self.folder):
            for start, part in self._all():
                mine = np.flatnonzero((wanted >= start) & (wanted < start + len(part.keys)))
                local = wanted[mine] - start
                found[mine] = cosines_with(
                    part.vectors[local], part.lengths[local], quantised(vector[None, :])
                )[:, 0]
        return found

    def _all(self) -> list[tuple[int, Rows]]:
        """All rows, file by file, with the number of each file's first."""
        for segment in self._segments:
            segment.see_whole()
        starts = self._starts.tolist()
        return [(starts[n], segment.rows()) for n, segment in enumerate(self._segments)]

    def check(self) -> None:
        """Read every byte, and see that it is as it was written.

        Raises:
            IndexUnusable: it is not.
        """
        with segments.translated(self.folder):
            for segment in self._segments:
                segment.see_whole()
                segment.check()

    def add(self, keys: Sequence[bytes], vectors: Floats) -> int:
        """Keep the vectors of those keys that the store lacks; made to last when it returns.

        Files that are not much larger than what is added are merged with it, so that there are
        never more than a few.  Vectors of another model, if there are any, are replaced.

        Args:
            keys: from :func:`key_of`; one that comes twice counts once.
            vectors: a row for each, of any length but zero.

        Returns:
            How many were new.

        Raises:
            IndexBusy: another process is writing the store.
            IndexUnusable: it is damaged, or cannot be written.
            ValueError: there is not one vector of the store's dimensions for each key.
        """
        if len(keys) != len(vectors):
            raise ValueError(f"{len(keys)} keys, {len(vectors)} vectors")
        if not len(keys):
            return 0
        with layout.locked(self.folder), segments.translated(self.folder):
            self._load()
            dimensions = self.dimensions or vectors.shape[1]
            if vectors.shape[1] != dimensions:
                raise ValueError(f"{vectors.shape[1]} dimensions, not {dimensions}")
            new, first = np.unique(_array(keys), return_index=True)
            lacking = np.flatnonzero(self._rows(new) < 0)
            if not len(lacking):
                return 0
            rows = quantised(vectors[first[lacking]])
            self._commit(dimensions, [Rows(new[lacking], rows.lengths, rows.vectors)])
            return len(lacking)

    def prune(self, keep_keys: Iterable[bytes]) -> int:
        """Drop all rows whose key is not among ``keep_keys``.

        Returns:
            How many were dropped.

        Raises:
            IndexBusy: another process is writing the store.
            IndexUnusable: it is damaged, or cannot be written.
        """
        if not self.folder.is_dir():
            return 0
        keep = np.unique(_array(list(keep_keys)))
        with layout.locked(self.folder), segments.translated(self.folder):
            self._load()
            whole, thinned, dropped = [], [], 0
            for segment in self._segments:
                stay = segments.find(keep, segment.keys()) >= 0
                if stay.all():
                    whole.append(segment)
                    continue
                dropped += int((~stay).sum())
                thinned.append(segment.rows().only(stay))
            if dropped:
                self._replace(self.dimensions, whole, [part for part in thinned if len(part.keys)])
            return dropped

    def _commit(self, dimensions: int, parts: list[Rows]) -> None:
        """Add ``parts`` as one file, with the last files merged into it that are not far larger."""
        whole = list(self._segments)
        count = sum(len(part.keys) for part in parts)
        while whole and whole[-1].count < 2 * count:
            segment = whole.pop()
            count += segment.count
            parts.append(segment.rows())  # checked, so that no damage gets a new checksum
        self._replace(dimensions, whole, parts)

    def _replace(self, dimensions: int, whole: list[Segment], parts: list[Rows]) -> None:
        """Make the files ``whole`` and one of ``parts`` all that counts."""
        now = Manifest(self.digest, dimensions, tuple(segment.entry for segment in whole))
        if parts:
            files = (*now.files, segments.write(self.folder, now, parts))
            now = Manifest(self.digest, dimensions, files)
        segments.write_manifest(self.folder, now)
        self._load()

    def _load(self) -> None:
        """Open what counts now, unless it is open."""
        self._segments = segments.settled(self.folder, partial(self._opened))
        self._starts = np.cumsum([0, *(segment.count for segment in self._segments)])

    def _opened(self, found: Manifest | None) -> list[Segment]:
        if found is not None and found.digest != self.digest:
            found = None
        if found == self._manifest:
            return self._segments
        had = {segment.entry: segment for segment in self._segments}
        opened: list[Segment] = []
        if found is not None:
            opened = [had.get(e) or Segment(self.folder, e, found) for e in found.files]
        self._manifest = found
        return opened


def _array(keys: Sequence[bytes]) -> Keys:
    """Keys as an array; :class:`ValueError` if one is no key."""
    if any(len(key) != KEY for key in keys):
        raise ValueError(f"keys have {KEY} bytes")
    return np.frombuffer(b"".join(keys), f"S{KEY}")
