"""The files of the vector store, each written once, and the list of those that count.

::

    index/semantic/
      manifest.json     the model's digest, the dimensions, and which files count
      vec-1f2e….foi     vectors of some texts, by ascending key
      .lock             held while a file is written

A file is a :class:`~foisearch.engine.files.container.Container`, every byte of it under a checksum:

===========  ===================================================================
digest       fact: of the model whose vectors these are
dimensions   fact: elements in a vector
count        fact: how many vectors there are
keys         16 bytes each: the first of the SHA-256 of the text; ascending
lengths      float32, little-endian: the Euclidean length of the row beside it
vectors      int8, ``dimensions`` each
===========  ===================================================================

A row is its vector's direction: the vector times what makes its greatest element 127.  So all
eight bits are used (elements of a 384-dimensional unit vector are near 0.05), and the cosine of two
rows is their dot product by the product of their lengths.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import orjson
from numpy.typing import NDArray

from foisearch.engine.files import checked, container, layout
from foisearch.engine.files.container import Container, open_file
from foisearch.engine.files.container_writer import ContainerWriter
from foisearch.errors import IndexUnusable

CURE = "run: foisearch index --semantic --rebuild"
KEY = 16
"""Bytes in a key."""
MANIFEST = "manifest.json"
VERSION = 1
"""Rises when an older store can no longer be read; vectors are then made anew."""
_FILE = re.compile(r"vec-[0-9a-f]{12}\.foi\Z")
_HALF = re.compile(r"\.manifest\.json\.[0-9]+\Z")
_AT_ONCE = 8_192
"""Rows copied at once when files are merged."""
_MOST_BYTES = 1 << 24
_MOST_DIMENSIONS = 1 << 16
_MOST_CHECKSUM = (1 << 32) - 1

Keys = NDArray[np.bytes_]
"""Keys as ``S16``: numpy compares all of them, but drops zeros at the end of one taken out."""
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Vectors with their keys, ascending; arrays of the same number of rows."""

    keys: Keys
    lengths: NDArray[np.float32]
    vectors: NDArray[np.int8]

    def only(self, chosen: NDArray[np.bool_]) -> Rows:
        """A copy of those rows for which ``chosen`` is true."""
        return Rows(self.keys[chosen], self.lengths[chosen], self.vectors[chosen])


def find(ascending: Keys, keys: Keys) -> Places:
    """Where each of ``keys`` stands among ``ascending`` ones; -1 where it does not."""
    if not len(ascending):
        return np.full(len(keys), -1, np.int64)
    places = np.searchsorted(ascending, keys).astype(np.int64)
    there = ascending[np.minimum(places, len(ascending) - 1)] == keys
    return np.where(there, places, -1)


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file that counts: what it must be, and how many vectors it holds."""

    name: str
    size: int
    checksum: int
    count: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the store consists of."""

    digest: str
    dimensions: int
    files: tuple[FileEntry, ...]


class Segment:
    """An open file of the store.

    Raises:
        IndexUnusable: it is damaged, or not the file that the manifest lists.
        FileNotFoundError: it is gone; another process may have merged it just now.
    """

    def __init__(self, folder: Path, entry: FileEntry, store: Manifest) -> None:
        self.entry = entry
        self.count = entry.count
        self._dimensions = store.dimensions
        self._container = Container(str(folder / entry.name), entry.size, entry.checksum)
        facts = self._container.facts
        stated = self._container.fact("count"), self._container.fact("dimensions")
        if facts.get("digest") != store.digest or stated != (entry.count, store.dimensions):
            raise self._container.damaged()

    def rows(self) -> Rows:
        """All rows, over the mapped file; their checksums are looked at the first time."""
        vectors = self._array("vectors", "i1", self._dimensions).reshape(self.count, -1)
        return Rows(self.keys(), self._array("lengths", "<f4", 4), vectors)

    def keys(self) -> Keys:
        """The keys, ascending."""
        return self._array("keys", f"S{KEY}", KEY)

    def _array(self, name: str, dtype: str, size: int) -> NDArray[Any]:
        if self._container.regions.get(name, (0, 0))[1] != size * self.count:
            raise self._container.damaged()
        return np.frombuffer(self._container.part(name, 0, size * self.count), dtype)

    def see_whole(self) -> None:
        """See that nobody cut the file; see :meth:`Container.see_whole`."""
        self._container.see_whole()

    def check(self) -> None:
        """Read the whole file, and see that it is as it was written."""
        self._container.check_all()
        keys = self.keys()
        if not (keys[1:] > keys[:-1]).all():
            raise self._container.damaged("holds keys out of order")

    def close(self) -> None:
        """Let go of the file."""
        self._container.close()


