"""Chunks of text to numbers, many at once: found by hash in a table, without making strings.

A chunk is what stands between white space.  Its hash is made of its length and its bytes, eight
at a time, with multipliers drawn anew by every process: nobody can write a text in which two chunks
are taken for one.  (By chance that happens once in some 10^5 builds of ten million different
chunks.)
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

_WORDS = 4
LONGEST = 8 * _WORDS
"""Longer chunks have no hash that says which they are."""
_PAD = bytes(LONGEST + 8)
_MASKS = np.array([(1 << 8 * min(n, 8)) - 1 for n in range(9)], np.uint64)
_ODD = np.frombuffer(os.urandom(8 * (_WORDS + 2)), np.uint64) | np.uint64(1)
_SHIFT = np.uint64(32)
_SPACE, _TAB, _LAST_CONTROL = 0x20, 0x09, 4  # tab and the four behind it are white space


class Text:
    """Texts as one run of bytes, cut into chunks.

    Only those bytes separate that every regular expression takes for white space: the space and
    tab to carriage return.  All other white space and all other controls stay inside chunks, where
    the analyzer sees them.  ``starts`` and ``lengths`` say where each chunk lies; ``sizes`` how
    many each text has.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        pieces = [_encoded(text) for text in texts]
        sizes = np.fromiter(map(len, pieces), np.int64, len(pieces))
        pieces.append(_PAD)
        self.bytes = b"\n".join(pieces)
        every = np.frombuffer(self.bytes, np.uint8)
        space = np.flatnonzero(every[: -len(_PAD)] <= _SPACE)
        found = every.take(space)
        control = (found != _SPACE) & (found - np.uint8(_TAB) > _LAST_CONTROL)
        if control.any():
            space = space[~control]
        starts = np.zeros(len(space), np.int64)
        np.add(space[:-1], 1, out=starts[1:])
        lengths = space - starts
        if not lengths.all():
            real = lengths > 0
            starts, lengths = starts[real], lengths[real]
        self.starts, self.lengths = starts, lengths
        self.sizes = np.diff(starts.searchsorted(np.cumsum(sizes + 1)), prepend=0)

    def chunks(self, numbers: Ints) -> list[str]:
        """Some of the chunks as strings."""
        starts = self.starts[numbers]
        ends = starts + self.lengths[numbers]
        whole = self.bytes
        pieces = [whole[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]
        return b"\n".join(pieces).decode("utf-8", "surrogatepass").split("\n") if pieces else []

    def stretch(self, first: int, last: int) -> str:
        """What stands from one chunk to another, both included."""
        end = int(self.starts[last] + self.lengths[last])
        return self.bytes[int(self.starts[first]) : end].decode("utf-8", "surrogatepass")

    def hashes(self) -> Hashes:
        """The hash of each chunk, never 0; meaningless for one longer than :data:`LONGEST`."""
        # Eight bytes from every place of the text, whether or not it is a multiple of eight.
        words: Hashes = np.ndarray((len(self.bytes) - 7,), np.uint64, self.bytes, 0, (1,))
        starts, lengths = self.starts, self.lengths
        found = words[starts]
        found &= _MASKS.take(lengths, mode="clip")
        found ^= lengths.view(np.uint64) * _ODD[_WORDS + 1]
        found *= _ODD[0]
        more = starts[:0]
        for word in range(1, _WORDS):
            many = lengths if word == 1 else lengths.take(more)
            longer = np.flatnonzero(many > 8 * word)
            if not len(longer):
                break
            more = longer if word == 1 else more.take(longer)
            part = words[starts.take(more) + 8 * word]
            part &= _MASKS.take(many.take(longer) - 8 * word, mode="clip")
            mixed = found.take(more)
            mixed ^= mixed >> _SHIFT
            mixed += part
            mixed *= _ODD[word]
            found[more] = mixed
        found ^= found >> _SHIFT
        found *= _ODD[_WORDS]
        found |= np.uint64(1)
        return found


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


class HashTable:
    """Hashes to numbers: open addressing, probed for all at once.

    A hash and its number lie side by side, so that finding one touches memory once.
    """

    def __init__(self, bits: int = 14) -> None:
        self._bits = bits
        self._held = 0
        self._slots = np.zeros((1 << bits, 2), np.uint64)

    def __len__(self) -> int:
        return self._held

    def find(self, hashes: Hashes) -> Ints:
        """The number of each hash, -1 for those that are not there."""
        slot = self._slot(hashes)
        pairs = self._pairs(slot)
        found = pairs[:, 1].view(np.int64)
        open_ = np.flatnonzero(pairs[:, 0] != hashes)
        if not len(open_):
            return np.ascontiguousarray(found)
        found = found.copy()
        held = pairs[open_, 0]
        while len(open_):
            empty = held == 0
            found[open_[empty]] = -1
            open_ = open_[~empty]
            slot[open_] = (slot[open_] + 1) & (len(self._slots) - 1)
            pairs = self._pairs(slot[open_])
            found[open_] = pairs[:, 1].view(np.int64)
            kept = pairs[:, 0] != hashes[open_]
            open_, held = open_[kept], pairs[kept, 0]
        return found

    def _pairs(self, slot: Ints) -> Hashes:
        # As complex numbers, which are as wide, both halves are fetched in one go.
        whole: NDArray[Any] = self._slots.view(np.complex128).ravel()
        return whole.take(slot).view(np.uint64).reshape(-1, 2)

    def add(self, hashes: Hashes, numbers: Ints) -> None:
        """Hold more hashes, none of which is held, each given once."""
        self._held += len(hashes)
        if self._held * 3 > len(self._slots):
            self._grow()
        slot = self._slot(hashes)
        while len(hashes):
            empty = np.flatnonzero(self._slots[slot, 0] == 0)
            # Of those that want the same place the last one gets it; the others look on.
            self._slots[slot[empty], 0] = hashes[empty]
            won = self._slots[slot, 0] == hashes
            self._slots[slot[won], 1] = numbers[won].view(np.uint64)
            hashes, numbers, slot = hashes[~won], numbers[~won], slot[~won]
            slot = (slot + 1) & (len(self._slots) - 1)

    def _slot(self, hashes: Hashes) -> Ints:
        return (hashes >> np.uint64(64 - self._bits)).view(np.int64)

    def _grow(self) -> None:
        used = self._slots[self._slots[:, 0] != 0]
        while self._held * 3 > 1 << self._bits:
            self._bits += 2
        held, self._held = self._held, 0
        self._slots = np.zeros((1 << self._bits, 2), np.uint64)
        self.add(used[:, 0].copy(), used[:, 1].copy().view(np.int64))
        self._held = held


class Growing:
    """Whole numbers, appended one by one and read as an array."""

    def __init__(self) -> None:
        self._held = np.zeros(1024, np.int64)
        self._size = 0
        self._fresh: list[int] = []

    def __len__(self) -> int:
        return self._size + len(self._fresh)

    def add(self, value: int) -> None:
        """Append one."""
        self._fresh.append(value)

    def last(self) -> int:
        """The one that was appended last."""
        return self._fresh[-1] if self._fresh else int(self._held[self._size - 1])

    def array(self) -> Ints:
        """All of them; not to be kept."""
        if self._fresh:
            end = len(self)
            if end > len(self._held):
                held = np.zeros(2 * end, np.int64)
                held[: self._size] = self._held[: self._size]
                self._held = held
            self._held[self._size : end] = self._fresh
            self._size, self._fresh = end, []
        return self._held[: self._size]
