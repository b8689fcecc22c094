"""The companion of a segment: what each of its documents asks.

::

    index/questions/
      qst-1f2e….foi     beside seg-1f2e….foi
      .lock             held while companions are written

A companion is a :class:`~foisearch.engine.files.container.Container`, every byte of it under a
checksum.  It is of *n* documents, *q* questions and *t* terms, which it numbers itself, in the
order in which it met them: frequent terms have low numbers.

================  ============  ===================================================================
``doc.first``     u32 × (n+1)   the first question of each document
``place``         u8 × q        where it stands: the number of a ``Place``
``term.first``    u64 × (q+1)   the first of its codes
``term.code``     3 or 4 bytes  a term's number times 16, plus how often it stands there (1 to 15)
``term.number``   u32 × t       the number of the term in the segment; all ones where it has none
``extra.text``    bytes         the terms that have none, in their order, a line feed behind each
``text.hash``     u64 × q       hashes of the plain words of the questions, ascending
``text.question`` u32 × q       whose hash each is
================  ============  ===================================================================

The terms of a question stand in the order of their numbers, each once.
"""

from __future__ import annotations

import os
import re
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.files import layout
from foisearch.engine.files.container import CHUNK, Container
from foisearch.engine.postings.lists import gathered
from foisearch.engine.segments.segment import Segment
from foisearch.prior.values import Place

Ints = NDArray[np.int64]

VERSION = 1
"""Rises when the files change, or what :func:`foisearch.prior.questions.asked` finds."""
PLACES = tuple(Place)
NO_NUMBER = (1 << 32) - 1
MOST_TIMES = 15
TIMES_BITS = 4
NARROW, WIDE = 3, 4
"""Bytes of a code."""
NUMBER_BITS = {NARROW: 20, WIDE: 28}
_FILE = re.compile(r"qst-[0-9a-f]{12}\.foi\Z")
_HALF = re.compile(r"\.qst-[0-9a-f]{12}\.foi\.[0-9]+\Z")


def folder_in(index: Path) -> Path:
    """Where the companions of the index in a folder lie."""
    return index / layout.QUESTIONS


def name_for(segment: str) -> str:
    """What the companion of a segment's file is called."""
    return "qst-" + segment.removeprefix("seg-")


def is_ours(name: str) -> bool:
    """Whether a file is a companion, or one that was left half written."""
    return _FILE.match(name) is not None or _HALF.match(name) is not None


