"""Sorted strings of a segment, looked up by halving."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

import numpy as np

from foisearch.engine.segments.columns import Strings


class Dictionary:
    """Sorted strings that are looked up by halving."""

    def __init__(self, strings: Strings) -> None:
        self._text = strings.text.tobytes()
        offsets: Any = np.ascontiguousarray(strings.offsets)
        self._offsets = memoryview(offsets)

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, number: int) -> bytes:
        if number >= len(self):
            raise IndexError(number)
        return self._text[self._offsets[number] : self._offsets[number + 1]]

    def find(self, text: bytes) -> int:
        """The number of a string, -1 where it is not there."""
        number = bisect_left(self, text)
        return number if number < len(self) and self[number] == text else -1

    def span(self, head: bytes) -> tuple[int, int]:
        """The numbers of the strings that begin with ``head``."""
        low = bisect_left(self, head)
        return low, bisect_left(self, head + b"\xff", low)