def merged(parts: Sequence[Rows]) -> tuple[Keys, Iterator[Rows]]:
    """Rows of several parts, which have no key in common, as one ascending run.

    Returns:
        All keys, and the rows piece by piece, so that little is held in memory.
    """
    keys = np.concatenate([part.keys for part in parts])
    order = np.argsort(keys, kind="stable")
    starts = np.cumsum([0, *(len(part.keys) for part in parts)])

    def pieces() -> Iterator[Rows]:
        for at in range(0, len(order), _AT_ONCE):
            chosen = order[at : at + _AT_ONCE]
            owner = np.searchsorted(starts, chosen, side="right") - 1
            lengths = np.empty(len(chosen), np.float32)
            vectors = np.empty((len(chosen), parts[0].vectors.shape[1]), np.int8)
            for number, part in enumerate(parts):
                mine = np.flatnonzero(owner == number)
                local = chosen[mine] - starts[number]
                lengths[mine], vectors[mine] = part.lengths[local], part.vectors[local]
            yield Rows(keys[chosen], lengths, vectors)

    return keys[order], pieces()


def write(folder: Path, store: Manifest, parts: Sequence[Rows]) -> FileEntry:
    """A new file of the rows of ``parts``, made to last; the manifest does not list it yet."""
    keys, pieces = merged(parts)
    name = f"vec-{os.urandom(6).hex()}.foi"
    lengths: list[bytes] = []

    def vectors() -> Iterator[bytes]:
        for piece in pieces:
            lengths.append(piece.lengths.tobytes())
            yield piece.vectors.tobytes()

    writer = ContainerWriter(str(folder / name))
    try:
        writer.fact("digest", store.digest)
        writer.fact("dimensions", store.dimensions)
        writer.fact("count", len(keys))
        writer.region("keys", [keys.tobytes()])
        writer.region("vectors", vectors())
        writer.region("lengths", lengths)
        size, checksum = writer.finish()
    except BaseException:
        writer.abandon()
        raise
    return FileEntry(name, size, checksum, len(keys))


def read_manifest(folder: Path) -> Manifest | None:
    """What the store in ``folder`` consists of; ``None`` where there is none of this version.

    Raises:
        IndexUnusable: the manifest is damaged.
        OSError: it cannot be read.
    """
    path = folder / MANIFEST
    try:
        descriptor, size = open_file(str(path))
    except FileNotFoundError:
        return None
    with os.fdopen(descriptor, "rb") as stream:
        data = stream.read(_MOST_BYTES)
    try:
        said = checked.table(orjson.loads(data))
        if checked.whole(said["version"]) != VERSION:
            return None
        if size != len(data) or said.pop("crc32") != crc32(orjson.dumps(said)):
            raise ValueError("cut, or changed")
        files = tuple(map(_entry, checked.row(said["files"])))
        dimensions = checked.whole(said["dimensions"], least=1, most=_MOST_DIMENSIONS)
        return Manifest(checked.text(said["digest"]), dimensions, files)
    except (KeyError, TypeError, ValueError):
        raise IndexUnusable(f"{path} is damaged", CURE) from None


def _entry(value: Any) -> FileEntry:
    entry = FileEntry(**checked.table(value))
    if not _FILE.match(checked.text(entry.name)):
        raise ValueError(entry.name)
    checked.whole(entry.size)
    checked.whole(entry.checksum, most=_MOST_CHECKSUM)
    checked.whole(entry.count, least=1)
    return entry


def write_manifest(folder: Path, store: Manifest) -> None:
    """Make ``store`` what counts; then remove what no longer does."""
    said = {"version": VERSION, **asdict(store)}
    said["crc32"] = crc32(orjson.dumps(said))
    layout.write_durably(folder / MANIFEST, orjson.dumps(said, option=orjson.OPT_INDENT_2) + b"\n")
    sweep(folder, {entry.name for entry in store.files})


def sweep(folder: Path, keep: set[str]) -> None:
    """Remove files of ours that nothing lists."""
    for entry in list(os.scandir(folder)):
        ours = _FILE.match(entry.name) or _HALF.match(entry.name)
        if ours and entry.name not in keep:
            with suppress(OSError):  # what cannot be removed now, a later run removes
                os.unlink(entry.path)


@contextmanager
def translated(folder: Path) -> Iterator[None]:
    """Errors of files leave as :class:`IndexUnusable`, with the cure for this store."""
    try:
        yield
    except IndexUnusable as error:
        if error.cure != container.CURE:
            raise
        raise IndexUnusable(error.message, CURE) from error
    except OSError as error:
        raise IndexUnusable(
            f"cannot use the vectors in {folder}: {error.strerror or error}",
            "see that the folder can be written and has room, or choose another with --index",
        ) from error


def settled(folder: Path, look: Callable[[Manifest | None], list[Segment]]) -> list[Segment]:
    """What ``look`` opens by a manifest all whose files are there; another process may merge."""
    for _ in range(5):
        found = read_manifest(folder)
        try:
            return look(found)
        except FileNotFoundError:
            if read_manifest(folder) == found:
                break
    raise IndexUnusable(f"the vectors in {folder} lost their files", CURE)
