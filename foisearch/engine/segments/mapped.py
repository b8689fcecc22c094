"""The regions of a segment's file as arrays and strings, every byte of them checked."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from foisearch.engine.files.container import CHUNK, Container
from foisearch.engine.postings.term import NOTHING
from foisearch.engine.segments import soundness
from foisearch.engine.segments.columns import Strings


class Mapped:
    """A file laid open as arrays; nothing of it is read before it is asked for.

    Args:
        container: the file.
    """

    def __init__(self, container: Container) -> None:
        soundness.check_sizes(container)
        self.container = container
        self.documents = container.fact("documents")
        self._columns: dict[str, tuple[memoryview, memoryview, int, int, int]] = {}
        self._arrays: dict[str, NDArray[Any]] = soundness.Arrays(container)

    def array(self, name: str, kind: str) -> NDArray[Any]:
        """A whole region as an array, checked."""
        found = self._arrays.get(name)
        if found is None:
            raw = self.container.region(name)
            if len(raw) % np.dtype(kind).itemsize:
                raise self.container.damaged()
            if len(raw):
                self.container.check(*self.container.regions[name])
            found = self._arrays[name] = np.frombuffer(raw, kind)
        return found

    def stretch(self, name: str, kind: str, start: int, size: int) -> NDArray[Any]:
        """A stretch of a region as an array, checked: ``size`` values from ``start`` on."""
        width = np.dtype(kind).itemsize
        return np.frombuffer(self.container.part(name, start * width, size * width), kind)

    def strings(self, name: str) -> Strings:
        """A column of strings; empty strings where the segment has none."""
        kind = "u8" if name == "record" else "u4"
        offsets = self.array(f"{name}.offset", kind)
        if not len(offsets):
            return Strings(NOTHING, np.zeros(self.documents + 1, np.int64))
        return Strings(self.array(f"{name}.text", "u1"), offsets)

    def string(self, name: str, place: int) -> bytes:
        """One string of a column; empty where the segment has no such column."""
        column = self._columns.get(name)
        if column is None:
            column = self._columns[name] = self._column(name)
        text, offsets, text_at, offsets_at, width = column
        if not width:
            return b""
        seen = self.container.seen
        at = offsets_at + place * width
        if not (seen[at // CHUNK] and seen[(at + 2 * width - 1) // CHUNK]):
            self.container.check(at, 2 * width)
        low, high = offsets[place], offsets[place + 1]
        if not low <= high <= len(text):
            raise self.container.damaged("points outside itself")
        at = text_at + low
        last = at + high - low - 1
        if not (at <= last < at + CHUNK and seen[at // CHUNK] and seen[last // CHUNK]):
            self.container.check(at, high - low)
        return bytes(text[low:high])

    def _column(self, name: str) -> tuple[memoryview, memoryview, int, int, int]:
        """The bytes and the offsets of a column, where they begin, and the width of an offset."""
        regions, container = self.container.regions, self.container
        if f"{name}.offset" not in regions:
            return memoryview(b""), memoryview(b""), 0, 0, 0
        width = 8 if name == "record" else 4
        raw = container.region(f"{name}.offset")
        if len(raw) != (self.documents + 1) * width:
            raise container.damaged()
        offsets = raw.cast("Q" if width == 8 else "I")
        text_at = regions.get(f"{name}.text", (0, 0))[0]
        text = container.region(f"{name}.text")
        return text, offsets, text_at, regions[f"{name}.offset"][0], width

    def close(self) -> None:
        """Let go of the file."""
        self._arrays.clear()
        self._columns.clear()
        self.container.close()