class Companion:
    """An open companion.

    Args:
        path: its file.
        segment: whose it is.

    Raises:
        IndexUnusable: it is damaged.
        FileNotFoundError: there is none, or one of another segment or version.
    """

    def __init__(self, path: Path, segment: Segment) -> None:
        self.container = Container(str(path))
        self.segment = segment
        try:
            if not self._belongs():
                raise FileNotFoundError(str(path))
            self.questions = self.container.fact("questions")
            self.codes = self.container.fact("codes")
            self.terms = self.container.fact("terms")
            self.width = self.container.fact("width")
            self._check_sizes()
        except BaseException:
            self.container.close()
            raise

    def _belongs(self) -> bool:
        said = (self.container.fact(name) for name in ("version", "segment", "documents"))
        return tuple(said) == (VERSION, self.segment.container.checksum, self.segment.documents)

    def _check_sizes(self) -> None:
        n, q, t = self.segment.documents, self.questions, self.terms
        wanted = {
            "doc.first": 4 * (n + 1),
            "place": q,
            "term.first": 8 * (q + 1),
            "term.code": self.width * self.codes + 1,
            "term.number": 4 * t,
            "text.hash": 8 * q,
            "text.question": 4 * q,
        }
        sizes = {name: size for name, (_, size) in self.container.regions.items()}
        fits = all(sizes.get(name) == size for name, size in wanted.items())
        if not fits or self.width not in NUMBER_BITS:
            raise self.container.damaged("does not fit together")

    def _array(self, name: str, kind: str) -> NDArray[Any]:
        start, length = self.container.regions[name]
        self.container.check(start, length)
        return np.frombuffer(self.container.region(name), kind)

    def _ends(self, name: str, kind: str, end: int) -> Ints:
        found = self._array(name, kind).astype(np.int64)
        if found[0] or found[-1] != end or (found[1:] < found[:-1]).any():
            raise self.container.damaged("does not fit together")
        return found

    @cached_property
    def firsts(self) -> Ints:
        """The first question of each document, and the end."""
        return self._ends("doc.first", "u4", self.questions)

    @cached_property
    def starts(self) -> Ints:
        """The first code of each question, and the end."""
        return self._ends("term.first", "u8", self.codes)

    @cached_property
    def places(self) -> NDArray[np.uint8]:
        """Where each question stands, by its number in :data:`PLACES`."""
        found: NDArray[np.uint8] = self._array("place", "u1")
        if len(found) and int(found.max()) >= len(PLACES):
            raise self.container.damaged("does not fit together")
        return found

    @cached_property
    def numbers(self) -> Ints:
        """The number of each term in the segment, -1 where it has none."""
        found = self._array("term.number", "u4").astype(np.int64)
        found[found == NO_NUMBER] = -1
        if len(found) and int(found.max()) >= self.segment.terms:
            raise self.container.damaged("does not fit together")
        return found

    @cached_property
    def extras(self) -> dict[str, int]:
        """The terms that the segment does not have, with the numbers that they have here."""
        numbers = np.flatnonzero(self.numbers < 0).tolist()
        text = str(self._array("extra.text", "u1").tobytes(), "utf-8", "surrogatepass")
        return dict(zip(text.split("\n")[:-1], numbers, strict=True))

    @cached_property
    def _local(self) -> NDArray[np.int32]:
        """For each term of the segment its number here, -1 where no question has it."""
        found = np.full(self.segment.terms, -1, np.int32)
        known = np.flatnonzero(self.numbers >= 0)
        found[self.numbers[known]] = known
        return found

    def term(self, text: str, number: int) -> int:
        """The number of a term here, -1 where no question has it.

        Args:
            text: the term.
            number: that of the segment for it, -1 where it has none.
        """
        return int(self._local[number]) if number >= 0 else self.extras.get(text, -1)

    @cached_property
    def _every_code(self) -> NDArray[np.uint32]:
        # Four bytes from every place where a code begins; of a narrow one the last is the next's.
        start, _ = self.container.regions["term.code"]
        view: NDArray[np.uint32] = np.ndarray(
            (self.codes,), "<u4", self.container.data, start, (self.width,)
        )
        return view

    @cached_property
    def _seen(self) -> NDArray[np.uint8]:
        return np.frombuffer(self.container.seen, np.uint8)

    def codes_of(self, questions: Ints) -> tuple[Ints, Ints]:
        """The codes of some questions, one question after another, and how many each has."""
        begins = self.starts[questions]
        ends = self.starts[questions + 1]
        self._check(begins, ends)
        sizes = ends - begins
        # Not ``take``, which would copy all codes to get those side by side.
        codes = self._every_code[gathered(begins, sizes)].astype(np.int64)
        if self.width == NARROW:
            codes &= 0xFFFFFF
        return codes, sizes

    def _check(self, begins: Ints, ends: Ints) -> None:
        """See that some codes are as they were written; with the byte behind them."""
        origin, _ = self.container.regions["term.code"]
        first = (origin + begins * self.width) // CHUNK
        last = (origin + ends * self.width) // CHUNK
        far = np.flatnonzero(last - first > 1)  # more than two pieces: hardly ever
        for low, high in zip(begins[far].tolist(), ends[far].tolist(), strict=True):
            self.container.part("term.code", low * self.width, (high - low) * self.width + 1)
        for pieces in (first, last):
            unseen = pieces[self._seen[pieces] == 0]
            for piece in np.unique(unseen).tolist():
                self.container.check(piece * CHUNK, 1)

    @cached_property
    def hashes(self) -> NDArray[np.uint64]:
        """The hashes of the questions' plain words, ascending."""
        found: NDArray[np.uint64] = self._array("text.hash", "u8")
        return found

    @cached_property
    def hashed(self) -> NDArray[np.uint32]:
        """Whose hash each of them is."""
        found: NDArray[np.uint32] = self._array("text.question", "u4")
        if len(found) and int(found.max()) >= self.questions:
            raise self.container.damaged("does not fit together")
        return found

    def same(self, wanted: int) -> Ints:
        """The questions whose plain words have a hash, ascending."""
        key = np.uint64(wanted)
        low, high = self.hashes.searchsorted(key), self.hashes.searchsorted(key, "right")
        return np.sort(self.hashed[low:high].astype(np.int64))

    def documents_of(self, questions: Ints) -> Ints:
        """The documents that ask some questions."""
        found: Ints = self.firsts.searchsorted(questions, "right") - 1
        return found

    def close(self) -> None:
        """Let go of the file."""
        for name in ("_every_code", "_seen", "places", "hashes", "hashed"):
            self.__dict__.pop(name, None)
        self.container.close()


def segment_name(segment: Segment) -> str:
    """The name of a segment's file."""
    return os.path.basename(segment.container.path)
