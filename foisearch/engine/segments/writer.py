"""Writing a segment: its documents, then postings in the order of the terms, then its words."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.files.container_writer import ContainerWriter
from foisearch.engine.postings import lists, positions
from foisearch.engine.postings.lists import BITS, DENSE, NARROW, WIDE, Lists, Postings
from foisearch.engine.segments.columns import ColumnWriter, Strings

Ints = NDArray[np.int64]
_DENSE_SHARE = ((30_000, 12), (300_000, 5))
"""Up to so many documents, a term in more than one in so many has a dense row; in more, 4."""
_PIECE = 1 << 20
_FORM_NAMES = ("narrow", "wide")


def dense_share(documents: int) -> int:
    """In a small segment rows are cheap and save time, in a large one they cost room."""
    return next((share for most, share in _DENSE_SHARE if documents <= most), 4)


class Regions:
    """The regions of a segment while it is written: working files, which have no names.

    However the process ends, nothing of them is left.

    Args:
        folder: where they lie.  Beside the segment it has to have room for its largest region.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, IO[bytes]] = {}

    def put(self, name: str, data: bytes | NDArray[Any]) -> None:
        """Append to a region."""
        file = self._files.get(name)
        if file is None:
            file = self._files[name] = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115
        file.write(data if isinstance(data, bytes) else np.ascontiguousarray(data).data)

    def write(self, writer: ContainerWriter) -> None:
        """Copy all regions into the segment, giving back the room of each."""
        for name, file in self._files.items():
            writer.region(name, _pieces(file))
            file.close()

    def close(self) -> None:
        """Let go of the files."""
        for file in self._files.values():
            with suppress(OSError):  # they need not be complete
                file.close()


def _pieces(file: IO[bytes]) -> Iterator[memoryview]:
    file.seek(0)
    buffer = memoryview(bytearray(_PIECE))
    while size := file.readinto(buffer):  # type: ignore[attr-defined]
        yield buffer[:size]


class SegmentWriter:
    """Writes one segment: first :attr:`columns`, then :meth:`begin`, :meth:`add` and so on.

    Args:
        path: the file to write.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._regions = Regions(path.parent)
        self.columns = ColumnWriter(self._regions.put)
        self._elements = [0, 0, 0, 0]
        self._terms = 0
        self._keys = 0
        self._words = 0
        self._ends = {"term": 0, "word": 0}

    def begin(self, bits: int) -> None:
        """All documents are there, and postings come.

        Args:
            bits: the width of positions, from :func:`foisearch.engine.postings.positions.width`.
        """
        self._packer = positions.Packer(bits)
        self._share = dense_share(self.columns.documents)

    def add(self, postings: Postings) -> None:
        """Write the postings of the next terms, in the order of their names, keys first."""
        if not postings.terms:
            return
        df = postings.lists.df
        form = lists.forms(df, postings.keys, self.columns.documents, self._share)
        start, size = np.zeros(len(df), np.int64), np.zeros(len(df), np.int64)
        for kind in (NARROW, WIDE, DENSE, BITS):
            which = form == kind
            if which.any():
                start[which], size[which] = self._write(postings.lists.chosen(which), kind)
        self._names("term", [term.encode("utf-8", "surrogatepass") for term in postings.terms])
        self._terms += len(postings.terms)
        self._keys += postings.keys
        put = self._regions.put
        put("term.df", df.astype("u4"))
        put("term.form", form)
        put("term.start", start.astype("u8"))
        put("term.size", size.astype("u4"))
        put("term.most", np.maximum.reduceat(postings.lists.impacts, postings.lists.starts()))
        self._tokens(postings)

    def _write(self, chosen: Lists, kind: int) -> tuple[Ints, Ints]:
        """Where the elements (or the rows) of these lists went, and how many there are of each."""
        at = self._elements[kind]
        put = self._regions.put
        if kind in (DENSE, BITS):
            write, name = (lists.rows, "dense") if kind == DENSE else (lists.bits, "bits")
            put(name, write(chosen, self.columns.documents))
            self._elements[kind] += len(chosen.df)
            sizes = np.ones(len(chosen.df), np.int64)
        else:
            encoded = lists.encode(chosen, kind, at)
            name = _FORM_NAMES[kind]
            put(f"{name}.gap", encoded.gaps)
            put(f"{name}.impact", encoded.impacts)
            put(f"{name}.skip", encoded.skips)
            self._elements[kind] += len(encoded.gaps)
            sizes = encoded.sizes
        return at + np.cumsum(sizes) - sizes, sizes

    def _tokens(self, postings: Postings) -> None:
        """Write the positions, and note where those of each term begin."""
        frequencies = postings.frequencies
        heads = np.zeros(len(frequencies) + 1, np.int64)
        np.cumsum(frequencies, out=heads[1:])
        keyed = int(postings.lists.df[: postings.keys].sum())
        first = np.maximum(postings.lists.starts() - keyed, 0)  # a key has no tokens
        self._regions.put("term.token", (self._packer.tokens + heads.take(first)).astype("u8"))
        marks = np.zeros(len(postings.positions), np.bool_)
        marks[heads[:-1]] = True
        self._packed(self._packer.add(postings.positions, marks))

    def _packed(self, packed: positions.Packed) -> None:
        put = self._regions.put
        put("place.low", packed.low)
        put("place.first", packed.first)
        for bit, plane in enumerate(packed.planes, 8):
            put(f"place.plane{bit}", plane)
        put("place.exception", packed.exceptions)
        put("place.beyond", packed.beyond)

    def add_words(self, words: Sequence[bytes], terms: Ints) -> None:
        """Write the next folded words, in order, each with the number of the term it belongs to."""
        self._names("word", words)
        self._words += len(words)
        self._regions.put("word.term", terms.astype("u4"))

    def _names(self, name: str, values: Sequence[bytes]) -> None:
        """Append to the column of terms or of words.

        Raises:
            OverflowError: they have more bytes than their offsets can count.
        """
        column = Strings.of(values)
        end = self._ends[name]
        self._ends[name] = end + int(column.offsets[-1])
        if self._ends[name] >= 1 << 32:
            raise OverflowError(f"there are too many different {name}s")
        self._regions.put(f"{name}.text", column.text)
        self._regions.put(f"{name}.offset", (column.offsets[:-1] + end).astype("u4"))

    def finish(self, lengths: Ints) -> tuple[int, int]:
        """Write the rest of the segment and make it durable.

        Args:
            lengths: how many positions need which bits, for merging later.

        Returns:
            The size of the file and its checksum.

        Raises:
            OSError: it cannot be written; nothing of it is left.
        """
        self._packed(self._packer.last())
        self._regions.put("term.token", np.array([self._packer.tokens], "u8"))
        for name, end in self._ends.items():
            self._regions.put(f"{name}.offset", np.array([end], "u4"))
        self.columns.finish()
        writer = ContainerWriter(str(self.path))
        try:
            self._regions.write(writer)
            writer.fact("documents", self.columns.documents)
            writer.fact("terms", self._terms)
            writer.fact("keys", self._keys)
            writer.fact("tokens", self._packer.tokens)
            writer.fact("words", self._words)
            writer.fact("bits", self._packer.bits)
            writer.fact("lengths", " ".join(map(str, lengths.tolist())))
            return writer.finish()
        except BaseException:
            with suppress(OSError):  # for what it has in hand there may be no room either
                writer.abandon()
            self.path.unlink(missing_ok=True)
            raise

    def close(self) -> None:
        """Let go of the working files."""
        self._regions.close()
